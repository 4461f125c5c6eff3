import { column, CURRENT_PRICE } from '../api/fields';
import { openInterest } from '../api/open-interest';
import type { Fields } from '../api/endpoint';
import type { Choice } from '../api/parameters';
import { alertFields, escalationField, parameterField, type SignalFields } from './fields';
import { NORMAL } from './follow-subjects';
import { QUADRANTS } from './open-interest-quadrant';
import { INSUFFICIENT, UNKNOWN } from './wording';

/** What of the open interest signal is shown: its settings, states and columns. */

const { exchange } = openInterest.parameters;

export const SETTINGS = {
	alertOn: {
		kind: 'choice',
		title: 'Alert on',
		description: 'What to report',
		choices: [
			{ value: 'divergence', title: 'Divergence', description: 'Buyers or sellers exhausted' },
			{ value: 'quadrant', title: 'Quadrant', description: 'A change of who acts' },
			{ value: 'both', title: 'Both', description: 'Either of them' },
		] as const,
		default: 'divergence',
	},
	minimumExchanges: {
		kind: 'number',
		title: 'Exchanges that agree',
		description: 'On how many exchanges open interest has to be lower. One, if one is chosen.',
		minimum: 1,
		maximum: 8,
		default: 2,
	},
	exchange: parameterField(exchange),
	sampleEvery: {
		kind: 'number',
		title: 'Sample distance',
		description: 'How far apart the readings are that are compared with each other',
		unit: 'minutes',
		minimum: 1,
		maximum: 1440,
		default: 15,
		isOption: true,
	},
	swingStrength: {
		kind: 'number',
		title: 'Swing strength',
		description: 'How many samples on each side a high or low has to stand out from',
		unit: 'samples',
		minimum: 1,
		maximum: 10,
		default: 2,
		isOption: true,
	},
	lookback: {
		kind: 'number',
		title: 'Quadrant lookback',
		description: 'Time over which price and open interest are compared for the quadrant',
		unit: 'minutes',
		minimum: 1,
		maximum: 1440,
		default: 60,
		isOption: true,
	},
	priceDeadZone: {
		kind: 'number',
		title: 'Price dead zone',
		description: 'Smaller changes of the price count as none',
		unit: 'percent',
		minimum: 0,
		maximum: 50,
		default: 0.3,
		isOption: true,
	},
	openInterestDeadZone: {
		kind: 'number',
		title: 'Open interest dead zone',
		description: 'Smaller changes of open interest count as none',
		unit: 'percent',
		minimum: 0,
		maximum: 50,
		default: 0.5,
		isOption: true,
	},
	...escalationField('the next swing diverges too'),
	...alertFields(60),
} as const satisfies SignalFields;

export const STATES: readonly Choice[] = [
	{
		value: 'buyer_exhaustion',
		title: 'Buyer exhaustion',
		description: 'Higher high on less open interest',
	},
	{
		value: 'seller_exhaustion',
		title: 'Seller exhaustion',
		description: 'Lower low on less open interest',
	},
	...QUADRANTS,
	{ value: 'flat', title: 'Flat', description: 'Price or open interest has hardly changed' },
	{ value: NORMAL, title: 'Normal', description: 'No divergence' },
	{ value: INSUFFICIENT, title: 'Insufficient history', description: 'Not enough samples yet' },
	UNKNOWN,
];

export const FIGURES: Fields = {
	currentPrice: CURRENT_PRICE,
	openInterestUsd: column('Open interest', 'Reported total', { unit: 'USD' }),
	openInterestCoins: column('Open interest in coins', 'The total ÷ the price', { unit: 'coins' }),
	quadrant: column('Quadrant', 'Who acts, by price and open interest', { type: 'string' }),
	pricePercent: column('Price change', 'Over the lookback', { unit: 'percent' }),
	openInterestPercent: column('Open interest change', 'In coins, over the lookback', {
		unit: 'percent',
	}),
	firstSwingPrice: column('First swing', 'Price of the earlier high or low', { unit: 'USD' }),
	firstSwingAt: column('First swing at', 'When that was, ISO 8601', { type: 'string' }),
	secondSwingPrice: column('Second swing', 'Price of the later high or low', { unit: 'USD' }),
	secondSwingAt: column('Second swing at', 'When that was, ISO 8601', { type: 'string' }),
	swingOpenInterestPercent: column('Change between swings', 'Open interest in coins', {
		unit: 'percent',
	}),
	exchangesAgreeing: column('Exchanges agreeing', 'Where open interest is lower'),
	exchangesCompared: column('Exchanges compared', 'Known at both swings'),
	samples: column('Samples', 'Readings remembered'),
};
