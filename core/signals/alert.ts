import * as v from 'valibot';
import { finite } from './finite';

/**
 * Why a result is news: a state was `entered`, what was reported got worse (`escalated`) or is over
 * (`left`), every result was asked for (`repeated`), or it is a calculator's `answer`.
 */
export type Alert = 'none' | 'entered' | 'escalated' | 'left' | 'repeated' | 'answer';

/** What is remembered of one thing that alerts are about. */
export const Tracked = v.object({
	state: v.string(),
	/** When the state began, epoch ms. */
	since: finite(),
	/** What the user was last told. */
	told: v.nullable(
		v.object({
			state: v.string(),
			/** Epoch ms; `null` = known without having been told, so that no cooldown runs. */
			at: v.nullable(finite()),
			/** The worst that was told, by the name of the measure. */
			marks: v.record(v.string(), finite()),
			/** Whether it has been left since, and whether that was told. */
			left: v.picklist(['no', 'yes', 'told']),
		}),
	),
	escalation: finite(),
});
export type Tracked = v.InferOutput<typeof Tracked>;

/** A measure of how bad it is; larger is worse. */
export interface Mark {
	value: number;
	/** Whether it is worth another alert after `told`, the worst one that was told. */
	isNews(told: number): boolean;
}

/** Worse by a factor. What was told as nothing has no multiple. */
export function grown(value: number, factor: number): Mark {
	// A hair less, so that exactly the factor counts whatever binary fractions make of it.
	return { value, isNews: (told) => told > 0 && value >= told * factor * (1 - 1e-9) };
}

export interface Observation {
	state: string;
	/** Whether the state is one to alert about. */
	isAlert: boolean;
	marks?: Record<string, Mark>;
	/** Something else has to happen before it may be told. */
	isHeldBack?: boolean;
	/** There is nothing new in the first state that is seen: of a regime, only a change is news. */
	isFirstSilent?: boolean;
}

export interface AlertRules {
	cooldownMs: number;
	reportEnd: boolean;
}

export interface Step {
	tracked: Tracked;
	alert: Alert;
	changed: boolean;
}

/**
 * One step of an edge-triggered alert. It fires on entering a state, again only when it gets worse,
 * and within the cooldown a state that is left and entered again counts as the same one. Another
 * state that begins within the cooldown is told as soon as that is over, if it still holds then.
 */
export function track(
	before: Tracked | undefined,
	seen: Observation,
	now: number,
	{ cooldownMs, reportEnd }: AlertRules,
): Step {
	const isFirst = before === undefined;
	const changed = isFirst ? seen.isAlert && !seen.isFirstSilent : before.state !== seen.state;
	const since = before?.state === seen.state ? before.since : now;
	const told = before?.told ?? null;
	const escalation = before?.escalation ?? 0;
	const step = (alert: Alert, next: Tracked['told'], count = escalation): Step => ({
		tracked: { state: seen.state, since, told: next, escalation: count },
		alert,
		changed,
	});
	const marks = marksOf(seen);
	if (isFirst && seen.isFirstSilent) {
		return step('none', { state: seen.state, at: null, marks, left: 'no' });
	}
	// A clock that was set back ends the cooldown, rather than silencing the alert until it catches up.
	const elapsed = told?.at == null ? Infinity : now - told.at;
	const isCool = elapsed >= cooldownMs || elapsed < 0;
	if (!seen.isAlert) {
		const isEnd = told !== null && told.at !== null && told.left !== 'told';
		if (isEnd && reportEnd) return step('left', { ...told, left: 'told' }, 0);
		if (told === null || isCool) return step('none', null, 0);
		return step('none', told.left === 'no' ? { ...told, left: 'yes' } : told);
	}
	const isToldAlready = told?.state === seen.state && told.left !== 'told';
	if (!isToldAlready || (told.left === 'yes' && isCool)) {
		if (!isCool || seen.isHeldBack) return step('none', told);
		return step('entered', { state: seen.state, at: now, marks, left: 'no' }, 0);
	}
	const isWorse = Object.entries(seen.marks ?? {}).some(([name, mark]) => {
		const worst = told.marks[name];
		return worst !== undefined && mark.isNews(worst);
	});
	if (!isWorse || seen.isHeldBack) return step('none', { ...told, left: 'no' });
	const next = { ...told, at: now, marks: worst(told.marks, marks), left: 'no' as const };
	return step('escalated', next, escalation + 1);
}

function marksOf({ marks = {} }: Observation): Record<string, number> {
	return Object.fromEntries(Object.entries(marks).map(([name, { value }]) => [name, value]));
}

/** The larger of each: what was told once is not news when it comes back. */
function worst(told: Record<string, number>, now: Record<string, number>): Record<string, number> {
	const names = Object.keys({ ...told, ...now });
	return Object.fromEntries(
		names.map((name) => [name, Math.max(told[name] ?? -Infinity, now[name] ?? -Infinity)]),
	);
}
