/**
 * What the dialogs of nodes with parameters do in Node-RED's editor. This file is written into the
 * `.html` of each of them, so it refers to nothing but what a browser and the editor have.
 */

interface Element extends HasNext {
	val(): unknown;
	typedInput(options: object): void;
	toggle(isVisible: boolean): Element;
	on(event: string, listener: () => void): Element;
	each(visit: (this: { selectedIndex: number }) => void): Element;
}
/** A field with what is shown in its place. */
interface HasNext {
	next(selector: string): {
		toggleClass(name: string, isSet: boolean): { attr(name: string, value: string): unknown };
	};
}
declare const $: (selector: string) => Element;
declare const RED: {
	utils: {
		validateTypedProperty(value: unknown, type: unknown, options: object): true | string;
	};
};

export interface EditorNode {
	_def: { _(key: string, values?: Record<string, unknown>): string };
	[property: string]: unknown;
}

/** A parameter as the editor needs it; its texts are in the locale file. */
export interface Field {
	property: string;
	types: string[];
	choices: { value: string; key: string }[];
	/** Whether several choices may be taken. */
	several: boolean;
	required: boolean;
	/** Whether it is an address with https. */
	address: boolean;
	/** The operations that use it; empty = all, or there is only one. */
	operations: string[];
}

export function translate(node: EditorNode, key: string, values?: Record<string, unknown>): string {
	return node._def._(key, values);
}

/** What stands in a field, without blanks around it. */
export function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Turns the text fields of a dialog into typed inputs that tell what is wrong with them. */
export function prepareFields(node: EditorNode, fields: Field[], check = checkField): void {
	fields.forEach(function (field) {
		const input = $('#node-input-' + field.property);
		input.typedInput({
			types: field.types.map(function (type) {
				if (type === 'choice') return choiceType(node, field);
				return type === 'bool' ? yesNoType(node) : type;
			}),
			typeField: '#node-input-' + field.property + 'Type',
			default: field.types[0],
		});
		const tell = function () {
			tellProblem(input, check(node, field, input.val()));
		};
		input.on('change', tell);
		tell();
	});
}

/** Node-RED hangs its message on the field itself, which a typed input hides: this is seen in its place. */
export function tellProblem(field: HasNext, problem: true | string): void {
	field
		.next('.red-ui-typedInput-container')
		.toggleClass('input-error', problem !== true)
		.attr('title', problem === true ? '' : problem);
}

/** A flow that was written by hand may lack a choice: the first one is the default. */
export function prepareSelects(): void {
	$('#dialog-form select[id^="node-input-"]').each(function () {
		if (this.selectedIndex === -1) this.selectedIndex = 0;
	});
}

/** Our own kind of typed input: a list of values. */
export function choiceType(node: EditorNode, field: Field): object {
	const options = field.choices.map(function (choice) {
		const key = 'parameter.' + field.property + '.choice.' + choice.key;
		return { value: choice.value, label: translate(node, key) };
	});
	if (!field.required) options.unshift({ value: '', label: translate(node, 'typed.notSent') });
	return {
		value: 'choice',
		label: translate(node, 'typed.choice'),
		icon: 'fa fa-list',
		multiple: field.several,
		options: options,
	};
}

/** Node-RED's boolean, in words. */
export function yesNoType(node: EditorNode): object {
	return {
		value: 'bool',
		label: translate(node, 'typed.choice'),
		icon: 'fa fa-list',
		options: [
			{ value: 'true', label: translate(node, 'typed.yes') },
			{ value: 'false', label: translate(node, 'typed.no') },
		],
	};
}

/** What is wrong with a parameter, in words, or `true`. */
export function checkField(node: EditorNode, field: Field, value: unknown): true | string {
	if (!isUsed(field, operationOf(node))) return true;
	const typed = $('#node-input-' + field.property + 'Type').val();
	const type = typed === undefined ? node[field.property + 'Type'] : typed;
	const titleKey = 'parameter.' + field.property + '.title';
	const title = translate(node, titleKey);
	const text = textOf(value);
	if (text === '') {
		const mayBeEmpty = !field.required && ['choice', 'str', 'num'].indexOf(String(type)) !== -1;
		return mayBeEmpty || translate(node, 'check.missing', { field: title });
	}
	if (type === 'choice') return checkChoice(node, field, text, title);
	if (type === 'num') return checkNumber(node, titleKey, text, 0);
	if (type === 'str' && field.address && !/^(https?:\/\/|\$\{)/.test(text)) {
		return translate(node, 'check.address', { field: title });
	}
	return RED.utils.validateTypedProperty(text, type, { label: title });
}

export function checkChoice(
	node: EditorNode,
	field: Field,
	value: string,
	title: string,
): true | string {
	const known = field.choices.map(function (choice) {
		return choice.value;
	});
	const given = field.several ? value.split(',') : [value];
	const unknown = given.filter(function (one) {
		return known.indexOf(one) === -1;
	});
	if (unknown.length === 0) return true;
	return translate(node, 'check.choice', { field: title, value: unknown[0] });
}

/** A number of `minimum` or more, an environment variable, or nothing. */
export function checkNumber(
	node: EditorNode,
	titleKey: string,
	value: unknown,
	minimum: number,
): true | string {
	const text = textOf(value);
	if (text === '' || /^\$\{[^}]+\}$/.test(text) || Number(text) >= minimum) return true;
	return translate(node, 'check.number', { field: translate(node, titleKey), minimum: minimum });
}

/** Of a node with several operations: the one in the open dialog, else the stored one. */
export function operationOf(node: EditorNode): string {
	const chosen = $('#node-input-operation').val();
	return String(chosen === undefined ? node['operation'] : chosen);
}

export function isUsed(field: Field, operation: string): boolean {
	return field.operations.length === 0 || field.operations.indexOf(operation) !== -1;
}

/** Shows the fields of the chosen operation, and a word about those the API guide does not document. */
export function prepareOperations(fields: Field[], guessed: string[]): void {
	$('#node-input-operation').on('change', function () {
		const operation = String($('#node-input-operation').val());
		fields.forEach(function (field) {
			$('#kingfisher-row-' + field.property).toggle(isUsed(field, operation));
		});
		$('#kingfisher-guess').toggle(guessed.indexOf(operation) !== -1);
	});
}

/** What stands on the flow: the asset, where it is fixed, and what is asked. */
export function describeNode(node: EditorNode): string {
	const title = translate(node, 'node.title');
	const asset = textOf(node['asset']);
	const isFixed = node['assetType'] === 'choice' || node['assetType'] === 'str';
	return isFixed && asset !== '' ? asset + ' · ' + title : title;
}
