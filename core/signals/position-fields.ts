import type { Fields } from '../api/endpoint';
import { column, CURRENT_PRICE } from '../api/fields';
import { liquidations } from '../api/liquidations';
import type { Choice } from '../api/parameters';
import { parameterField, type SignalFields } from './fields';
import { UNKNOWN } from './wording';

/** What of the position size is shown: its settings, states and columns. */

const { exchange, timeframe } = liquidations.parameters;

export const SETTINGS = {
	equity: {
		kind: 'number',
		title: 'Equity',
		description: 'What the account is worth',
		unit: 'USD',
		minimum: 0.01,
		maximum: 1e12,
		isRequired: true,
	},
	stop: {
		kind: 'number',
		title: 'Stop',
		description: 'Price at which the position is closed with a loss: below the entry for a long',
		unit: 'USD',
		minimum: 1e-9,
		maximum: 1e12,
		isRequired: true,
	},
	entry: {
		kind: 'number',
		title: 'Entry',
		description: 'Price at which the position is opened. Left out, the current price.',
		unit: 'USD',
		minimum: 1e-9,
		maximum: 1e12,
	},
	risk: {
		kind: 'number',
		title: 'Risk',
		description: 'What may be lost at the stop',
		unit: 'percent of equity',
		minimum: 0.001,
		maximum: 100,
		default: 1,
	},
	stopInCluster: {
		kind: 'choice',
		title: 'Stop inside a cluster',
		description: 'What to do when the stop lies in the zone of a large liquidation cluster',
		choices: [
			{ value: 'move', title: 'Move the stop', description: 'Past the zone; the size shrinks' },
			{
				value: 'reduce',
				title: 'Reduce the size',
				description: 'The stop stays; the size is as if it were filled past the zone',
			},
			{ value: 'refuse', title: 'Refuse', description: 'No size is given' },
			{ value: 'ignore', title: 'Ignore', description: 'Clusters are not looked at' },
		] as const,
		default: 'move',
	},
	minimumClusterUsd: {
		kind: 'number',
		title: 'Minimum cluster size',
		description: 'Reported liquidation size from which a cluster counts, by its larger side',
		unit: 'USD',
		minimum: 0,
		maximum: 1e15,
		default: 1_000_000_000,
		isOption: true,
	},
	zone: {
		kind: 'number',
		title: 'Zone',
		description: 'How far the zone of a cluster reaches to each side',
		unit: 'percent of price',
		minimum: 0,
		maximum: 10,
		default: 0.25,
		isOption: true,
	},
	buffer: {
		kind: 'number',
		title: 'Buffer',
		description: 'How far past the zone a stop is moved',
		unit: 'percent of price',
		minimum: 0,
		maximum: 10,
		default: 0.1,
		isOption: true,
	},
	fee: {
		kind: 'number',
		title: 'Fee',
		description: 'Trading fee a side, paid on entry and stop',
		unit: 'percent',
		minimum: 0,
		maximum: 5,
		default: 0.05,
		isOption: true,
	},
	slippage: {
		kind: 'number',
		title: 'Slippage',
		description: 'How much worse than the stop it may be filled',
		unit: 'percent',
		minimum: 0,
		maximum: 20,
		default: 0.05,
		isOption: true,
	},
	lot: {
		kind: 'number',
		title: 'Lot',
		description: 'Smallest step of the quantity; the size is rounded down to it',
		unit: 'coins',
		minimum: 1e-9,
		maximum: 1e9,
		default: 0.001,
		isOption: true,
	},
	exchange: parameterField(exchange),
	timeframe: parameterField(timeframe),
} as const satisfies SignalFields;

export const STATES: readonly Choice[] = [
	{ value: 'ok', title: 'OK', description: 'The stop is clear of large clusters' },
	{ value: 'moved', title: 'Moved', description: 'The stop was moved past a cluster' },
	{
		value: 'reduced',
		title: 'Reduced',
		description: 'The size was reduced, the stop is in a cluster',
	},
	{ value: 'refused', title: 'Refused', description: 'There is no size' },
	{ value: 'too_small', title: 'Too small', description: 'The size is less than one lot' },
	{ value: 'unchecked', title: 'Unchecked', description: 'Clusters could not be looked at' },
	UNKNOWN,
];

export const FIGURES: Fields = {
	direction: column('Direction', 'long or short, by the side of the stop', { type: 'string' }),
	quantity: column('Quantity', 'Size of the position', { unit: 'coins' }),
	notionalUsd: column('Notional', 'Quantity × entry', { unit: 'USD' }),
	lossUsd: column('Loss at the stop', 'With fees and slippage', { unit: 'USD' }),
	lossPercent: column('Loss at the stop', 'The same', { unit: 'percent of equity' }),
	leverage: column('Leverage', 'Notional ÷ equity', { unit: 'times equity' }),
	entryPrice: column('Entry', 'Price at which the position is opened', { unit: 'USD' }),
	stopPrice: column('Stop', 'The stop to use', { unit: 'USD' }),
	originalStopPrice: column('Original stop', 'The stop that was given', { unit: 'USD' }),
	originalQuantity: column('Original quantity', 'Size with the stop that was given', {
		unit: 'coins',
	}),
	clusterPrice: column('Cluster price', 'Largest cluster of the zone that the stop was in', {
		unit: 'USD',
	}),
	clusterSizeUsd: column('Cluster size', 'Its reported liquidation size', { unit: 'USD' }),
	currentPrice: CURRENT_PRICE,
};
