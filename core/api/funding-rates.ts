import { defineEndpoint, type Row } from './endpoint';
import { ASSET, EXCHANGE, TIME, TIMESTAMP, column } from './fields';
import { findList } from './find-list';
import { exchangeKeys, guess, guessedRow, type Guesses } from './guesses';
import { assetParameter } from './parameters';
import { assetOf, when, withRest } from './read';
import { anyShape } from './schema';

const LISTS = ['rates', 'funding_rates', 'exchanges', 'exchange_breakdown', 'funding', 'data'];

const UNIT = 'as reported: fraction or percent';

const RATE: Guesses = {
	exchange: { ...EXCHANGE, wireNames: ['exchange', 'venue', 'name'] },
	fundingRate: guess(
		'Funding rate',
		'Rate of the current interval; positive: longs pay shorts',
		['rate', 'funding_rate', 'current_rate', 'current', 'value'],
		{ unit: UNIT },
	),
	annualizedRate: guess(
		'Annualized rate',
		'The rate over a year',
		['annualized', 'annualized_rate', 'annualised', 'annualised_rate', 'annual_rate', 'apr'],
		{ unit: UNIT },
	),
	predictedRate: guess(
		'Predicted rate',
		'Predicted next rate (Elite plan)',
		['predicted_rate', 'predicted_next_rate', 'predicted', 'next_rate', 'predicted_funding_rate'],
		{ unit: UNIT },
	),
	intervalHours: guess(
		'Interval',
		'Hours between payments',
		['interval_hours', 'funding_interval_hours', 'interval'],
		{ unit: 'hours' },
	),
	nextFundingAt: guess(
		'Next payment',
		'When the next payment is due, ISO 8601',
		['next_funding_time', 'next_funding_at', 'next_funding', 'funding_time'],
		{ type: 'string', as: 'time' },
	),
};

/**
 * Funding rates by exchange. The guide describes the content ("per-exchange rates, annualized
 * calculations, and predicted next rate (Elite tier)") but shows no response. Source: API guide,
 * "Funding Rates".
 */
export const fundingRates = defineEndpoint({
	name: 'funding-rates',
	resource: 'fundingRate',
	accessor: 'fundingRates',
	title: 'Funding rates',
	description:
		'What longs pay shorts (or the reverse) on each exchange, annualized, with the predicted next rate on the Elite plan.',
	keywords: ['funding', 'funding rate', 'perpetuals', 'crowd positioning'],
	path: '/funding-rates/{asset}',
	parameters: { asset: assetParameter() },
	response: anyShape(),
	freshForSeconds: 60,
	stream: { channel: 'funding_rates', updates: 'once a funding cycle' },
	documented: false,
	rowNoun: { one: 'exchange', many: 'exchanges' },
	rowFields: { asset: ASSET, ...RATE, time: TIME, timestamp: TIMESTAMP },
	rows: (response, asked, at) => fundingRows(response, asked.asset, at).rows,
	summaryFields: {
		asset: ASSET,
		exchangeCount: column('Exchanges', 'Number of exchanges reported'),
		highestExchange: column('Highest', 'Exchange with the highest rate', { type: 'string' }),
		highestRate: column('Its rate', 'Funding rate there', { unit: UNIT }),
		lowestExchange: column('Lowest', 'Exchange with the lowest rate', { type: 'string' }),
		lowestRate: column('Its rate', 'Funding rate there', { unit: UNIT }),
		time: TIME,
		timestamp: TIMESTAMP,
	},
	summary(response, asked, at) {
		const { rows, asset, around } = fundingRows(response, asked.asset, at);
		const rates = byRate(rows);
		const [highest, lowest] = [rates[0], rates.at(-1)];
		const { columns: time, consumed } = when(around, at);
		const columns = {
			asset,
			exchangeCount: rows.length,
			highestExchange: highest?.['exchange'] ?? null,
			highestRate: highest?.['fundingRate'] ?? null,
			lowestExchange: lowest?.['exchange'] ?? null,
			lowestRate: lowest?.['fundingRate'] ?? null,
			...time,
		};
		return withRest(columns, around, ['asset', ...consumed]);
	},
	text(response, asked) {
		const { rows, asset } = fundingRows(response, asked.asset, 0);
		const parts = byRate(rows).map(
			(row) => `${row['exchange'] ?? 'unnamed'} ${row['fundingRate']}`,
		);
		return parts.length === 0
			? `${asset} funding: no rate found in the response`
			: `${asset} funding as reported: ${parts.slice(0, 6).join(', ')}`;
	},
});

/** One row an exchange; a response of one exchange may hold its rate at the top level. */
function fundingRows(response: Record<string, unknown> | unknown[], asked: string, at: number) {
	const { entries, around } = findList(response, LISTS, exchangeKeys(RATE));
	const asset = assetOf(around, asked);
	const { time } = when(around, at).columns;
	const rows = (entries ?? [around]).map((one): Row => ({ asset, ...guessedRow(one, RATE, time) }));
	return { rows, asset, around };
}

/** Rows that have a rate, the highest first. */
function byRate(rows: Row[]): Row[] {
	return rows
		.filter((row) => typeof row['fundingRate'] === 'number')
		.sort((a, b) => Number(b['fundingRate']) - Number(a['fundingRate']));
}
