import type { Choice, SettingField, SettingName } from '../../core';
import { settingsOf, type ParameterProperty } from '../shared/properties';
import { choiceKey } from './catalogs';
import { escaped, indented } from './html';

/** The rows of a node's edit dialog. Texts come from the locale file, by `data-i18n`. */

export const WIDE = 'width: calc(100% - 105px)';
/** Beside the wider labels of settings. */
export const WIDE_SETTING = 'width: calc(100% - 165px)';

const ICONS: Record<string, string> = {
	asset: 'fa-line-chart',
	choice: 'fa-filter',
	flag: 'fa-history',
	number: 'fa-sliders',
	text: 'fa-font',
	list: 'fa-bell-o',
	url: 'fa-link',
};

export function label(property: string, icon: string, key: string): string {
	return `<label for="node-input-${property}"><i class="fa ${icon}"></i> <span data-i18n="${key}"></span></label>`;
}

export function row(content: string[], id?: string): string {
	const lines = content.map((line) => `\n\t${line}`).join('');
	return `<div class="form-row"${id === undefined ? '' : ` id="${id}"`}>${lines}\n</div>`;
}

/** One small line below a field. */
export function tip(key: string): string {
	return `<div class="kingfisher-tip" data-i18n="${key}"></div>`;
}

export const STYLE = `<style>
	.kingfisher-tip { max-width: 420px; margin: 3px 0 0 105px; font-size: 12px; line-height: 1.35; color: var(--red-ui-secondary-text-color); }
	.kingfisher-advanced { margin-top: 16px; }
	.kingfisher-advanced > summary { margin-bottom: 12px; cursor: pointer; color: var(--red-ui-primary-text-color); }
	.kingfisher-wide .form-row > label { width: 160px; }
	.kingfisher-wide .kingfisher-tip { margin-left: 165px; }
	.kingfisher-wide .form-row > label.kingfisher-flag { width: calc(100% - 30px); }
	.kingfisher-wide .kingfisher-flag + .kingfisher-tip { margin-left: 22px; }
</style>`;

export function nameRow(): string {
	return row([
		label('name', 'fa-tag', 'label.name'),
		`<input type="text" id="node-input-name" style="${WIDE}" data-i18n="[placeholder]tip.name">`,
	]);
}

export function accountRow(id?: string): string {
	const input = `<input type="text" id="node-input-account" style="${WIDE}">`;
	return row([label('account', 'fa-key', 'label.account'), input], id);
}

/** In an empty field that may stay so, and stands for nothing. */
export const OPTIONAL = ' data-i18n="[placeholder]tip.optional"';

export function parameterRow({ property, typeProperty, definition }: ParameterProperty): string {
	const key = `parameter.${property}`;
	const isOptional = definition.kind === 'number' && !definition.required;
	const placeholder =
		definition.placeholder !== undefined
			? ` data-i18n="[placeholder]${key}.placeholder"`
			: isOptional
				? OPTIONAL
				: '';
	return row(
		[
			label(property, ICONS[property] ?? ICONS[definition.kind] ?? 'fa-circle-o', `${key}.title`),
			`<input type="text" id="node-input-${property}" style="${WIDE}"${placeholder}>`,
			`<input type="hidden" id="node-input-${typeProperty}">`,
			tip(`${key}.description`),
		],
		`kingfisher-row-${property}`,
	);
}

export function selectRow(
	property: string,
	icon: string,
	values: readonly string[],
	below: string[] = [],
	{ id, width = WIDE }: { id?: string; width?: string } = {},
): string {
	const options = values.map(
		(value) => `\t<option value="${escaped(value)}" data-i18n="${property}.${value}"></option>`,
	);
	const select = `<select id="node-input-${property}" style="${width}">`;
	const content = [label(property, icon, `label.${property}`), select, ...options, '</select>'];
	return row([...content, ...below], id);
}

