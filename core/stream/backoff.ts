import { nextDelay } from '../client/retry';
import type { Random } from '../client/transport';

/** A connection that lasted this long, and brought data, was a good one. */
const STABLE_MS = 10_000;

/** Closes by which a server says that it goes away and comes back: going away, service restart. */
const RESTARTS = [1001, 1012];

/** Restarts in a row after which a server is not believed to be back at once. */
const MAX_QUICK_RETURNS = 5;

/** How the connection that is over went. */
export interface Course {
	/** ms since it was live; 0 = it never was. */
	liveForMs: number;
	broughtData: boolean;
	code: number;
}

/** How often in a row it failed, after a connection went like this. */
export function attemptsAfter(attempts: number, { liveForMs, broughtData }: Course): number {
	return liveForMs >= STABLE_MS && broughtData ? 1 : attempts + 1;
}

/** How long to wait before the next connection, in ms: jittered, from half a second to half a minute. */
export function reconnectDelay(attempts: number, course: Course, random: Random): number {
	const isRestart =
		course.liveForMs > 0 && RESTARTS.includes(course.code) && attempts <= MAX_QUICK_RETURNS;
	return nextDelay(isRestart ? 0 : attempts - 1, random);
}
