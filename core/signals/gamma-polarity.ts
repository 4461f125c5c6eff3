import type { GammaReading, Regime } from './readings/gamma';

/** Which side of the flip level is the positive one. */
export type PositiveSide = 'below' | 'above';

/** Nearer to the flip level than this, in percent, the reported regime tells nothing about the sides. */
const TOO_NEAR_PERCENT = 0.05;

/**
 * Learns from a snapshot on which side of the flip level gamma is positive. The guide's sample has it
 * below, the common convention has it above, and a book can be either way: so it is never assumed.
 * Source: API guide, "GEX+ (Gamma Exposure)".
 */
export function learnPolarity(
	{ price, flipLevel, reported }: GammaReading,
	bandPercent: number,
): PositiveSide | undefined {
	if (price === null || flipLevel === null || reported === null) return undefined;
	const away = (Math.abs(flipLevel - price) / price) * 100;
	if (away < Math.max(bandPercent, TOO_NEAR_PERCENT)) return undefined;
	const side = price < flipLevel ? 'below' : 'above';
	if (reported === 'positive') return side;
	return side === 'below' ? 'above' : 'below';
}

/** The regime at a price, by what was learnt; `undefined` at the flip level itself. */
export function regimeAt(
	price: number,
	flipLevel: number,
	positiveSide: PositiveSide,
): Regime | undefined {
	if (price === flipLevel) return undefined;
	const side = price < flipLevel ? 'below' : 'above';
	return side === positiveSide ? 'positive' : 'negative';
}
