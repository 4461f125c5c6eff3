import * as v from 'valibot';
import { defineEndpoint, type Limits, type Row } from './endpoint';
import {
	ASSET,
	CURRENT_PRICE,
	EXCHANGE,
	TIME,
	TIMESTAMP,
	column,
	levelFields,
	levelRow,
} from './fields';
import { price, relation, usd } from './format';
import { assetParameter, EXCHANGES, oneOf } from './parameters';
import { iso, string, when, withRest } from './read';
import { entry, numeric, text } from './schema';

const Cluster = entry({
	price: numeric(),
	long_liquidations: numeric(),
	short_liquidations: numeric(),
});
type Cluster = v.InferOutput<typeof Cluster>;

const Liquidations = v.looseObject({
	asset: text(),
	exchange: text(),
	timeframe: text(),
	current_price: numeric(),
	clusters: v.array(Cluster),
});
type Liquidations = v.InferOutput<typeof Liquidations>;

/**
 * Liquidation clusters: price levels where leveraged positions would be force-closed.
 * Source: API guide, "Liquidation Clusters". Sizes in USD.
 */
export const liquidations = defineEndpoint({
	name: 'liquidations',
	resource: 'liquidation',
	accessor: 'liquidations',
	title: 'Liquidation clusters',
	description:
		'Price levels where leveraged positions would be force-closed, with the reported size of longs and shorts at each.',
	keywords: ['liquidation', 'liquidation map', 'liqmap', 'cluster', 'leverage', 'crypto'],
	path: '/liquidations/{asset}',
	parameters: {
		asset: assetParameter(),
		exchange: oneOf(EXCHANGES, {
			default: 'all',
			title: 'Exchange',
			description: 'Exchange whose positions are counted',
		}),
		timeframe: oneOf(['1H', '4H', '1D', '1W'], {
			default: '1D',
			title: 'Timeframe',
			description: 'Period over which the positions were opened',
		}),
	},
	response: Liquidations,
	freshForSeconds: 30,
	stream: { channel: 'liquidations', updates: 'in real time', narrow },
	documented: true,
	rowNoun: { one: 'cluster', many: 'clusters' },
	rowFields: {
		asset: ASSET,
		exchange: EXCHANGE,
		timeframe: column('Timeframe', 'Timeframe of the request', { type: 'string' }),
		currentPrice: CURRENT_PRICE,
		price: column('Price', 'Price level of the cluster', { unit: 'USD' }),
		longLiquidationsUsd: column('Long liquidations', 'Reported longs liquidated here', {
			unit: 'USD',
		}),
		shortLiquidationsUsd: column('Short liquidations', 'Reported shorts liquidated here', {
			unit: 'USD',
		}),
		totalLiquidationsUsd: column('Total liquidations', 'Longs and shorts together', {
			unit: 'USD',
		}),
		side: column('Side', 'The larger side: long or short', { type: 'string' }),
		...levelFields('cluster'),
		time: TIME,
		timestamp: TIMESTAMP,
	},
	rows: (response, asked, at) =>
		response.clusters.map((one) => clusterRow(response, one, asked, at)),
	summaryFields: {
		asset: ASSET,
		exchange: EXCHANGE,
		timeframe: column('Timeframe', 'Timeframe of the request', { type: 'string' }),
		currentPrice: CURRENT_PRICE,
		clusterCount: column('Clusters', 'Number of clusters reported'),
		largestLongPrice: column('Largest long cluster', 'Price level of the largest long cluster', {
			unit: 'USD',
		}),
		largestLongUsd: column('Its size', 'Reported longs liquidated there', { unit: 'USD' }),
		largestShortPrice: column('Largest short cluster', 'Price level of the largest short cluster', {
			unit: 'USD',
		}),
		largestShortUsd: column('Its size', 'Reported shorts liquidated there', { unit: 'USD' }),
		nearestPrice: column('Nearest cluster', 'Price level of the cluster nearest to the price', {
			unit: 'USD',
		}),
		nearestDistancePercent: column('Its distance', 'How far it is from the price', {
			unit: 'percent of price',
		}),
		time: TIME,
		timestamp: TIMESTAMP,
	},
	summary(response, asked, at) {
		const rows = this.rows(response, asked, at);
		const long = largest(rows, 'longLiquidationsUsd');
		const short = largest(rows, 'shortLiquidationsUsd');
		const nearest = largest(rows, 'distancePercent', -1);
		const own = when(response, at);
		const timeMs = Number(largest(rows, 'time')?.['time'] ?? own.columns.time);
		const columns = {
			...common(response, asked),
			clusterCount: rows.length,
			largestLongPrice: long?.['price'] ?? null,
			largestLongUsd: long?.['longLiquidationsUsd'] ?? null,
			largestShortPrice: short?.['price'] ?? null,
			largestShortUsd: short?.['shortLiquidationsUsd'] ?? null,
			nearestPrice: nearest?.['price'] ?? null,
			nearestDistancePercent: nearest?.['distancePercent'] ?? null,
			time: timeMs,
			timestamp: iso(timeMs),
		};
		return withRest(columns, response, [...CONSUMED, ...own.consumed, 'clusters']);
	},
	text(response, asked) {
		const rows = this.rows(response, asked, 0);
		const now = response.current_price;
		const parts = [
			describe('longs', largest(rows, 'longLiquidationsUsd'), 'longLiquidationsUsd', now),
			describe('shorts', largest(rows, 'shortLiquidationsUsd'), 'shortLiquidationsUsd', now),
		].filter((part) => part !== null);
		// Messages of the stream carry no price.
		const head = [response.asset ?? asked.asset, ...(now === null ? [] : [price(now)])].join(' ');
		if (parts.length === 0) return `${head}: no liquidation clusters reported`;
		return `${head}: largest reported clusters ${parts.join(', ')}`;
	},
});

