import { niceStep } from './ticks';

/** What is reported at one price. Amounts of either sign, a column each, such as longs and shorts. */
export interface Level {
	price: number;
	amounts: readonly number[];
}

export interface GroupedLevels {
	/** By price, the lowest first. */
	levels: Level[];
	/** What the axis covers. */
	low: number;
	high: number;
	/** The smallest distance between two levels. */
	spacing: number;
	/** How wide the ranges are that were added up; `undefined` = every level stands for itself. */
	step: number | undefined;
	/** So far from the price that the rest would be squeezed together. */
	leftOut: Level[];
}

/** What may be missing at the far ends, where it would make the rest half as large. */
const FAR_SHARE = 0.01;

/**
 * Levels as they can be drawn, at most `most` of them: what is far off and small is left out, and what
 * is too dense is added up in ranges that begin at the price, so that none is on both sides of it.
 * Does not depend on the order of what is given. `undefined` = there is nothing.
 */
export function groupLevels(
	given: readonly Level[],
	price: number | null,
	most: number,
): GroupedLevels | undefined {
	const all = merged(given.filter((one) => weightOf(one) > 0));
	if (all.length === 0) return undefined;
	const { kept, leftOut } = withoutFar(all, price ?? middleOf(all));
	const prices = [...kept.map((one) => one.price), ...(price === null ? [] : [price])];
	const [low, high] = [Math.min(...prices), Math.max(...prices)];
	const span = high - low;
	const spacing = smallestGap(kept) ?? span;
	if (kept.length <= most && spacing * 2 >= span / most) {
		return { levels: kept, low, high, spacing, step: undefined, leftOut };
	}
	// Two ranges more than fit: the ones at the ends are cut off by the axis.
	const step = niceStep(span / Math.max(1, most - 2));
	const levels = inRanges(kept, price ?? 0, step);
	return {
		levels,
		low: Math.min(low, (levels[0]?.price ?? low) - step / 2),
		high: Math.max(high, (levels.at(-1)?.price ?? high) + step / 2),
		spacing: step,
		step,
		leftOut,
	};
}

export function weightOf({ amounts }: Level): number {
	return amounts.reduce((sum, one) => sum + Math.abs(one), 0);
}

/** One level a price, sorted. Sorted before they are added up, too: sums depend on the order. */
function merged(levels: readonly Level[]): Level[] {
	const sorted = [...levels].sort((a, b) => a.price - b.price || inOrder(a.amounts, b.amounts));
	return addedUp(
		sorted,
		({ price }) => price,
		(price) => price,
	);
}

function inOrder(a: readonly number[], b: readonly number[]): number {
	const index = a.findIndex((one, at) => one !== b[at]);
	return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

function inRanges(levels: readonly Level[], start: number, step: number): Level[] {
	return addedUp(
		levels,
		({ price }) => Math.floor((price - start) / step),
		(range) => start + (range + 0.5) * step,
	);
}

/** Levels of the same key as one. They are sorted by it. */
function addedUp(
	levels: readonly Level[],
	keyOf: (level: Level) => number,
	priceOf: (key: number) => number,
): Level[] {
	const sums = new Map<number, number[]>();
	for (const level of levels) {
		const key = keyOf(level);
		const before = sums.get(key) ?? level.amounts.map(() => 0);
		sums.set(
			key,
			before.map((sum, index) => sum + (level.amounts[index] ?? 0)),
		);
	}
	return [...sums].map(([key, amounts]) => ({ price: priceOf(key), amounts }));
}

/** Half of everything is at or below it. */
function middleOf(levels: readonly Level[]): number {
	const half = total(levels) / 2;
	let sum = 0;
	return levels.find((one) => (sum += weightOf(one)) >= half)?.price ?? 0;
}

function withoutFar(levels: readonly Level[], centre: number): { kept: Level[]; leftOut: Level[] } {
	const distanceOf = ({ price }: Level) => Math.abs(price - centre);
	const byDistance = [...levels].sort((a, b) => distanceOf(a) - distanceOf(b));
	const enough = total(levels) * (1 - FAR_SHARE);
	let sum = 0;
	const last = byDistance.find((one) => (sum += weightOf(one)) >= enough);
	const reach = last ? distanceOf(last) : Infinity;
	const farthest = Math.max(...levels.map(distanceOf));
	if (reach === 0 || reach * 2 > farthest) return { kept: [...levels], leftOut: [] };
	// A little beyond, so that nothing is cut off that would be at the edge.
	const isNear = (one: Level) => distanceOf(one) <= reach * 1.25;
	return { kept: levels.filter(isNear), leftOut: levels.filter((one) => !isNear(one)) };
}

function total(levels: readonly Level[]): number {
	return levels.reduce((sum, one) => sum + weightOf(one), 0);
}

function smallestGap(levels: readonly Level[]): number | undefined {
	const gaps = levels.slice(1).map(({ price }, index) => price - (levels[index]?.price ?? 0));
	return gaps.length === 0 ? undefined : Math.min(...gaps);
}
