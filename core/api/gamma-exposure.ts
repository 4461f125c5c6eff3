import * as v from 'valibot';
import { defineEndpoint, type Row } from './endpoint';
import { ASSET, CURRENT_PRICE, TIME, TIMESTAMP, column, levelFields, levelRow } from './fields';
import { price, relation } from './format';
import { assetParameter, flag } from './parameters';
import { findList, TIME_KEYS } from './find-list';
import { isObject, number, string, when, withRest, type JsonObject } from './read';
import { entry, numeric, text } from './schema';

const Strike = entry({ strike: numeric(), gamma_exposure: numeric(), total_gamma: numeric() });

const HISTORY_NAMES = ['history', 'historical', 'snapshots', 'data', 'series'];

// The form of `historical=true` is not documented: a bare list counts as the history, and a response
// needs a profile or a history, whichever.
const GammaExposure = v.pipe(
	v.unknown(),
	v.transform((value) => (Array.isArray(value) ? { history: value } : value)),
	v.looseObject({
		asset: text(),
		current_price: numeric(),
		flip_level: numeric(),
		current_gex: text(),
		gex_profile: v.optional(v.array(Strike)),
	}),
	v.check(
		(response) => response.gex_profile !== undefined || historyOf(response).entries !== undefined,
		'Expected "gex_profile" or a history',
	),
);
type GammaExposure = v.InferOutput<typeof GammaExposure>;

/**
 * Gamma exposure (GEX+): dealer positioning by strike, and the flip level where dealers change from
 * dampening moves to amplifying them. Source: API guide, "GEX+ (Gamma Exposure)".
 * The guide states no unit for gamma; the sizes are read as USD.
 */
export const gammaExposure = defineEndpoint({
	name: 'gamma-exposure',
	resource: 'gammaExposure',
	accessor: 'gex',
	title: 'Gamma exposure (GEX+)',
	description:
		'Dealer gamma by strike, the flip level, and whether dealers dampen moves (positive) or amplify them (negative).',
	keywords: ['gex', 'gamma', 'gamma exposure', 'dealer positioning', 'flip level', 'options'],
	path: '/gex/{asset}',
	parameters: {
		asset: assetParameter(['BTC', 'ETH']),
		historical: flag({
			default: false,
			title: 'Historical',
			description: 'Whether to ask for past profiles too',
		}),
	},
	response: GammaExposure,
	freshForSeconds: 60,
	stream: { channel: 'gex', updates: 'when the gamma profile changes' },
	documented: true,
	rowNoun: { one: 'strike', many: 'strikes' },
	rowFields: {
		asset: ASSET,
		currentPrice: CURRENT_PRICE,
		flipLevel: column('Flip level', 'Price where dealer behaviour changes', { unit: 'USD' }),
		currentGex: column('Current GEX', 'As reported: positive or negative', { type: 'string' }),
		strike: column('Strike', 'Strike price', { unit: 'USD' }),
		gammaExposure: column('Gamma exposure', 'Gamma at this strike', { unit: 'USD' }),
		totalGamma: column('Total gamma', 'Total gamma at this strike', { unit: 'USD' }),
		...levelFields('strike'),
		time: TIME,
		timestamp: TIMESTAMP,
	},
	rows(response, asked, at) {
		const asset = response.asset ?? asked.asset;
		const past = historyOf(response).entries ?? [];
		return [
			...strikeRows(response, asset, at),
			...past.flatMap((snapshot) => pastRows(snapshot, asset, at)),
		];
	},
	summaryFields: {
		asset: ASSET,
		currentPrice: CURRENT_PRICE,
		flipLevel: column('Flip level', 'Price where dealer behaviour changes', { unit: 'USD' }),
		currentGex: column('Current GEX', 'As reported: positive or negative', { type: 'string' }),
		flipDistancePercent: column('Distance to flip', 'From the price to the flip level', {
			unit: 'percent of price',
		}),
		flipPosition: column('Flip position', 'Flip level above, below or at the price', {
			type: 'string',
		}),
		strikeCount: column('Strikes', 'Number of strikes reported'),
		largestGammaStrike: column('Gamma wall', 'Strike with the largest gamma, of either sign', {
			unit: 'USD',
		}),
		largestGamma: column('Its gamma', 'Gamma exposure at that strike', { unit: 'USD' }),
		time: TIME,
		timestamp: TIMESTAMP,
	},
	summary(response, asked, at) {
		const flip = levelRow(response.flip_level, response.current_price);
		const wall = largestGamma(response);
		const { columns: time, consumed } = when(response, at);
		const columns = {
			...snapshotFacts(response, asked.asset),
			flipDistancePercent: flip['distancePercent'] ?? null,
			flipPosition: flip['position'] ?? null,
			strikeCount: response.gex_profile?.length ?? 0,
			largestGammaStrike: wall?.strike ?? null,
			largestGamma: wall?.gamma_exposure ?? null,
			...time,
		};
		return withRest(columns, historyOf(response).around, [...SNAPSHOT, ...consumed]);
	},
	text(response, asked) {
		const regime = response.current_gex ?? 'unknown';
		const flip = response.flip_level;
		const wall = largestGamma(response);
		const now = response.current_price;
		const where = now === null ? '' : ` (${relation(flip, now)})`;
		return [
			`${response.asset ?? asked.asset}${now === null ? '' : ` ${price(now)}`}: gamma ${regime} as reported`,
			`flip level ${price(flip)}${where}`,
			...(wall ? [`largest gamma at strike ${price(wall.strike)}`] : []),
		].join(', ');
	},
	hints: ({ asset }) =>
		asset === 'BTC' || asset === 'ETH'
			? []
			: [`The API documents gamma exposure for BTC and ETH only; ${asset} was asked for as given.`],
});

