/**
 * What the signal's dialog checks in Node-RED's editor. This file is written into the node's `.html`, so
 * it refers to nothing but what a browser and the editor have, and what stands there before it.
 */
import {
	checkField,
	textOf,
	translate,
	type EditorNode,
	type Field,
} from '../../shared/editor/fields';

declare const $: (selector: string) => { val(): unknown };
declare const RED: {
	utils: {
		validateTypedProperty(value: unknown, type: unknown, options: object): true | string;
	};
};

/** A setting as the editor needs it; its texts are in the locale file. */
export interface SettingRule {
	name: string;
	/** The kinds of value that it takes; the first is a fixed value. */
	types: string[];
	choices: { value: string; key: string }[];
	/** Whether values outside the list are taken, too. */
	open: boolean;
	/** What holds while nothing is stored; empty = something of its own. */
	default: string;
	required: boolean;
	minimum?: number;
	maximum?: number;
}

export interface SignalRule {
	name: string;
	hasAsset: boolean;
	settings: SettingRule[];
}

export interface Stored {
	type: string;
	value: string;
}

export function checkSignal(node: EditorNode, rules: SignalRule[], value: unknown): true | string {
	const title = translate(node, 'label.signal');
	if (ruleOf(rules, value)) return true;
	return translate(node, 'check.choice', { field: title, value: textOf(value) });
}

/** It needs an account unless it only reads messages, or asks nothing. */
export function mayAsk(node: EditorNode, rules: SignalRule[]): boolean {
	const signal = ruleOf(rules, currentOf(node, 'signal'));
	return signal !== undefined && signal.hasAsset && currentOf(node, 'data') !== 'message';
}

export function checkAccount(node: EditorNode, rules: SignalRule[], value: unknown): true | string {
	const isChosen = textOf(value) !== '' && value !== '_ADD_';
	if (isChosen || !mayAsk(node, rules)) return true;
	return translate(node, 'check.missing', { field: translate(node, 'label.account') });
}

/** Several are taken, and none where the data say which. */
export function checkAsset(
	node: EditorNode,
	field: Field,
	rules: SignalRule[],
	value: unknown,
): true | string {
	const signal = ruleOf(rules, currentOf(node, 'signal'));
	if (signal && !signal.hasAsset) return true;
	if (textOf(value) === '' && currentOf(node, 'data') !== 'ask') return true;
	const typed = $('#node-input-assetType').val();
	const type = typed === undefined ? node['assetType'] : typed;
	return type === 'choice' && textOf(value) !== '' ? true : checkField(node, field, value);
}

export function checkPrice(node: EditorNode, value: unknown): true | string {
	const typed = $('#node-input-priceType').val();
	const type = typed === undefined ? node['priceType'] : typed;
	const title = translate(node, 'label.price');
	if (textOf(value) === '' && type === 'num') return true;
	if (type === 'num' && !(Number(value) > 0)) {
		return translate(node, 'check.price', { field: title });
	}
	return RED.utils.validateTypedProperty(textOf(value), type, { label: title });
}

/** Everything that is wrong with the stored settings, in words, or `true`. */
export function checkSettings(
	node: EditorNode,
	rules: SignalRule[],
	_value: unknown,
): true | string[] {
	const signal = ruleOf(rules, node['signal']);
	if (!signal) return true;
	const wrong: string[] = [];
	signal.settings.forEach(function (setting) {
		const result = checkSetting(node, signal, setting);
		if (result !== true) wrong.push(result);
	});
	return wrong.length === 0 || wrong;
}

export function checkSetting(
	node: EditorNode,
	signal: SignalRule,
	setting: SettingRule,
): true | string {
	const stored = storedIn(node, signal, setting);
	const type = stored ? stored.type : String(setting.types[0]);
	return checkEntered(node, signal, setting, type, stored ? stored.value : '');
}

/** What is wrong with what stands in the field of a setting, in words, or `true`. */
export function checkEntered(
	node: EditorNode,
	signal: SignalRule,
	setting: SettingRule,
	type: string,
	value: unknown,
): true | string {
	const title = translate(node, 'settings.' + signal.name + '.' + setting.name + '.title');
	const text = textOf(value);
	const isFixed = type === setting.types[0];
	if (text === '' && (setting.required || !isFixed)) {
		return translate(node, 'check.missing', { field: title });
	}
	if (text === '' || /^\$\{[^}]+\}$/.test(text)) return true;
	if (!isFixed) return RED.utils.validateTypedProperty(text, type, { label: title });
	if (setting.minimum !== undefined && setting.maximum !== undefined) {
		if (Number(text) >= setting.minimum && Number(text) <= setting.maximum) return true;
		return translate(node, 'check.range', {
			field: title,
			minimum: setting.minimum,
			maximum: setting.maximum,
		});
	}
	const isKnown = setting.choices.some(function (choice) {
		return choice.value === text;
	});
	if (setting.choices.length === 0 || setting.open || isKnown) return true;
	return translate(node, 'check.choice', { field: title, value: text });
}

/** What is stored for that signal; what another one left behind is not. */
export function settingsIn(node: EditorNode, signal: SignalRule): Record<string, unknown> {
	const settings = node['settings'];
	const isOwn = node['signal'] === signal.name && typeof settings === 'object' && settings !== null;
	return isOwn ? (settings as Record<string, unknown>) : {};
}

export function storedIn(
	node: EditorNode,
	signal: SignalRule,
	setting: SettingRule,
): Stored | undefined {
	const value = settingsIn(node, signal)[setting.name];
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'object') return value as Stored;
	const text = typeof value === 'boolean' ? (value ? 'true' : 'false') : textOf(value);
	return { type: String(setting.types[0]), value: text };
}

export function ruleOf(rules: SignalRule[], name: unknown): SignalRule | undefined {
	return rules.filter(function (rule) {
		return rule.name === name;
	})[0];
}

/** What stands in the open dialog, else what is stored. */
export function currentOf(node: EditorNode, property: string): string {
	const shown = $('#node-input-' + property).val();
	return String(shown === undefined || shown === null ? node[property] : shown);
}

/** What stands on the flow: the asset, where it is fixed, and the signal. */
export function describeSignal(node: EditorNode, rules: SignalRule[]): string {
	const signal = ruleOf(rules, node['signal']);
	const title = signal ? translate(node, 'signal.' + signal.name) : translate(node, 'node.title');
	const asset = textOf(node['asset']).toUpperCase();
	const isFixed = node['assetType'] === 'choice' || node['assetType'] === 'str';
	return signal && signal.hasAsset && isFixed && asset !== '' ? asset + ' · ' + title : title;
}
