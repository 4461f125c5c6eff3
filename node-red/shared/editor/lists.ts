/**
 * Lists to tick, lists of symbols, and numbers within limits, in Node-RED's dialogs. This file is written
 * into the `.html` of each node that has some, behind `fields.ts`.
 */
import { textOf, translate, type EditorNode } from './fields';

interface Element {
	val(): unknown;
	val(value: string): Element;
	toggle(isVisible: boolean): Element;
	prop(name: string, value: boolean): Element;
	is(selector: string): boolean;
	on(event: string, listener: () => void): Element;
	trigger(event: string): Element;
}
declare const $: (selector: string) => Element;

/** A list of which several can be ticked. */
export interface List {
	property: string;
	choices: { value: string; key: string }[];
}

/** A number and its limits. */
export interface NumberRange {
	property: string;
	minimum: number;
	maximum: number;
}

/** Keeps what is ticked in a field that is not shown, separated by commas. */
export function prepareList(list: List): void {
	const input = $('#node-input-' + list.property);
	const boxOf = function (choice: { key: string }) {
		return $('#kingfisher-' + list.property + '-' + choice.key);
	};
	const stored = textOf(input.val()).split(/[,\s]+/);
	list.choices.forEach(function (choice) {
		boxOf(choice).prop('checked', stored.indexOf(choice.value) !== -1);
		boxOf(choice).on('change', function () {
			const ticked = list.choices.filter(function (one) {
				return boxOf(one).is(':checked');
			});
			const values = ticked.map(function (one) {
				return one.value;
			});
			input.val(values.join(',')).trigger('change');
		});
	});
	input.on('change', function () {
		$('#kingfisher-' + list.property + '-none').toggle(textOf(input.val()) === '');
	});
}

/** What is wrong with a list of which at least one is to be ticked, in words, or `true`. */
export function checkList(node: EditorNode, list: List, value: unknown): true | string {
	const title = translate(node, 'parameter.' + list.property + '.title');
	const text = textOf(value);
	if (text === '') return title + ': ' + translate(node, 'check.oneAtLeast');
	const unknown = text.split(',').filter(function (one) {
		return !list.choices.some(function (choice) {
			return choice.value === one.trim();
		});
	});
	if (unknown.length === 0) return true;
	return translate(node, 'check.choice', { field: title, value: unknown[0] });
}

export function checkAssets(node: EditorNode, value: unknown): true | string {
	return symbolsIn(value).length > 0 || translate(node, 'check.noAssets');
}

/** A number within its limits, an environment variable, or nothing. */
export function checkRange(node: EditorNode, range: NumberRange, value: unknown): true | string {
	const text = textOf(value);
	if (text === '' || /^\$\{[^}]+\}$/.test(text)) return true;
	if (Number(text) >= range.minimum && Number(text) <= range.maximum) return true;
	return translate(node, 'check.range', {
		field: translate(node, 'setting.' + range.property + '.title'),
		minimum: range.minimum,
		maximum: range.maximum,
	});
}

export function symbolsIn(value: unknown): string[] {
	return textOf(value)
		.split(/[,;\s]+/)
		.filter(function (symbol) {
			return symbol !== '';
		});
}