const SNAPSHOT = ['asset', 'current_price', 'flip_level', 'current_gex', 'gex_profile'];

function historyOf(response: JsonObject) {
	return findList(response, HISTORY_NAMES, TIME_KEYS);
}

function snapshotFacts(snapshot: JsonObject, asset: string) {
	return {
		asset: string(snapshot['asset']) ?? asset,
		currentPrice: number(snapshot['current_price']),
		flipLevel: number(snapshot['flip_level']),
		currentGex: string(snapshot['current_gex']),
	};
}

const STRIKE = ['strike', 'gamma_exposure', 'total_gamma'];

function strikeColumns(strike: JsonObject, facts: ReturnType<typeof snapshotFacts>) {
	const level = number(strike['strike']);
	return {
		...facts,
		strike: level,
		gammaExposure: number(strike['gamma_exposure']),
		totalGamma: number(strike['total_gamma']),
		...levelRow(level, facts.currentPrice),
	};
}

/** One row a strike. */
function strikeRows(snapshot: JsonObject, asset: string, at: number, more: JsonObject = {}): Row[] {
	const profile = snapshot['gex_profile'];
	if (!Array.isArray(profile)) return [];
	const facts = snapshotFacts(snapshot, asset);
	const { columns: time } = when(snapshot, at);
	return profile.map((given: unknown) => {
		const strike = isObject(given) ? given : { value: given };
		const columns = { ...strikeColumns(strike, facts), ...time };
		return withRest(withRest(columns, strike, STRIKE), more);
	});
}

/** The rows of a past snapshot, each with what else it says; without a profile it is one row, or a strike. */
function pastRows(snapshot: JsonObject, asset: string, at: number): Row[] {
	const { columns: time, consumed } = when(snapshot, at);
	const { gex_profile: profile, ...others } = snapshot;
	const read = [...SNAPSHOT.filter((name) => name !== 'gex_profile'), ...consumed];
	const more = withRest({}, Array.isArray(profile) ? others : snapshot, read);
	const strikes = strikeRows(snapshot, asset, at, more);
	if (strikes.length > 0) return strikes;
	const facts = snapshotFacts(snapshot, asset);
	if (!Object.hasOwn(snapshot, 'strike')) return [withRest({ ...facts, ...time }, more)];
	return [withRest({ ...strikeColumns(snapshot, facts), ...time }, more, STRIKE)];
}

function largestGamma(response: GammaExposure) {
	const sized = (response.gex_profile ?? []).filter((one) => one.gamma_exposure !== null);
	return sized.reduce<(typeof sized)[number] | undefined>(
		(best, one) =>
			!best || Math.abs(one.gamma_exposure ?? 0) > Math.abs(best.gamma_exposure ?? 0) ? one : best,
		undefined,
	);
}