function settingRow(name: SettingName, field: SettingField, placeholder: unknown): string {
	const key = `setting.${name}`;
	const id = `node-input-${name}`;
	if (field.kind === 'flag') {
		return row([
			`<input type="checkbox" id="${id}" style="width: auto; margin: 0 6px 0 0; vertical-align: top">`,
			`<label for="${id}" class="kingfisher-flag" data-i18n="${key}.title"></label>`,
			tip(`${key}.description`),
		]);
	}
	const head = `<label for="${id}" data-i18n="${key}.title"></label>`;
	if (field.kind === 'choice') {
		const options = (field.choices ?? []).map(
			({ value }) => `\t<option value="${value}" data-i18n="${key}.choice.${value}"></option>`,
		);
		const select = `<select id="${id}" style="${WIDE_SETTING}">`;
		return row([head, select, ...options, '</select>', tip(`${key}.description`)]);
	}
	return numberRow(name, field, `placeholder="${String(placeholder)}"`);
}

/** A number that may be left out; `placeholder`, an attribute, says what that means. */
export function numberRow(name: string, field: { unit?: string }, placeholder: string): string {
	const key = `setting.${name}`;
	return row(
		[
			`<label for="node-input-${name}" data-i18n="${key}.title"></label>`,
			`<input type="text" id="node-input-${name}" style="width: 120px" ${placeholder}>`,
			...(field.unit === undefined ? [] : [`<span data-i18n="${key}.unit"></span>`]),
			tip(`${key}.description`),
		],
		`kingfisher-row-${name}`,
	);
}

/** The settings, out of the way. An empty field stands for the default, which it shows. */
export function advanced(
	endpoint: { freshForSeconds: number | string },
	options: { keepsAnswers: boolean },
): string {
	const rows = settingsOf(options).map(([name, field]) =>
		settingRow(name, field, name === 'cacheSeconds' ? endpoint.freshForSeconds : field.default),
	);
	return folded(rows);
}

export function folded(rows: string[], title = 'label.advanced'): string {
	return [
		'<details class="kingfisher-advanced kingfisher-wide">',
		`\t${indented([`<summary data-i18n="${title}"></summary>`, ...rows].join('\n'), 1)}`,
		'</details>',
	].join('\n');
}

/** For dialogs with a `listRow`. */
export const LIST_STYLE = `<style>
	.kingfisher-list { display: inline-block; width: calc(100% - 105px); padding-top: 6px; vertical-align: top; }
	.form-row .kingfisher-list label { display: inline-block; width: auto; margin: 0 16px 4px 0; }
	.form-row .kingfisher-list input { width: auto; margin: 0 3px 0 0; vertical-align: middle; }
	.form-row .kingfisher-list label.kingfisher-noted { display: block; margin-right: 0; padding-left: 20px; text-indent: -20px; }
	.kingfisher-note { font-size: 12px; color: var(--red-ui-secondary-text-color); }
	.kingfisher-none { color: var(--red-ui-text-color-error); }
</style>`;

/** A list to tick; the field that is stored is not shown. */
export function listRow(property: string, choices: readonly Choice[], icon: string): string {
	return row([
		label(property, icon, `parameter.${property}.title`),
		'<div class="kingfisher-list">',
		...choices.map((choice) => `\t${box(property, choice)}`),
		'</div>',
		`<input type="hidden" id="node-input-${property}">`,
		`<div class="kingfisher-tip kingfisher-none" id="kingfisher-${property}-none" data-i18n="check.oneAtLeast"></div>`,
		tip(`parameter.${property}.description`),
	]);
}

function box(property: string, { value, description }: Choice): string {
	const key = choiceKey(value);
	const id = `kingfisher-${property}-${key}`;
	const [style, note] =
		description === undefined
			? ['', '']
			: [
					' class="kingfisher-noted"',
					` <span class="kingfisher-note" data-i18n="parameter.${property}.note.${key}"></span>`,
				];
	return `<label for="${id}"${style}><input type="checkbox" id="${id}"> <span data-i18n="parameter.${property}.choice.${key}"></span>${note}</label>`;
}
