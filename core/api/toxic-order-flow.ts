import { defineEndpoint, type Row } from './endpoint';
import { ASSET, TIME, TIMESTAMP, column } from './fields';
import { short, usd } from './format';
import { findList, TIME_KEYS } from './find-list';
import { guess, guessedRow, known, type Guesses } from './guesses';
import { assetParameter } from './parameters';
import { assetOf, when } from './read';
import { anyShape } from './schema';

const LISTS = ['data', 'points', 'series', 'history', 'values', 'tof'];

const POINT: Guesses = {
	toxicity: guess(
		'Toxicity',
		'Toxic order flow score, as reported',
		['toxicity_score', 'toxicity', 'tof_score', 'tof_value', 'tof', 'score', 'vpin'],
		{ unit: 'score' },
	),
	cumulativeVolumeDelta: guess(
		'Cumulative volume delta (CVD)',
		'Buying minus selling by takers, added up',
		['cvd', 'cvd_value', 'cumulative_volume_delta', 'cumulative_delta'],
		{ unit: 'USD' },
	),
	buyVolumeUsd: guess(
		'Buy volume',
		'Volume bought by takers',
		['buy_volume', 'taker_buy_volume', 'cvd_buy_volume', 'buy'],
		{ unit: 'USD' },
	),
	sellVolumeUsd: guess(
		'Sell volume',
		'Volume sold by takers',
		['sell_volume', 'taker_sell_volume', 'cvd_sell_volume', 'sell'],
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
	rows: (response, asked, at) => readings(response, asked.asset, at).rows,
	summaryFields: {
		asset: ASSET,
		...POINT,
		readingCount: column('Readings', 'Number of readings reported'),
		time: TIME,
		timestamp: TIMESTAMP,
	},
	/** The newest reading, with what surrounds the list. */
	summary(response, asked, at) {
		const { rows, asset, around } = readings(response, asked.asset, at);
		const newest = rows.reduce<Row>(
			(best, row) => (Number(row['time']) >= Number(best['time'] ?? -Infinity) ? row : best),
			{},
		);
		return {
			asset,
			...guessedRow(around, POINT, at),
			...known(newest),
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
		return `${newest['asset']} toxic order flow: ${parts.length > 0 ? parts.join(', ') : 'no score found in the response'}`;
	},
});

/** One row a reading; a response without a list is one reading. */
function readings(response: Record<string, unknown> | unknown[], asked: string, at: number) {
	const { entries, around } = findList(response, LISTS, TIME_KEYS);
	const asset = assetOf(around, asked);
	const { time } = when(around, at).columns;
	const rows = (entries ?? [around]).map(
		(one): Row => ({ asset, ...guessedRow(one, POINT, time) }),
	);
	return { rows, asset, around };
}
