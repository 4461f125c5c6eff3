import type { SignalField } from '../../../core';
import { browserSource } from '../../render/browser-source';
import { choiceKey } from '../../render/catalogs';
import { COLOR, fieldsOf, foundBy, page, settingDefaults } from '../../render/editor';
import { indented, literal } from '../../render/html';
import { signalWords } from '../../render/search-words';
import { defaultValue } from '../../shared/properties';
import { ASSET, ASSET_TYPES } from './asset';
import type { SettingRule, SignalRule } from './checks';
import { DEFAULT_SIGNAL, settingsOf, settingTypes, SIGNALS } from './fields';
import { SIGNAL_FORM } from './form';

const rules = SIGNALS.map(
	(signal): SignalRule => ({
		name: signal.name,
		hasAsset: signal.hasAsset,
		settings: settingsOf(signal).map(([name, field]) => ruleOf(name, field)),
	}),
);

function ruleOf(name: string, field: SignalField): SettingRule {
	const choices = field.kind === 'choice' ? field.choices : [];
	return {
		name,
		types: settingTypes(field),
		choices: choices.map(({ value }) => ({ value, key: choiceKey(value) })),
		open: field.kind === 'choice' && field.open === true,
		default: field.default === undefined ? '' : String(field.default),
		required: field.isRequired === true,
		...(field.kind === 'number' ? { minimum: field.minimum, maximum: field.maximum } : {}),
	};
}

/**
 * The editor's side of the signal node. The settings of all signals are one property, an object that
 * holds what was entered for the chosen one: names that several signals share have other defaults and
 * meanings in each, and a flow's diff and export show what the user chose and nothing else.
 */
export function signalEditor(): string {
	const defaults = settingDefaults({ keepsAnswers: true }).join('\n');
	return page(
		'kingfisher-signal',
		SIGNAL_FORM,
		`
${browserSource('shared/editor/fields.ts')}

${browserSource('shared/editor/palette.ts')}

${browserSource('nodes/signal/checks.ts')}

${browserSource('nodes/signal/dialog.ts')}

const fields = ${literal(fieldsOf([ASSET]).map((field) => ({ ...field, types: ASSET_TYPES })))};
const rules = ${literal(rules)};

RED.nodes.registerType('kingfisher-signal', {
	category: 'Kingfisher',
	color: '${COLOR}',
	defaults: {
		name: { value: '' },
		account: { value: '', type: 'kingfisher-account', validate: function (value, options) { return checkAccount(this, rules, value); } },
		signal: { value: '${DEFAULT_SIGNAL}', validate: function (value, options) { return checkSignal(this, rules, value); } },
		asset: { value: ${literal(defaultValue(ASSET.definition))}, validate: function (value, options) { return checkAsset(this, fields[0], rules, value); } },
		assetType: { value: ${literal(ASSET_TYPES[0])} },
		${indented(defaults, 2)}
		data: { value: 'auto' },
		price: { value: '', validate: function (value, options) { return checkPrice(this, value); } },
		priceType: { value: 'num' },
		settings: { value: {}, validate: function (value, options) { return checkSettings(this, rules, value); } },
		format: { value: 'plain' },
		store: { value: '' },
		version: { value: 1 },
	},
	inputs: 1,
	outputs: 2,
	icon: 'kingfisher-signal.svg',
	paletteLabel: function () {
		return this._('node.title');
	},
	${foundBy('kingfisher-signal', signalWords())}
	label: function () {
		return this.name || describeSignal(this, rules);
	},
	labelStyle: function () {
		return this.name ? 'node_label_italic' : '';
	},
	inputLabels: function () {
		return translate(this, 'inputLabel.' + (this.data || 'auto'));
	},
	outputLabels: function (index) {
		return translate(this, index === 0 ? 'outputLabel.fired' : 'outputLabel.all');
	},
	oneditprepare: function () {
		prepareFields(this, fields, function (node, field, value) {
			return checkAsset(node, field, rules, value);
		});
		prepareSignal(this, rules);
	},
	oneditsave: function () {
		this.settings = enteredSettings(this, rules);
	},
});
`,
	);
}
