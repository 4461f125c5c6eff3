import * as v from 'valibot';
import { defineEndpoint, type Row } from './endpoint';
import { ASSET, EXCHANGE, TIME, TIMESTAMP, column } from './fields';
import { percent, usd } from './format';
import { assetParameter, EXCHANGES, oneOf } from './parameters';
import { percentOf, tidy, when, withRest } from './read';
import { entry, numeric, text } from './schema';

const Exchange = entry({
	exchange: text(),
	open_interest: numeric(),
	change_24h: numeric(),
	change_percent_24h: numeric(),
});

const OpenInterest = v.looseObject({
	asset: text(),
	total_open_interest: numeric(),
	exchange_breakdown: v.array(Exchange),
});
type OpenInterest = v.InferOutput<typeof OpenInterest>;

/** Open interest: total derivatives exposure by exchange, in USD. Source: API guide, "Open Interest". */
export const openInterest = defineEndpoint({
	name: 'open-interest',
	resource: 'openInterest',
	accessor: 'openInterest',
	title: 'Open interest',
	description:
		'Total derivatives exposure of an asset, and by exchange with the change over 24 hours.',
	keywords: ['open interest', 'oi', 'derivatives', 'futures', 'perpetuals'],
	path: '/open-interest/{asset}',
	parameters: {
		asset: assetParameter(),
		exchange: oneOf(EXCHANGES, {
			default: 'all',
			title: 'Exchange',
			description: 'Exchange whose contracts are counted',
		}),
	},
	response: OpenInterest,
	freshForSeconds: 60,
	stream: {
		channel: 'open_interest',
		updates: 'with every update of an exchange',
		// "Per exchange update": a message may be about one exchange alone.
		response: (data) =>
			'exchange_breakdown' in data || !('open_interest' in data)
				? data
				: { timestamp: data['timestamp'], exchange_breakdown: [data] },
	},
	documented: true,
	rowNoun: { one: 'exchange', many: 'exchanges' },
	rowFields: {
		asset: ASSET,
		exchange: EXCHANGE,
		openInterestUsd: column('Open interest', 'Open interest on this exchange', { unit: 'USD' }),
		sharePercent: column('Share', 'Share of the reported total', { unit: 'percent' }),
		change24hUsd: column('Change in 24 h', 'Change over 24 hours', { unit: 'USD' }),
		changePercent24h: column('Change in 24 h', 'Change over 24 hours', { unit: 'percent' }),
		totalOpenInterestUsd: column('Total', 'Reported total of all exchanges', { unit: 'USD' }),
		time: TIME,
		timestamp: TIMESTAMP,
	},
	rows: (response, asked, at) =>
		response.exchange_breakdown.map((one): Row => {
			const { columns: time, consumed } = when(one, when(response, at).columns.time);
			const columns = {
				asset: response.asset ?? asked.asset,
				exchange: one.exchange,
				openInterestUsd: one.open_interest,
				sharePercent: tidy(percentOf(one.open_interest, response.total_open_interest)),
				change24hUsd: one.change_24h,
				changePercent24h: one.change_percent_24h,
				totalOpenInterestUsd: response.total_open_interest,
				...time,
			};
			return withRest(columns, one, [...ROW_FIELDS, ...consumed]);
		}),
	summaryFields: {
		asset: ASSET,
		totalOpenInterestUsd: column('Total open interest', 'Reported total', { unit: 'USD' }),
		exchangeCount: column('Exchanges', 'Number of exchanges reported'),
		change24hUsd: column('Change in 24 h', 'Sum over the exchanges reported', { unit: 'USD' }),
		largestExchange: column('Largest exchange', 'Exchange with the most open interest', {
			type: 'string',
		}),
		largestExchangeUsd: column('Its open interest', 'Open interest there', { unit: 'USD' }),
		time: TIME,
		timestamp: TIMESTAMP,
	},
	summary(response, asked, at) {
		const [largest] = bySize(response);
		const changes = response.exchange_breakdown
			.map((one) => one.change_24h)
			.filter((one) => one !== null);
		const { columns: time, consumed } = when(response, at);
		const columns = {
			asset: response.asset ?? asked.asset,
			totalOpenInterestUsd: response.total_open_interest,
			exchangeCount: response.exchange_breakdown.length,
			change24hUsd: changes.length === 0 ? null : changes.reduce((sum, one) => sum + one, 0),
			largestExchange: largest?.exchange ?? null,
			largestExchangeUsd: largest?.open_interest ?? null,
			...time,
		};
		const read = ['asset', 'total_open_interest', 'exchange_breakdown', ...consumed];
		return withRest(columns, response, read);
	},
	text(response, asked) {
		const parts = bySize(response)
			.slice(0, 5)
			.map((one) => {
				const change = percent(one.change_percent_24h, { signed: true });
				return `${one.exchange ?? 'unnamed'} ${usd(one.open_interest)} (${change} in 24 h)`;
			});
		const head = `${response.asset ?? asked.asset} open interest ${usd(response.total_open_interest)}`;
		return parts.length === 0 ? head : `${head}: ${parts.join(', ')}`;
	},
});

const ROW_FIELDS = ['exchange', 'open_interest', 'change_24h', 'change_percent_24h'];

function bySize(response: OpenInterest) {
	return [...response.exchange_breakdown].sort(
		(a, b) => (b.open_interest ?? -Infinity) - (a.open_interest ?? -Infinity),
	);
}
