import * as v from 'valibot';
import { track, Tracked, type AlertRules, type Observation, type Step } from './alert';
import { finite } from './finite';

/** Something that alerts are about and that has a name of its own, such as an exchange. */
export const FollowedSubject = v.object({
	id: v.string(),
	/** When it was last reported, epoch ms. */
	seenAt: finite(),
	tracked: Tracked,
});
export type FollowedSubject = v.InferOutput<typeof FollowedSubject>;

export interface SubjectStep<T> extends Step {
	subject: T;
}

export interface Following<T> {
	observe: (subject: T, before: Tracked | undefined) => Observation;
	now: number;
	rules: AlertRules;
}

/** Followed at most. Further ones are not alerted about, rather than alerted about again and again. */
const MAX_FOLLOWED = 40;

/** What was not reported for as long is forgotten. */
const FORGOTTEN_MS = 7 * 24 * 3_600_000;

/** The state in which nothing is going on. */
export const NORMAL = 'normal';

/**
 * One step of the alerts of every subject. One that is not `present` is left as it is: nothing was
 * said of it. `kept` is what to remember.
 */
export function followSubjects<T extends { id: string }>(
	known: readonly FollowedSubject[],
	present: readonly T[],
	{ observe, now, rules }: Following<T>,
): { kept: FollowedSubject[]; steps: SubjectStep<T>[] } {
	const remembered = new Map(known.slice(-MAX_FOLLOWED).map((one) => [one.id, one]));
	const steps: SubjectStep<T>[] = [];
	for (const subject of present) {
		const before = remembered.get(subject.id);
		if (!before && remembered.size >= MAX_FOLLOWED) continue;
		const step = track(before?.tracked, observe(subject, before?.tracked), now, rules);
		steps.push({ ...step, subject });
		const { tracked } = step;
		const isWorthKeeping = tracked.state !== NORMAL || tracked.told !== null;
		remembered.delete(subject.id);
		if (isWorthKeeping) remembered.set(subject.id, { id: subject.id, seenAt: now, tracked });
	}
	const kept = [...remembered.values()].filter(
		({ seenAt }) => Math.abs(now - seenAt) < FORGOTTEN_MS,
	);
	return { kept, steps };
}
