import * as v from 'valibot';
import { track, Tracked, type AlertRules, type Observation, type Step } from './alert';
import type { Cluster } from './clusters';
import { finite } from './finite';

/** A price level that alerts are about, as it was last seen. */
export const FollowedLevel = v.object({
	/** Stays the same while the level moves. */
	id: v.string(),
	source: v.string(),
	exchange: v.string(),
	side: v.picklist(['long', 'short']),
	price: finite(),
	sizeUsd: finite(),
	/** When its source last reported, epoch ms. */
	seenAt: finite(),
	tracked: Tracked,
});
export type FollowedLevel = v.InferOutput<typeof FollowedLevel>;

type Place = Pick<Cluster, 'source' | 'exchange' | 'side' | 'price' | 'sizeUsd'>;

export interface Following<T extends Place> {
	/** Whose levels have been reported: what is not `present` there is gone. */
	sources: ReadonlySet<string>;
	/** How far a level may move from one evaluation to the next, in percent of its price. */
	tolerancePercent: number;
	/** What is seen of a level that was, or was not, alerted about. */
	observe: (level: T, wasActive: boolean) => Observation;
	now: number;
	rules: AlertRules;
}

export interface LevelStep<T> extends Step {
	/** `null` = it is no longer reported. */
	level: T | null;
	/** As it is remembered from now on. */
	known: FollowedLevel;
}

/** Followed at most. Further ones are not alerted about, rather than alerted about again and again. */
const MAX_FOLLOWED = 40;

/** A source that has not reported for as long is no longer asked. */
const FORGOTTEN_MS = 24 * 3_600_000;

/**
 * One step of the alerts of every level: those that are known are found again among the `present`
 * ones, new ones begin, others are gone. `kept` is what to remember.
 */
export function followLevels<T extends Place>(
	known: readonly FollowedLevel[],
	present: readonly T[],
	{ sources, tolerancePercent, observe, now, rules }: Following<T>,
): { kept: FollowedLevel[]; steps: LevelStep<T>[] } {
	const remembered = known.slice(-MAX_FOLLOWED);
	const found = match(remembered, present, tolerancePercent);
	const steps: LevelStep<T>[] = [];
	const others: FollowedLevel[] = [];
	for (const one of remembered) {
		const level = found.get(one) ?? null;
		if (!sources.has(one.source)) {
			if (Math.abs(now - one.seenAt) < FORGOTTEN_MS) others.push(one);
			continue;
		}
		const seen = level === null ? GONE : observe(level, one.tracked.state !== GONE.state);
		const step = track(one.tracked, seen, now, rules);
		const { price, sizeUsd } = level ?? one;
		const { tracked } = step;
		steps.push({ ...step, level, known: { ...one, price, sizeUsd, seenAt: now, tracked } });
	}
	const refound = new Set(found.values());
	const begun = present
		.filter((level) => !refound.has(level) && observe(level, false).isAlert)
		.sort((a, b) => b.sizeUsd - a.sizeUsd || a.price - b.price)
		.slice(0, Math.max(0, MAX_FOLLOWED - remembered.length));
	for (const level of begun) {
		const { source, exchange, side, price, sizeUsd } = level;
		const step = track(undefined, observe(level, false), now, rules);
		const id = `${side} ${price}${exchange === 'all' ? '' : ` ${exchange}`}`;
		const known = { id, source, exchange, side, price, sizeUsd, seenAt: now };
		steps.push({ ...step, level, known: { ...known, tracked: step.tracked } });
	}
	const kept = steps.map((step) => step.known).filter(isWorthKeeping);
	return { kept: [...others, ...kept], steps };
}

/** The state in which nothing is going on at a level. */
export const QUIET = 'clear';

const GONE: Observation = { state: QUIET, isAlert: false };

function isWorthKeeping({ tracked }: FollowedLevel): boolean {
	return tracked.state !== QUIET || tracked.told !== null;
}

/** Which level is which: each the nearest one of its side, since a level moves a little. */
function match<T extends Place>(
	known: readonly FollowedLevel[],
	present: readonly T[],
	tolerancePercent: number,
): Map<FollowedLevel, T> {
	const isSameKind = (one: FollowedLevel, level: T) =>
		level.source === one.source && level.exchange === one.exchange && level.side === one.side;
	const pairs = known.flatMap((one) =>
		present
			.filter((level) => isSameKind(one, level))
			.map((level) => ({ one, level, gap: Math.abs(level.price - one.price) / one.price }))
			.filter(({ gap }) => gap <= tolerancePercent / 100),
	);
	pairs.sort((a, b) => a.gap - b.gap || a.one.price - b.one.price || a.level.price - b.level.price);
	const matched = new Map<FollowedLevel, T>();
	const used = new Set<T>();
	for (const { one, level } of pairs) {
		if (matched.has(one) || used.has(level)) continue;
		matched.set(one, level);
		used.add(level);
	}
	return matched;
}
