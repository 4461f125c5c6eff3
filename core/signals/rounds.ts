/** When a node that asks by itself does so. */
export interface ActiveHours {
	/** Hours of the day, 0 to 24. From 22 to 6 is over midnight; the same twice is around the clock. */
	from: number;
	to: number;
	/** Days of the week, 0 = Sunday; empty = every day. */
	days: readonly number[];
	/** IANA name, such as `Europe/Berlin`. */
	timeZone: string;
}

/** Time zones change by quarters of an hour at the least. */
const STEP_MS = 15 * 60_000;

const WEEK_MS = 7 * 86_400_000;

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Hours a day in which it is active, on a day when it is. */
export function activeHours({ from, to }: Pick<ActiveHours, 'from' | 'to'>): number {
	const hours = (to - from + 24) % 24;
	return hours === 0 ? 24 : hours;
}

/** Whether `at`, epoch ms, is within them; the hours after midnight belong to the day before. */
export function isActive(hours: ActiveHours, at: number): boolean {
	const { from, to, days } = hours;
	const { hour, day } = localTime(at, hours.timeZone);
	const isWhole = activeHours(hours) === 24;
	const isOverMidnight = !isWhole && from > to;
	const isWithin =
		isWhole || (isOverMidnight ? hour >= from || hour < to : hour >= from && hour < to);
	const began = isOverMidnight && hour < to ? (day + 6) % 7 : day;
	return isWithin && (days.length === 0 || days.includes(began));
}

/** The first moment from `at` on that is within them; `at` itself where none is in the week to come. */
export function nextActive(hours: ActiveHours, at: number): number {
	if (isActive(hours, at)) return at;
	const first = Math.ceil(at / STEP_MS) * STEP_MS;
	for (let candidate = first; candidate <= at + WEEK_MS; candidate += STEP_MS) {
		if (isActive(hours, candidate)) return candidate;
	}
	return at;
}

/** How much of the time between two moments is within the hours, in ms, to a quarter of an hour. */
export function activeTime(hours: ActiveHours, from: number, to: number): number {
	let active = 0;
	for (let at = from; at < to; at += STEP_MS) {
		if (isActive(hours, at)) active += Math.min(STEP_MS, to - at);
	}
	return active;
}

function localTime(at: number, timeZone: string): { hour: number; day: number } {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: isTimeZone(timeZone) ? timeZone : 'UTC',
		weekday: 'short',
		hour: 'numeric',
		minute: 'numeric',
		hourCycle: 'h23',
	}).formatToParts(at);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
	return {
		hour: Number(part('hour')) + Number(part('minute')) / 60,
		day: DAYS.indexOf(part('weekday')),
	};
}

function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en-US', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
