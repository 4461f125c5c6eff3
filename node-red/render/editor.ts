import type { AnyEndpoint } from '../../core';
import { defaultValue, settingsOf, typesOf, type ParameterProperty } from '../shared/properties';
import type { Field } from '../shared/editor/fields';
import { choiceKey } from './catalogs';
import { indented, literal } from './html';

/** Pieces of the script that registers a node with the editor; literal, so that it can be read without running it. */

/** Muted, so that black labels can be read on it. */
export const COLOR = '#9FBFC0';

/** The `.html` of a node: its dialog and the script that registers it. */
export function page(type: string, form: string[], script: string): string {
	return [
		`<script type="text/html" data-template-name="${type}">`,
		`\t${indented(form.join('\n'), 1)}`,
		'</script>',
		'',
		'<script type="text/javascript">',
		`\t(function () {\n\t\t${indented(script.trim(), 2)}\n\t})();`,
		'</script>',
		'',
	].join('\n');
}

/** The part of a definition that lets the palette's filter find the node by these words. */
export function foundBy(type: string, words: string): string {
	return `onpaletteadd: function () {
		addSearchWords(${literal(type)}, ${literal(words)});
	},`;
}

/** What the dialog's script is told of parameters; `operations` that use them, where a node has several. */
export function fieldsOf(
	parameters: ParameterProperty[],
	operations: Record<string, AnyEndpoint> = {},
): Field[] {
	return parameters.map(({ name, property, definition }) => ({
		property,
		types: typesOf(definition),
		choices: (definition.choices ?? []).map(({ value }) => ({ value, key: choiceKey(value) })),
		several: definition.kind === 'list',
		required: definition.required || definition.default !== undefined,
		address: property === 'url',
		operations: Object.keys(operations).filter(
			(operation) => name in (operations[operation] as AnyEndpoint).parameters,
		),
	}));
}

/** The `defaults` that parameters need: the value, and which kind of value it is. */
export function parameterDefaults(parameters: ParameterProperty[]): string[] {
	return parameters.flatMap(({ property, typeProperty, definition }, index) => [
		`${property}: { value: ${literal(defaultValue(definition))}, validate: function (value, options) { return checkField(this, fields[${index}], value); } },`,
		`${typeProperty}: { value: ${literal(typesOf(definition)[0])} },`,
	]);
}

/** The `defaults` that settings need. An empty number is the core's own default. */
export function settingDefaults(options: { keepsAnswers: boolean }): string[] {
	return settingsOf(options).map(([name, field]) =>
		field.kind === 'number'
			? `${name}: { value: '', validate: function (value, options) { return checkNumber(this, 'setting.${name}.title', value, ${field.minimum ?? 0}); } },`
			: `${name}: { value: ${literal(field.default)} },`,
	);
}
