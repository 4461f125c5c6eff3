import {
	accountRow,
	folded,
	label,
	LIST_STYLE,
	listRow,
	nameRow,
	numberRow,
	row,
	selectRow,
	STYLE,
	tip,
	WIDE,
	WIDE_SETTING,
} from '../../render/form';
import { EVENTS, NUMBER_FIELDS, OUTPUTS, SELECTS, type NumberField } from './fields';

const { tolerance, ...thresholds } = NUMBER_FIELDS;

const EVENT_STYLE = `<style>
	.kingfisher-address { display: inline-block; max-width: calc(100% - 112px); overflow-wrap: anywhere; white-space: normal; vertical-align: middle; }
</style>`;

/** The dialog of the event node. */
export const EVENT_FORM = [
	STYLE,
	LIST_STYLE,
	EVENT_STYLE,
	nameRow(),
	accountRow(),
	listRow('events', EVENTS, 'fa-bell-o'),
	row([
		label('assets', 'fa-line-chart', 'parameter.assets.title'),
		`<input type="text" id="node-input-assets" style="${WIDE}" data-i18n="[placeholder]parameter.assets.placeholder">`,
		tip('parameter.assets.description'),
	]),
	'<div class="kingfisher-wide">',
	...Object.entries(thresholds).map(([name, field]) => numberRow(name, field, placeholder(field))),
	'</div>',
	textRow('publicUrl', 'fa-globe'),
	textRow('path', 'fa-link'),
	row([
		'<label><i class="fa fa-share"></i> <span data-i18n="label.address"></span></label>',
		`<code id="kingfisher-address" class="kingfisher-address"></code>`,
		'<input type="hidden" id="node-input-token">',
		tip('tip.address'),
	]),
	selectRow('output', 'fa-sign-out', OUTPUTS),
	folded([
		choiceRow('verification'),
		passwordRow('secret'),
		textRow('signatureHeader', 'fa-pencil-square-o', {
			id: 'kingfisher-row-signatureHeader',
			width: WIDE_SETTING,
		}),
		choiceRow('confirm'),
		numberRow('tolerance', tolerance, placeholder(tolerance)),
	]),
];

function placeholder(field: NumberField): string {
	return `placeholder="${field.default}"`;
}

function textRow(
	property: string,
	icon: string,
	{ id, width = WIDE }: { id?: string; width?: string } = {},
): string {
	return row(
		[
			label(property, icon, `label.${property}`),
			`<input type="text" id="node-input-${property}" style="${width}" data-i18n="[placeholder]tip.${property}Example">`,
			tip(`tip.${property}`),
		],
		id,
	);
}

function passwordRow(property: string): string {
	return row(
		[
			label(property, 'fa-lock', `label.${property}`),
			`<input type="password" id="node-input-${property}" style="${WIDE_SETTING}">`,
			tip(`tip.${property}`),
		],
		`kingfisher-row-${property}`,
	);
}

function choiceRow(property: keyof typeof SELECTS): string {
	const values = SELECTS[property].map(({ value }) => value);
	const tipBelow = `<div class="kingfisher-tip" id="kingfisher-${property}-tip"></div>`;
	return selectRow(property, 'fa-check-square-o', values, [tipBelow], { width: WIDE_SETTING });
}
