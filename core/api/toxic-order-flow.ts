import { defineEndpoint, type Row } from './endpoint';
import { ASSET, TIME, TIMESTAMP, column } from './fields';
import { short, usd } from './format';
import { guess, guessedRow, surroundings, type Guesses } from './guesses';
import { assetParameter } from './parameters';
import { assetOf, findList, isObject } from './read';
import { anyShape } from './schema';

const LISTS = ['data', 'points', 'series', 'history', 'values', 'tof'];

const POINT: Guesses = {
	toxicity: guess(
		'Toxicity',
		'Toxic order flow score, as reported',
		['toxicity_score', 'toxicity', 'tof_score', 'tof', 'score', 'vpin'],
		{ unit: 'score' },
	),
	cumulativeVolumeDelta: guess(
		'Cumulative volume delta (CVD)',
		'Buying minus selling by takers, added up',
		['cvd', 'cumulative_volume_delta', 'cumulative_delta'],
		{ unit: 'USD' },
	),
	buyVolumeUsd: guess(
		'Buy volume',
		'Volume bought by takers',
		['buy_volume', 'taker_buy_volume', 'buy'],
		{ unit: 'USD' },
	),
	sellVolumeUsd: guess(
		'Sell volume',
		'Volume sold by takers',
		['sell_volume', 'taker_sell_volume', 'sell'],
		{ unit: 'USD' },
	),
};

/**
 * Toxic order flow (TOF) and cumulative volume delta (CVD). The guide names the endpoint in its
 * sample bot and shows no response. Source: API guide, "Building a Cluster-Proximity Alert Bot".
 */
export const toxicOrderFlow = defineEndpoint({
	name: 'toxic-order-flow',
	resource: 'toxicOrderFlow',
	accessor: 'tof',
	title: 'Toxic order flow',
	description:
		'How informed the current order flow looks (TOF), with cumulative volume delta (CVD).',
	keywords: ['tof', 'toxic order flow', 'cvd', 'cumulative volume delta', 'order flow'],
	path: '/tof/{asset}',
	parameters: { asset: assetParameter() },
	response: anyShape(),
	freshForSeconds: 5,
	documented: false,
	rowNoun: { one: 'reading', many: 'readings' },
	rowFields: { asset: ASSET, ...POINT, time: TIME, timestamp: TIMESTAMP },
	rows(response, asked, at) {
		const found = listOf(response);
		const asset = assetOf(response, asked.asset);
		const entries = found ?? (isObject(response) ? [response] : []);
		return entries.map((one): Row => ({ asset, ...guessedRow(one, POINT, at) }));
	},
	summaryFields: {
		asset: ASSET,
		...POINT,
		readingCount: column('Readings', 'Number of readings reported'),
		time: TIME,
		timestamp: TIMESTAMP,
	},
	/** The newest reading, with what surrounds the list. */
	summary(response, asked, at) {
		const rows = this.rows(response, asked, at);
		const around = listOf(response) ? surroundings(response, [...LISTS, 'asset']) : {};
		const newest = rows.reduce<Row>(
			(best, row) => (Number(row['time']) >= Number(best['time'] ?? -Infinity) ? row : best),
			{},
		);
		return {
			...guessedRow(around, POINT, at),
			asset: assetOf(response, asked.asset),
			...newest,
			readingCount: rows.length,
		};
	},
	text(response, asked) {
		const newest = this.summary(response, asked, 0);
		const parts: string[] = [];
		if (typeof newest['toxicity'] === 'number') parts.push(`score ${short(newest['toxicity'])}`);
		if (typeof newest['cumulativeVolumeDelta'] === 'number') {
			parts.push(`CVD ${usd(newest['cumulativeVolumeDelta'])}`);
		}
		const asset = assetOf(response, asked.asset);
		return `${asset} toxic order flow: ${parts.length > 0 ? parts.join(', ') : 'no score found in the response'}`;
	},
});

/** The readings, when the response is a series; `undefined` when it is one reading. */
function listOf(response: Record<string, unknown> | unknown[]) {
	const isSeries =
		Array.isArray(response) || LISTS.some((name) => typeof response[name] === 'object');
	return isSeries ? findList(response, LISTS, 'timestamp') : undefined;
}
