import type { Fields, Row } from '../api/endpoint';
import { ASSET, column, CURRENT_PRICE, EXCHANGE, levelRow, TIME, TIMESTAMP } from '../api/fields';
import { guess, type Guesses } from '../api/guesses';
import type { WEBHOOK_EVENTS } from '../api/webhooks';
import { flipText, fundingText, proximityText } from './event-text';

/** The three events of the guide. */
export type EventName = (typeof WEBHOOK_EVENTS)[number]['value'];

/** How the data of an event is read. */
export interface EventKind {
	guesses: Guesses;
	/** Columns that follow from others, where the API does not send them. */
	derived?(row: Row): Row;
	text(row: Row): string;
}

const asPrice = (title: string, description: string, wireNames: string[]) =>
	guess(title, description, wireNames, { unit: 'USD' });

const PRICE = {
	currentPrice: {
		...CURRENT_PRICE,
		wireNames: ['current_price', 'price', 'mark_price', 'last_price'],
	},
};

/** Source: API guide, "Webhook payload example". The other two are not documented. */
const PROXIMITY: Guesses = {
	...PRICE,
	clusterPrice: asPrice('Cluster price', 'Price level of the cluster', ['cluster_price', 'level']),
	clusterSizeUsd: asPrice('Cluster size', 'Reported liquidation size there', [
		'cluster_size',
		'size',
		'notional',
	]),
	distancePercent: guess(
		'Distance',
		'Distance of the cluster from the current price',
		['distance_percent', 'distance_pct', 'distance'],
		{ unit: 'percent of price' },
	),
	side: guess('Side', 'long or short, where the API says', ['side', 'cluster_side'], {
		type: 'string',
	}),
};

const FLIP: Guesses = {
	...PRICE,
	flipLevel: asPrice('Flip level', 'Price where dealer behaviour changes', [
		'flip_level',
		'flip',
		'level',
	]),
	currentGex: guess(
		'Current GEX',
		'positive or negative',
		['current_gex', 'new_gex', 'gex', 'to', 'regime'],
		{ type: 'string' },
	),
	previousGex: guess(
		'Previous GEX',
		'Before the flip',
		['previous_gex', 'old_gex', 'from', 'previous'],
		{ type: 'string' },
	),
};

const FUNDING: Guesses = {
	...PRICE,
	exchange: { ...EXCHANGE, wireNames: ['exchange', 'venue'] },
	fundingRate: guess(
		'Funding rate',
		'Positive: longs pay shorts',
		['funding_rate', 'rate', 'current_rate'],
		{ unit: 'as reported' },
	),
	threshold: guess('Threshold', 'What the rate exceeded', ['threshold'], { unit: 'as reported' }),
};

export const EVENT_KINDS: Record<EventName, EventKind> = {
	'liquidation.cluster_proximity': {
		guesses: PROXIMITY,
		derived: ({ clusterPrice = null, currentPrice = null, distancePercent = null }) =>
			distancePercent !== null ? {} : { distancePercent: distanceOf(clusterPrice, currentPrice) },
		text: proximityText,
	},
	'gex.flip': { guesses: FLIP, text: flipText },
	'funding.rate.extreme': { guesses: FUNDING, text: fundingText },
};

function distanceOf(level: Row[string], current: Row[string]): Row[string] {
	if (typeof level !== 'number' || typeof current !== 'number') return null;
	return levelRow(level, current)['distancePercent'] ?? null;
}

/** The columns of every event, whichever it is: those that do not apply are left out of a row. */
export const EVENT_FIELDS: Fields = {
	event: column('Event', 'What happened', { type: 'string' }),
	asset: ASSET,
	...PROXIMITY,
	...FLIP,
	...FUNDING,
	time: TIME,
	timestamp: TIMESTAMP,
};
