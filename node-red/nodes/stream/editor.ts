import { browserSource } from '../../render/browser-source';
import { choiceKey } from '../../render/catalogs';
import { COLOR, foundBy, page } from '../../render/editor';
import { indented, literal } from '../../render/html';
import { streamWords } from '../../render/search-words';
import type { List } from '../../shared/editor/lists';
import type { NumberRule } from './dialog';
import { DEFAULT_WISH, LISTS, NUMBER_FIELDS } from './fields';
import { STREAM_FORM } from './form';

const lists = Object.entries(LISTS).map(
	([property, choices]): List => ({
		property,
		choices: choices.map(({ value }) => ({ value, key: choiceKey(value) })),
	}),
);

const numbers = Object.entries(NUMBER_FIELDS).map(
	([property, { minimum, maximum, deliveries }]): NumberRule => ({
		property,
		minimum,
		maximum,
		deliveries: [...deliveries],
	}),
);

const defaults = [
	...lists.map(({ property }, index) =>
		checked(property, `checkList(this, lists[${index}], value)`),
	),
	checked('assets', 'checkAssets(this, value)'),
	...numbers.map(({ property }, index) =>
		checked(property, `checkRange(this, numbers[${index}], value)`),
	),
].join('\n');

function checked(property: string, check: string): string {
	const value = literal((DEFAULT_WISH as Record<string, string>)[property] ?? '');
	return `${property}: { value: ${value}, validate: function (value, options) { return ${check}; } },`;
}

/** The editor's side of the stream node. */
export function streamEditor(): string {
	return page(
		'kingfisher-stream',
		STREAM_FORM,
		`
${browserSource('shared/editor/fields.ts')}

${browserSource('shared/editor/palette.ts')}

${browserSource('shared/editor/lists.ts')}

${browserSource('nodes/stream/dialog.ts')}

const lists = ${literal(lists)};
const numbers = ${literal(numbers)};

RED.nodes.registerType('kingfisher-stream', {
	category: 'Kingfisher',
	color: '${COLOR}',
	defaults: {
		name: { value: '' },
		account: { value: '', type: 'kingfisher-account', required: true },
		${indented(defaults, 2)}
		delivery: { value: 'latest' },
		output: { value: 'rows' },
		version: { value: 1 },
	},
	inputs: 1,
	outputs: 2,
	icon: 'kingfisher-stream.svg',
	paletteLabel: function () {
		return this._('node.title');
	},
	${foundBy('kingfisher-stream', streamWords())}
	label: function () {
		return this.name || describeStream(this);
	},
	labelStyle: function () {
		return this.name ? 'node_label_italic' : '';
	},
	inputLabels: function () {
		return translate(this, 'label.commands');
	},
	outputLabels: function (index) {
		return translate(this, index === 0 ? 'outputLabel.data' : 'outputLabel.connection');
	},
	oneditprepare: function () {
		prepareStream(this, lists, numbers);
	},
});
`,
	);
}
