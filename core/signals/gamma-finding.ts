import { levelRow } from '../api/fields';
import { percent, price as written, usd } from '../api/format';
import type { Step } from './alert';
import type { PositiveSide } from './gamma-polarity';
import { wallsOf } from './gamma-walls';
import type { GammaReading, Regime } from './readings/gamma';
import type { Finding, KnownPrice } from './signal';
import { ageOf, at, PRICE } from './wording';

/** What a regime does to prices. Source: API guide, "GEX+ (Gamma Exposure)". */
export const EFFECT = {
	positive: 'dealers dampen moves (range)',
	negative: 'dealers amplify moves (trend)',
} as const;

/** What a regime was decided by. */
export interface Facing {
	asset: string;
	reading: GammaReading | undefined;
	price: number | null;
	known: KnownPrice | undefined;
	flipLevel: number | null;
	positiveSide: PositiveSide | null;
}

/** What there is to say of a regime, in figures and in words. */
export function gammaFinding(
	regime: Regime,
	{ alert, changed }: Step,
	facing: Facing,
	reasons: string[],
): Finding {
	const { asset, reading, price, known, flipLevel, positiveSide } = facing;
	const flip = levelRow(flipLevel, price);
	const { largest, above, below } = wallsOf(reading?.strikes ?? [], price);
	const verb = alert === 'entered' ? 'has flipped to' : 'is in';
	return {
		subject: null,
		state: regime,
		changed,
		alert,
		escalation: 0,
		figures: {
			currentPrice: price,
			currentGex: reading?.reported ?? null,
			flipLevel,
			flipDistancePercent: flip['distancePercent'] ?? null,
			flipPosition: flip['position'] ?? null,
			positiveSide,
			wallStrike: largest?.strike ?? null,
			wallGammaUsd: largest?.gammaUsd ?? null,
			wallAboveStrike: above?.strike ?? null,
			wallBelowStrike: below?.strike ?? null,
		},
		text: `${at(asset, price)} ${verb} ${regime} gamma${fromFlip(facing)}: ${EFFECT[regime]}`,
		reasons: [
			...basis(facing),
			...reasons,
			...(largest
				? [`largest gamma ${usd(largest.gammaUsd)} at strike ${written(largest.strike)}`]
				: []),
			...(known ? ageOf(known) : []),
		],
		missing: [...(price === null ? [PRICE] : []), ...(flipLevel === null ? ['flip level'] : [])],
	};
}

function fromFlip({ price, flipLevel }: Facing): string {
	const distance = levelRow(flipLevel, price)['distancePercent'];
	if (typeof distance !== 'number' || price === null || flipLevel === null) return '';
	const side = price < flipLevel ? 'below' : 'above';
	return `, ${percent(distance)} ${side} the flip level at ${written(flipLevel)}`;
}

/** Whether the regime is the reported one, or was worked out for a newer price. */
function basis({ reading, price, positiveSide }: Facing): string[] {
	const reported = reading?.reported
		? [
				`reported as ${reading.reported}${reading.price === null ? '' : ` at ${written(reading.price)}`}`,
			]
		: [];
	const isNewer = reported.length === 0 || (reading?.price ?? price) !== price;
	return isNewer && positiveSide !== null
		? [...reported, `gamma is positive ${positiveSide} the flip level, as learnt`]
		: reported;
}
