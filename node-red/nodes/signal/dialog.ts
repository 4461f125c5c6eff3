/**
 * What the signal's dialog does in Node-RED's editor. This file is written into the node's `.html`, so
 * it refers to nothing but what a browser and the editor have, and what stands there before it.
 */
import {
	prepareSelects,
	tellProblem,
	textOf,
	translate,
	yesNoType,
	type EditorNode,
} from '../../shared/editor/fields';
import {
	checkEntered,
	mayAsk,
	ruleOf,
	settingsIn,
	storedIn,
	type SettingRule,
	type SignalRule,
} from './checks';

interface Element {
	val(): unknown;
	val(value: string): Element;
	text(text: string): Element;
	toggle(isVisible: boolean): Element;
	append(element: Element): Element;
	next(selector: string): Element;
	toggleClass(name: string, isSet: boolean): Element;
	attr(name: string, value: string): Element;
	on(event: string, listener: () => void): Element;
	trigger(event: string): Element;
	typedInput(options: object): Element;
	typedInput(property: 'value' | 'type'): string;
	typedInput(property: 'value' | 'type', value: string): Element;
}
declare const $: (selector: string) => Element;
declare const RED: {
	settings: { context?: { default?: string; stores?: string[] } };
};

export function prepareSignal(node: EditorNode, rules: SignalRule[]): void {
	prepareStores(textOf(node['store']));
	$('#node-input-price').typedInput({
		types: ['num', 'msg', 'flow', 'global', 'env', 'jsonata'],
		typeField: '#node-input-priceType',
		default: 'num',
	});
	prepareSelects();
	const prepared: string[] = [];
	$('#node-input-signal').on('change', function () {
		const chosen = ruleOf(rules, $('#node-input-signal').val());
		if (!chosen) return;
		// Made when they are first shown: all signals together have some seventy.
		if (prepared.indexOf(chosen.name) === -1) {
			prepared.push(chosen.name);
			prepareSettings(node, chosen);
		}
		rules.forEach(function (rule) {
			$('#kingfisher-settings-' + rule.name).toggle(rule === chosen);
		});
		['asset', 'data', 'price'].forEach(function (name) {
			$('#kingfisher-row-' + name).toggle(chosen.hasAsset);
		});
		$('#kingfisher-signal-tip').text(translate(node, 'signalTip.' + chosen.name));
		showAccount(node, rules);
	});
	$('#node-input-data').on('change', function () {
		const data = String($('#node-input-data').val());
		$('#kingfisher-data-tip').text(translate(node, 'dataTip.' + data));
		showAccount(node, rules);
	});
	$('#node-input-signal').trigger('change');
	$('#node-input-data').trigger('change');
}

export function showAccount(node: EditorNode, rules: SignalRule[]): void {
	$('#kingfisher-row-account').toggle(mayAsk(node, rules));
}

/** The context stores of this Node-RED; the chosen one also when it is not there any more. */
export function prepareStores(chosen: string): void {
	const known = (RED.settings.context && RED.settings.context.stores) || [];
	const stores = known.indexOf(chosen) === -1 && chosen !== '' ? known.concat(chosen) : known;
	stores.forEach(function (store) {
		$('#node-input-store').append($('<option>').attr('value', store).text(store));
	});
	$('#node-input-store').val(chosen);
}

export function prepareSettings(node: EditorNode, signal: SignalRule): void {
	signal.settings.forEach(function (setting) {
		const stored = storedIn(node, signal, setting);
		const input = inputOf(signal, setting);
		input.typedInput({
			types: setting.types.map(function (type) {
				if (type === 'choice') return listType(node, signal, setting);
				return type === 'bool' ? yesNoType(node) : type;
			}),
			default: setting.types[0],
		});
		input.typedInput('type', stored ? stored.type : String(setting.types[0]));
		input.typedInput(
			'value',
			stored
				? stored.value
				: setting.choices.length > 0 || setting.types[0] === 'bool'
					? setting.default
					: '',
		);
		const tell = function () {
			const type = input.typedInput('type');
			tellProblem(input, checkEntered(node, signal, setting, type, input.typedInput('value')));
		};
		input.on('change', tell);
		tell();
	});
}

export function listType(node: EditorNode, signal: SignalRule, setting: SettingRule): object {
	return {
		value: 'choice',
		label: translate(node, 'typed.choice'),
		icon: 'fa fa-list',
		options: setting.choices.map(function (choice) {
			const key = 'settings.' + signal.name + '.' + setting.name + '.choice.' + choice.key;
			return { value: choice.value, label: translate(node, key) };
		}),
	};
}

/** What was entered for the chosen signal; what is as it is by default is left out. */
export function enteredSettings(node: EditorNode, rules: SignalRule[]): Record<string, unknown> {
	const chosen = ruleOf(rules, $('#node-input-signal').val());
	const entered: Record<string, unknown> = {};
	if (!chosen) return entered;
	// In the order in which they stand there, so that a flow does not change without a change.
	const before = Object.keys(settingsIn(node, chosen));
	const names = chosen.settings.map(function (setting) {
		return setting.name;
	});
	const order = before.concat(
		names.filter(function (name) {
			return before.indexOf(name) === -1;
		}),
	);
	order.forEach(function (name) {
		const setting = chosen.settings.filter(function (one) {
			return one.name === name;
		})[0];
		if (!setting) {
			// Of another version of this package.
			entered[name] = settingsIn(node, chosen)[name];
			return;
		}
		const input = inputOf(chosen, setting);
		const type = input.typedInput('type');
		const value = input.typedInput('value');
		const isFixed = type === setting.types[0];
		if (isFixed && textOf(value) === '') return;
		const isDefault = isFixed && type !== 'num' && value === setting.default;
		if (isDefault && before.indexOf(name) === -1) return;
		entered[name] = isFixed ? value : { type: type, value: value };
	});
	return entered;
}

export function inputOf(signal: SignalRule, setting: SettingRule): Element {
	return $('#kingfisher-' + signal.name + '-' + setting.name);
}
