import type { Level } from './readings/liquidation-levels';

export type Side = 'long' | 'short';

/** Levels of one exchange and side that are so near each other that they count as one. Sizes in USD. */
export interface Cluster {
	source: string;
	exchange: string;
	/** Of its largest level. */
	price: number;
	/** The larger one. */
	side: Side;
	/** Of that side. */
	sizeUsd: number;
	longUsd: number;
	shortUsd: number;
	levels: number;
}

/** The guide's rule: the larger side names the cluster. Source: API guide, its sample bot. */
export function sideOf({ longUsd, shortUsd }: Pick<Level, 'longUsd' | 'shortUsd'>): Side {
	return longUsd > shortUsd ? 'long' : 'short';
}

/**
 * Merges levels: the largest takes in those of its exchange and side within `mergePercent` of it,
 * then the largest of the rest, and so on. So no cluster grows along a chain of neighbours, and the
 * order in which the levels are listed does not matter.
 */
export function mergeLevels(levels: readonly Level[], mergePercent: number): Cluster[] {
	const groups = new Map<string, Level[]>();
	for (const level of levels) {
		const key = kindOf({ ...level, side: sideOf(level) });
		const group = groups.get(key) ?? [];
		group.push(level);
		groups.set(key, group);
	}
	return [...groups.values()]
		.flatMap((group) => mergeGroup(group, mergePercent))
		.sort((a, b) => a.price - b.price || compare(kindOf(a), kindOf(b)));
}

/** Only levels of one kind merge. */
function kindOf({ source, exchange, side }: Pick<Cluster, 'source' | 'exchange' | 'side'>): string {
	return JSON.stringify([source, exchange, side]);
}

function compare(a: string, b: string): number {
	return a === b ? 0 : a < b ? -1 : 1;
}

function mergeGroup(group: Level[], mergePercent: number): Cluster[] {
	const byPrice = [...group].sort((a, b) => a.price - b.price || size(b) - size(a));
	const bySize = byPrice
		.map((level, index) => ({ level, index }))
		.sort((a, b) => size(b.level) - size(a.level) || a.level.price - b.level.price);
	const taken = new Set<number>();
	return bySize.flatMap(({ level, index }) => {
		if (taken.has(index)) return [];
		const reach = (level.price * mergePercent) / 100;
		const members: Level[] = [];
		for (const direction of [-1, 1]) {
			for (let at = direction < 0 ? index : index + 1; ; at += direction) {
				const one = byPrice[at];
				if (!one || Math.abs(one.price - level.price) > reach) break;
				if (!taken.has(at)) members.push(one);
				taken.add(at);
			}
		}
		return [clusterOf(level, members)];
	});
}

function clusterOf({ source, exchange, price, ...sizes }: Level, members: Level[]): Cluster {
	const longUsd = sum(members.map((one) => one.longUsd));
	const shortUsd = sum(members.map((one) => one.shortUsd));
	const side = sideOf(sizes);
	const sizeUsd = side === 'long' ? longUsd : shortUsd;
	return { source, exchange, price, side, sizeUsd, longUsd, shortUsd, levels: members.length };
}

/** Without the last digit, which depends on the order of adding. */
function sum(values: readonly number[]): number {
	return Number(values.reduce((all, one) => all + one, 0).toPrecision(15));
}

function size({ longUsd, shortUsd }: Level): number {
	return Math.max(longUsd, shortUsd);
}
