import { TEXT_FORMATS, type AnySignal, type SignalField } from '../../../core';
import {
	accountRow,
	advanced,
	folded,
	label,
	nameRow,
	OPTIONAL,
	parameterRow,
	row,
	selectRow,
	STYLE,
	tip,
	WIDE,
} from '../../render/form';
import { escaped, indented } from '../../render/html';
import { ASSET } from './asset';
import { DATA_RULES, settingsOf, SIGNALS } from './fields';

const SIGNAL_STYLE = `<style>
	.kingfisher-settings { margin: 14px 0; padding: 12px 12px 1px 0; border-style: solid; border-width: 1px 0; border-color: var(--red-ui-form-input-border-color); }
</style>`;

/** The dialog of the signal node. Of the settings, those of the chosen signal are shown. */
export const SIGNAL_FORM = [
	STYLE,
	SIGNAL_STYLE,
	nameRow(),
	selectRow(
		'signal',
		'fa-bullhorn',
		SIGNALS.map(({ name }) => name),
		['<div class="kingfisher-tip" id="kingfisher-signal-tip"></div>'],
	),
	parameterRow(ASSET),
	...SIGNALS.map(settingsSection),
	selectRow(
		'data',
		'fa-download',
		DATA_RULES,
		['<div class="kingfisher-tip" id="kingfisher-data-tip"></div>'],
		{ id: 'kingfisher-row-data' },
	),
	accountRow('kingfisher-row-account'),
	row(
		[
			label('price', 'fa-usd', 'label.price'),
			`<input type="text" id="node-input-price" style="${WIDE}" data-i18n="[placeholder]tip.priceInData">`,
			'<input type="hidden" id="node-input-priceType">',
			tip('tip.price'),
		],
		'kingfisher-row-price',
	),
	selectRow(
		'format',
		'fa-commenting-o',
		TEXT_FORMATS.map(({ value }) => value),
		[tip('tip.format')],
	),
	row([
		label('store', 'fa-database', 'label.store'),
		`<select id="node-input-store" style="${WIDE}">`,
		'\t<option value="" data-i18n="store.default"></option>',
		'</select>',
		tip('tip.store'),
	]),
	// Every endpoint has a freshness of its own, and a signal may ask several.
	advanced({ freshForSeconds: '' }, { keepsAnswers: true }),
];

function settingsSection(signal: AnySignal): string {
	const settings = settingsOf(signal);
	const main = settings.filter(([, field]) => !field.isOption);
	const options = settings.filter(([, field]) => field.isOption);
	const rows = [
		...main.map(([name, field]) => settingRow(signal, name, field)),
		...(options.length === 0
			? []
			: [
					folded(
						options.map(([name, field]) => settingRow(signal, name, field)),
						'label.options',
					),
				]),
	];
	return [
		`<div class="kingfisher-settings kingfisher-wide" id="kingfisher-settings-${signal.name}">`,
		`\t${indented(rows.join('\n'), 1)}`,
		'</div>',
	].join('\n');
}

/** The dialog's script makes typed inputs of them; they are stored together, in one property. */
function settingRow(signal: AnySignal, name: string, field: SignalField): string {
	const key = `settings.${signal.name}.${name}`;
	const id = `kingfisher-${signal.name}-${name}`;
	return row([
		`<label for="${id}" data-i18n="${key}.title"></label>`,
		`<input type="text" id="${id}" style="width: 210px"${placeholderOf(field, key)}>`,
		...(field.kind === 'number' && field.unit !== undefined
			? [`<span data-i18n="${key}.unit"></span>`]
			: []),
		tip(`${key}.description`),
	]);
}

/** An empty field stands for the default, which it shows. */
function placeholderOf(field: SignalField, key: string): string {
	if (field.kind === 'number') {
		const { default: preset, isRequired = false } = field;
		if (preset === undefined) return isRequired ? '' : OPTIONAL;
		return ` placeholder="${escaped(preset.toLocaleString('en-US', { useGrouping: false }))}"`;
	}
	return field.kind === 'text' && field.placeholder !== undefined
		? ` data-i18n="[placeholder]${key}.placeholder"`
		: '';
}
