import type { AnyEndpoint } from '../../../core';
import { browserSource } from '../../render/browser-source';
import {
	COLOR,
	fieldsOf,
	foundBy,
	page,
	parameterDefaults,
	settingDefaults,
} from '../../render/editor';
import { accountRow, advanced, nameRow, parameterRow, selectRow, STYLE } from '../../render/form';
import { indented, literal } from '../../render/html';
import { endpointWords } from '../../render/search-words';
import { OUTPUTS } from '../../shared/messages';
import { parameterProperties } from '../../shared/properties';

/** The editor's side of an endpoint's node. */
export function endpointEditor(endpoint: AnyEndpoint): string {
	const type = `kingfisher-${endpoint.name}`;
	const parameters = parameterProperties(endpoint);
	const form = [
		STYLE,
		nameRow(),
		accountRow(),
		...parameters.map(parameterRow),
		selectRow('output', 'fa-sign-out', OUTPUTS),
		advanced(endpoint, { keepsAnswers: true }),
	];
	const defaults = [
		...parameterDefaults(parameters),
		...settingDefaults({ keepsAnswers: true }),
	].join('\n');
	return page(
		type,
		form,
		`
${browserSource('shared/editor/fields.ts')}

${browserSource('shared/editor/palette.ts')}

const fields = ${literal(fieldsOf(parameters))};

RED.nodes.registerType('${type}', {
	category: 'Kingfisher',
	color: '${COLOR}',
	defaults: {
		name: { value: '' },
		account: { value: '', type: 'kingfisher-account', required: true },
		${indented(defaults, 2)}
		output: { value: 'rows' },
		version: { value: 1 },
	},
	inputs: 1,
	outputs: 1,
	icon: '${type}.svg',
	paletteLabel: function () {
		return this._('node.title');
	},
	${foundBy(type, endpointWords(endpoint))}
	label: function () {
		return this.name || describeNode(this);
	},
	labelStyle: function () {
		return this.name ? 'node_label_italic' : '';
	},
	inputLabels: function () {
		return translate(this, 'label.asks');
	},
	outputLabels: function () {
		return translate(this, 'outputLabel.' + (this.output || 'rows'));
	},
	oneditprepare: function () {
		prepareFields(this, fields);
		prepareSelects();
	},
});
`,
	);
}
