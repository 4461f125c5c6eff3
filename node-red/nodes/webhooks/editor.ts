import { webhookOperations, type AnyEndpoint } from '../../../core';
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
import { webhooksWords } from '../../render/search-words';
import { parameterProperties, type ParameterProperty } from '../../shared/properties';

export const OPERATIONS: Record<string, AnyEndpoint> = webhookOperations;

/** The parameters of all operations, each once. */
export function webhookParameters(): ParameterProperty[] {
	const all = Object.values(OPERATIONS).flatMap(parameterProperties);
	return [...new Map(all.map((one) => [one.property, one])).values()];
}

/** The editor's side of the webhooks node. */
export function webhooksEditor(): string {
	const parameters = webhookParameters();
	const guessed = Object.keys(OPERATIONS).filter((one) => !OPERATIONS[one]?.documented);
	const form = [
		STYLE,
		nameRow(),
		accountRow(),
		selectRow('operation', 'fa-tasks', Object.keys(OPERATIONS)),
		'<div class="form-tips" id="kingfisher-guess" data-i18n="tip.guess"></div>',
		...parameters.map(parameterRow),
		advanced(webhookOperations.list, { keepsAnswers: false }),
	];
	const defaults = [
		...parameterDefaults(parameters),
		...settingDefaults({ keepsAnswers: false }),
	].join('\n');
	return page(
		'kingfisher-webhooks',
		form,
		`
${browserSource('shared/editor/fields.ts')}

${browserSource('shared/editor/palette.ts')}

const fields = ${literal(fieldsOf(parameters, OPERATIONS))};
const guessed = ${literal(guessed)};

RED.nodes.registerType('kingfisher-webhooks', {
	category: 'Kingfisher',
	color: '${COLOR}',
	defaults: {
		name: { value: '' },
		account: { value: '', type: 'kingfisher-account', required: true },
		operation: { value: 'create' },
		${indented(defaults, 2)}
		version: { value: 1 },
	},
	inputs: 1,
	outputs: 1,
	icon: 'kingfisher-webhooks.svg',
	paletteLabel: function () {
		return this._('node.title');
	},
	${foundBy('kingfisher-webhooks', webhooksWords())}
	label: function () {
		return this.name || translate(this, 'operation.' + this.operation);
	},
	labelStyle: function () {
		return this.name ? 'node_label_italic' : '';
	},
	inputLabels: function () {
		return translate(this, 'label.asks');
	},
	outputLabels: function () {
		return translate(this, 'outputLabel.' + this.operation);
	},
	oneditprepare: function () {
		prepareFields(this, fields);
		prepareSelects();
		prepareOperations(fields, guessed);
	},
});
`,
	);
}
