import { tidy } from '../api/read';
import { changePercent, changeSince, exchangesIn, TOTAL } from './open-interest-quadrant';
import type { Sample } from './price-history';
import { swingHighs, swingLows } from './swings';

export interface DivergenceRules {
	/** Samples on each side that a swing stands out from. */
	strength: number;
	/** How much higher, or lower, the second swing has to be. */
	pricePercent: number;
	/** How much smaller open interest has to be at the second swing. */
	openInterestPercent: number;
	/** On how many exchanges. */
	exchanges: number;
}

/** Two swings of the price, with what became of open interest in coins between them. */
export interface SwingPair {
	first: Sample;
	second: Sample;
	pricePercent: number;
	openInterestPercent: number | null;
	agreeing: number;
	compared: number;
	/** Higher highs, or lower lows, on less open interest on enough exchanges. */
	isDivergence: boolean;
}

/** The last two confirmed swings of a kind; `undefined` = there are not two yet. */
export function lastSwings(
	samples: readonly Sample[],
	kind: 'highs' | 'lows',
	rules: DivergenceRules,
): SwingPair | undefined {
	const prices = samples.map(({ price }) => price);
	const swings = (kind === 'highs' ? swingHighs : swingLows)(prices, rules.strength);
	const [first, second] = swings.slice(-2).flatMap((at) => samples[at] ?? []);
	if (!first || !second) return undefined;
	const pricePercent = tidy(changePercent(first.price, second.price));
	const further = kind === 'highs' ? pricePercent : -pricePercent;
	const exchanges = exchangesIn(first, second);
	const hasTotal = first.values.has(TOTAL) && second.values.has(TOTAL);
	// A total without its parts counts as one exchange.
	const names = exchanges.length === 0 && hasTotal ? [TOTAL] : exchanges;
	const changes = names.map((name) =>
		changePercent(first.values.get(name) ?? NaN, second.values.get(name) ?? NaN),
	);
	const agreeing = changes.filter((change) => change < -rules.openInterestPercent).length;
	const change = changeSince(first, second)?.openInterestPercent;
	return {
		first,
		second,
		pricePercent,
		openInterestPercent: change === undefined ? null : tidy(change),
		agreeing,
		compared: names.length,
		isDivergence: further > rules.pricePercent && agreeing >= rules.exchanges,
	};
}

/** Fewer samples than two swings need. */
export function isTooShort(samples: readonly Sample[], { strength }: DivergenceRules): boolean {
	return samples.length < 2 * (2 * strength + 1);
}
