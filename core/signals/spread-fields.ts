import type { Fields } from '../api/endpoint';
import { column, EXCHANGE } from '../api/fields';
import { marketDepth } from '../api/market-depth';
import type { Choice } from '../api/parameters';
import { alertFields, escalationField, parameterField, type SignalFields } from './fields';
import { NORMAL } from './follow-subjects';
import { INSUFFICIENT, UNKNOWN } from './wording';

/** What of the spread signal is shown: its settings, states and columns. */

const { exchange, percentage } = marketDepth.parameters;

/** Readings that a spread is compared with at least. */
export const LEAST_SAMPLES = 30;

export const SETTINGS = {
	alertOn: {
		kind: 'choice',
		title: 'Alert on',
		description: 'What to report',
		choices: [
			{ value: 'spread', title: 'Spread', description: 'Unusually wide spread' },
			{ value: 'imbalance', title: 'Imbalance', description: 'One side of the book much deeper' },
			{ value: 'both', title: 'Both', description: 'Either of them' },
		] as const,
		default: 'spread',
	},
	exchange: parameterField(exchange),
	minimumScore: {
		kind: 'number',
		title: 'Score',
		description: 'How many times its normal variation the spread has to be above normal',
		unit: 'deviations',
		minimum: 0.5,
		maximum: 100,
		default: 3.5,
	},
	minimumSpread: {
		kind: 'number',
		title: 'Minimum spread',
		description: 'Spreads below it are never unusual',
		unit: 'basis points',
		minimum: 0,
		maximum: 10_000,
		default: 1,
	},
	imbalance: {
		kind: 'number',
		title: 'Imbalance',
		description: '(bids − asks) ÷ (bids + asks) beyond which the book is one-sided',
		unit: 'from 0 to 1',
		minimum: 0,
		maximum: 1,
		default: 0.6,
	},
	percentage: parameterField(percentage),
	readings: {
		kind: 'number',
		title: 'Readings in a row',
		description: 'How many readings in a row have to be beyond it',
		minimum: 1,
		maximum: 20,
		default: 2,
		isOption: true,
	},
	exitScore: {
		kind: 'number',
		title: 'Exit score',
		description:
			'Score below which the spread is normal again. Left out, four sevenths of the score.',
		unit: 'deviations',
		minimum: 0,
		maximum: 100,
		suggestion: 2,
		isOption: true,
	},
	exitImbalance: {
		kind: 'number',
		title: 'Exit imbalance',
		description:
			'Imbalance below which the book is even again. Left out, three quarters of the imbalance.',
		unit: 'from 0 to 1',
		minimum: 0,
		maximum: 1,
		suggestion: 0.45,
		isOption: true,
	},
	depthDrop: {
		kind: 'number',
		title: 'Depth drop',
		description: 'How much depth has to be gone for a wide spread to be a liquidity vacuum',
		unit: 'percent of normal depth',
		minimum: 0,
		maximum: 100,
		default: 50,
		isOption: true,
	},
	...escalationField('the spread has doubled or depth is gone as well'),
	...alertFields(60),
} as const satisfies SignalFields;

export const STATES: readonly Choice[] = [
	{ value: 'widened', title: 'Widened', description: 'The spread is unusually wide' },
	{ value: 'vacuum', title: 'Liquidity vacuum', description: 'Wide spread, and depth is gone' },
	{ value: 'bid_heavy', title: 'Bid heavy', description: 'Much more depth on the bid' },
	{ value: 'ask_heavy', title: 'Ask heavy', description: 'Much more depth on the ask' },
	{ value: NORMAL, title: 'Normal', description: 'Nothing unusual' },
	{ value: INSUFFICIENT, title: 'Insufficient history', description: 'Not enough readings yet' },
	UNKNOWN,
];

export const FIGURES: Fields = {
	exchange: EXCHANGE,
	spreadBps: column('Spread', '(ask − bid) ÷ mid price', { unit: 'basis points' }),
	normalSpreadBps: column('Normal spread', 'Median of the readings remembered', {
		unit: 'basis points',
	}),
	score: column('Score', 'How unusual: (spread − median) ÷ (1.4826 × MAD)', { unit: 'deviations' }),
	bestBid: column('Best bid', 'Highest price bid', { unit: 'USD' }),
	bestAsk: column('Best ask', 'Lowest price asked', { unit: 'USD' }),
	bidDepthUsd: column('Bid depth', 'Size of the bids counted', { unit: 'USD' }),
	askDepthUsd: column('Ask depth', 'Size of the asks counted', { unit: 'USD' }),
	depthChangePercent: column('Depth change', 'Depth of both sides against its median', {
		unit: 'percent',
	}),
	imbalance: column('Imbalance', '(bids − asks) ÷ (bids + asks); positive: bids are deeper', {
		unit: 'from -1 to 1',
	}),
	samples: column('Samples', 'Readings that it was compared with'),
};
