import { browserSource } from '../../render/browser-source';
import { choiceKey } from '../../render/catalogs';
import { COLOR, foundBy, page } from '../../render/editor';
import { indented, literal } from '../../render/html';
import { eventWords } from '../../render/search-words';
import type { List } from '../../shared/editor/lists';
import type { EventNumber } from './dialog';
import { DEFAULTS, EVENTS, NUMBER_FIELDS } from './fields';
import { EVENT_FORM } from './form';

const list: List = {
	property: 'events',
	choices: EVENTS.map(({ value }) => ({ value, key: choiceKey(value) })),
};

const numbers = Object.entries(NUMBER_FIELDS).map(
	([property, { minimum, maximum, event = '' }]): EventNumber => ({
		property,
		minimum,
		maximum,
		event,
	}),
);

const CHECKS: Record<string, string> = {
	events: 'checkList(this, list, value)',
	assets: 'checkAssets(this, value)',
	publicUrl: 'checkPublicUrl(this, value)',
	...Object.fromEntries(
		numbers.map(({ property }, index) => [property, `checkRange(this, numbers[${index}], value)`]),
	),
};

const defaults = Object.entries(DEFAULTS)
	.map(([property, value]) => {
		const check = CHECKS[property];
		const validate =
			check === undefined ? '' : `, validate: function (value, options) { return ${check}; }`;
		return `${property}: { value: ${literal(value)}${validate} },`;
	})
	.join('\n');

/** The editor's side of the event node. */
export function eventEditor(): string {
	return page(
		'kingfisher-event',
		EVENT_FORM,
		`
${browserSource('shared/editor/fields.ts')}

${browserSource('shared/editor/palette.ts')}

${browserSource('shared/editor/lists.ts')}

${browserSource('nodes/event/dialog.ts')}

const list = ${literal(list)};
const numbers = ${literal(numbers)};

RED.nodes.registerType('kingfisher-event', {
	category: 'Kingfisher',
	color: '${COLOR}',
	defaults: {
		name: { value: '' },
		account: { value: '', type: 'kingfisher-account', required: true },
		${indented(defaults, 2)}
		version: { value: 1 },
	},
	credentials: {
		token: { type: 'password' },
		secret: { type: 'password' },
	},
	inputs: 0,
	outputs: 2,
	icon: 'kingfisher-event.svg',
	paletteLabel: function () {
		return this._('node.title');
	},
	${foundBy('kingfisher-event', eventWords())}
	label: function () {
		return this.name || describeEvent(this);
	},
	labelStyle: function () {
		return this.name ? 'node_label_italic' : '';
	},
	outputLabels: function (index) {
		return translate(this, index === 0 ? 'outputLabel.events' : 'outputLabel.rejected');
	},
	oneditprepare: function () {
		prepareEvent(this, list, numbers);
	},
});
`,
	);
}
