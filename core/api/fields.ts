import type { Field, Fields, Row } from './endpoint';
import { tidy } from './read';

/** Columns that mean the same in every endpoint. */

export function column(
	title: string,
	description: string,
	more: { unit?: string; type?: Field['type'] } = {},
): Field {
	return { type: 'number', title, description, ...more };
}

export const ASSET = column('Asset', 'Symbol of the asset', { type: 'string' });
export const EXCHANGE = column('Exchange', 'Exchange, or all', { type: 'string' });
export const CURRENT_PRICE = column('Current price', 'Price reported with the data', {
	unit: 'USD',
});
export const TIME = column(
	'Time',
	"Epoch milliseconds: the API's time, else when it was received",
	{
		unit: 'ms',
	},
);
export const TIMESTAMP = column('Timestamp', 'The same as ISO 8601 text', { type: 'string' });

/** Where a price level lies from the current price. */
export function levelFields(noun: string): Fields {
	return {
		distancePercent: column('Distance', `Distance of the ${noun} from the current price`, {
			unit: 'percent of price',
		}),
		position: column('Position', 'Above, below or at the current price', { type: 'string' }),
	};
}

/**
 * `distancePercent = |level − price| / price × 100`, as in the guide's sample bot: 66,330 against
 * 67,000 is 1.0.
 */
export function levelRow(level: number | null, current: number | null): Row {
	if (level === null || current === null || current <= 0) {
		return { distancePercent: null, position: null };
	}
	return {
		distancePercent: tidy((Math.abs(level - current) / current) * 100),
		position: level < current ? 'below' : level > current ? 'above' : 'at',
	};
}
