import { DELIVERIES } from '../../../core';
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
} from '../../render/form';
import { OUTPUTS } from '../../shared/messages';
import { ADVANCED_FIELDS, LISTS, PACE_FIELDS, type NumberField } from './fields';

/** The dialog of the stream node. */
export const STREAM_FORM = [
	STYLE,
	LIST_STYLE,
	nameRow(),
	accountRow(),
	listRow('channels', LISTS.channels, 'fa-rss'),
	row([
		label('assets', 'fa-line-chart', 'parameter.assets.title'),
		`<input type="text" id="node-input-assets" style="${WIDE}" data-i18n="[placeholder]parameter.assets.placeholder">`,
		tip('parameter.assets.description'),
	]),
	listRow('exchanges', LISTS.exchanges, 'fa-university'),
	selectRow(
		'delivery',
		'fa-clock-o',
		DELIVERIES.map(({ value }) => value),
		['<div class="kingfisher-tip" id="kingfisher-delivery-tip"></div>'],
	),
	...numberRows(PACE_FIELDS),
	selectRow('output', 'fa-sign-out', OUTPUTS),
	folded(numberRows(ADVANCED_FIELDS)),
];

function numberRows(fields: Record<string, NumberField>): string[] {
	return Object.entries(fields).map(([name, field]) => {
		const placeholder = field.isLimit
			? 'data-i18n="[placeholder]tip.noLimit"'
			: `placeholder="${field.default}"`;
		return numberRow(name, field, placeholder);
	});
}
