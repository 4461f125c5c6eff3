import type { AnyEndpoint, SettingField, SettingName } from '../../core';
import { settingsOf, type ParameterProperty } from '../shared/properties';
import { escaped, indented } from './html';

/** The rows of a node's edit dialog. Texts come from the locale file, by `data-i18n`. */

const WIDE = 'width: calc(100% - 105px)';

const ICONS: Record<string, string> = {
	asset: 'fa-line-chart',
	choice: 'fa-filter',
	flag: 'fa-history',
	number: 'fa-sliders',
	text: 'fa-font',
	list: 'fa-bell-o',
};

function label(property: string, icon: string, key: string): string {
	return `<label for="node-input-${property}"><i class="fa ${icon}"></i> <span data-i18n="${key}"></span></label>`;
}

function row(content: string[], id?: string): string {
	const lines = content.map((line) => `\n\t${line}`).join('');
	return `<div class="form-row"${id === undefined ? '' : ` id="${id}"`}>${lines}\n</div>`;
}

/** One small line below a field. */
function tip(key: string): string {
	return `<div class="kingfisher-tip" data-i18n="${key}"></div>`;
}

export const STYLE = `<style>
	.kingfisher-tip { max-width: 420px; margin: 3px 0 0 105px; font-size: 12px; line-height: 1.35; color: var(--red-ui-secondary-text-color); }
	.kingfisher-advanced { margin-top: 16px; }
	.kingfisher-advanced > summary { margin-bottom: 12px; cursor: pointer; color: var(--red-ui-primary-text-color); }
	.kingfisher-advanced .form-row > label { width: 160px; }
	.kingfisher-advanced .kingfisher-tip { margin-left: 165px; }
</style>`;

export function nameRow(): string {
	return row([
		label('name', 'fa-tag', 'label.name'),
		`<input type="text" id="node-input-name" style="${WIDE}" data-i18n="[placeholder]tip.name">`,
	]);
}

export function accountRow(): string {
	return row([
		label('account', 'fa-key', 'label.account'),
		`<input type="text" id="node-input-account" style="${WIDE}">`,
	]);
}

export function parameterRow({ property, typeProperty, definition }: ParameterProperty): string {
	const key = `parameter.${property}`;
	const placeholder =
		definition.placeholder === undefined ? '' : ` data-i18n="[placeholder]${key}.placeholder"`;
	return row(
		[
			label(property, ICONS[definition.kind] ?? 'fa-circle-o', `${key}.title`),
			`<input type="text" id="node-input-${property}" style="${WIDE}"${placeholder}>`,
			`<input type="hidden" id="node-input-${typeProperty}">`,
			tip(`${key}.description`),
		],
		`kingfisher-row-${property}`,
	);
}

export function selectRow(property: string, icon: string, values: readonly string[]): string {
	const options = values.map(
		(value) => `\t<option value="${escaped(value)}" data-i18n="${property}.${value}"></option>`,
	);
	return row([
		label(property, icon, `label.${property}`),
		`<select id="node-input-${property}" style="${WIDE}">`,
		...options,
		'</select>',
	]);
}

function settingRow(name: SettingName, field: SettingField, placeholder: unknown): string {
	const key = `setting.${name}`;
	const id = `node-input-${name}`;
	if (field.kind === 'flag') {
		return row([
			`<input type="checkbox" id="${id}" style="width: auto; margin: 0 6px 0 0; vertical-align: top">`,
			`<label for="${id}" style="width: calc(100% - 30px)" data-i18n="${key}.title"></label>`,
			tip(`${key}.description`),
		]);
	}
	const head = `<label for="${id}" data-i18n="${key}.title"></label>`;
	if (field.kind === 'choice') {
		const options = (field.choices ?? []).map(
			({ value }) => `\t<option value="${value}" data-i18n="${key}.choice.${value}"></option>`,
		);
		const select = `<select id="${id}" style="width: calc(100% - 165px)">`;
		return row([head, select, ...options, '</select>', tip(`${key}.description`)]);
	}
	return row([
		head,
		`<input type="text" id="${id}" style="width: 90px" placeholder="${String(placeholder)}">`,
		...(field.unit === undefined ? [] : [`<span data-i18n="${key}.unit"></span>`]),
		tip(`${key}.description`),
	]);
}

/** The settings, folded away. An empty field stands for the default, which it shows. */
export function advanced(endpoint: AnyEndpoint, options: { keepsAnswers: boolean }): string {
	const rows = settingsOf(options).map(([name, field]) =>
		settingRow(name, field, name === 'cacheSeconds' ? endpoint.freshForSeconds : field.default),
	);
	return [
		'<details class="kingfisher-advanced">',
		`\t${indented(['<summary data-i18n="label.advanced"></summary>', ...rows].join('\n'), 1)}`,
		'</details>',
	].join('\n');
}