const CONSUMED = ['asset', 'exchange', 'timeframe', 'current_price'];

function common(
	response: Liquidations,
	asked: { asset: string; exchange?: string; timeframe?: string },
): Row {
	return {
		asset: response.asset ?? asked.asset,
		exchange: response.exchange ?? asked.exchange ?? null,
		timeframe: response.timeframe ?? asked.timeframe ?? null,
		currentPrice: response.current_price,
	};
}

function clusterRow(
	response: Liquidations,
	cluster: Cluster,
	asked: Parameters<typeof common>[1],
	at: number,
): Row {
	const long = cluster.long_liquidations;
	const short = cluster.short_liquidations;
	const { columns: time, consumed } = when(cluster, at);
	const columns = {
		// A cluster of one exchange may say so itself.
		...common({ ...response, exchange: string(cluster['exchange']) ?? response.exchange }, asked),
		price: cluster.price,
		longLiquidationsUsd: long,
		shortLiquidationsUsd: short,
		totalLiquidationsUsd: long === null && short === null ? null : (long ?? 0) + (short ?? 0),
		// The guide's own rule: the larger side names the cluster.
		side: long === null && short === null ? null : (long ?? 0) > (short ?? 0) ? 'long' : 'short',
		...levelRow(cluster.price, response.current_price),
		...time,
	};
	const read = ['price', 'long_liquidations', 'short_liquidations', ...consumed];
	return withRest(columns, cluster, read);
}

/** Only the clusters that are large enough, by their larger side as in the guide's bot, and near enough. */
function narrow(
	response: Liquidations,
	{ minimumUsd = 0, maximumDistancePercent = Infinity }: Limits,
): Liquidations | undefined {
	const clusters = response.clusters.filter((one) => {
		const size = Math.max(one.long_liquidations ?? 0, one.short_liquidations ?? 0);
		const distance = levelRow(one.price, response.current_price)['distancePercent'];
		const isNear = maximumDistancePercent === Infinity || typeof distance === 'number';
		return size >= minimumUsd && isNear && Number(distance ?? 0) <= maximumDistancePercent;
	});
	return clusters.length === 0 ? undefined : { ...response, clusters };
}

/** The row with the largest (`sign` 1) or smallest (-1) number in `name`; the first one on a tie. */
function largest(rows: Row[], name: string, sign: 1 | -1 = 1): Row | undefined {
	let best: Row | undefined;
	for (const row of rows) {
		const value = row[name];
		if (typeof value !== 'number') continue;
		if (!best || sign * value > sign * Number(best[name])) best = row;
	}
	return best;
}

function describe(
	side: string,
	row: Row | undefined,
	name: string,
	now: number | null,
): string | null {
	const size = Number(row?.[name] ?? 0);
	if (!row || size <= 0 || typeof row['price'] !== 'number') return null;
	const where = now === null ? '' : ` (${relation(row['price'], now)})`;
	return `${usd(size)} of ${side} at ${price(row['price'])}${where}`;
}
