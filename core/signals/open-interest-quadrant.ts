import type { Sample } from './price-history';

/**
 * Who acts, by the signs of the changes of price and open interest. Rising open interest is new
 * positions, falling open interest is positions being closed.
 */
export const QUADRANTS = [
	{ value: 'new_longs', title: 'New longs', description: 'Price up, open interest up' },
	{ value: 'short_covering', title: 'Short covering', description: 'Price up, open interest down' },
	{ value: 'new_shorts', title: 'New shorts', description: 'Price down, open interest up' },
	{
		value: 'long_liquidation',
		title: 'Long liquidation',
		description: 'Price down, open interest down',
	},
] as const;

export type Quadrant = (typeof QUADRANTS)[number]['value'] | 'flat';

export interface Change {
	pricePercent: number;
	/** Of open interest in coins. */
	openInterestPercent: number;
}

export interface DeadZones {
	pricePercent: number;
	openInterestPercent: number;
}

/** The series of the sum of all exchanges, as reported. */
export const TOTAL = 'total';

/**
 * The change since `base`; `undefined` where there is nothing to compare. The reported total counts,
 * else the sum of the exchanges that are known at both moments.
 */
export function changeSince(base: Sample, now: Sample): Change | undefined {
	const names = now.values.has(TOTAL) && base.values.has(TOTAL) ? [TOTAL] : exchangesIn(base, now);
	const sum = ({ values }: Sample) => names.reduce((all, name) => all + (values.get(name) ?? 0), 0);
	if (names.length === 0) return undefined;
	return {
		pricePercent: changePercent(base.price, now.price),
		openInterestPercent: changePercent(sum(base), sum(now)),
	};
}

/** The exchanges that are known at both moments. */
export function exchangesIn(one: Sample, other: Sample): string[] {
	return [...one.values.keys()].filter((name) => name !== TOTAL && other.values.has(name));
}

export function changePercent(from: number, to: number): number {
	return ((to - from) / from) * 100;
}

/**
 * The quadrant of a change. Inside a dead zone nothing has happened; a quadrant once entered is left
 * only where a change is less than half the dead zone, so that it does not flicker at the edge.
 */
export function quadrantOf(change: Change, zones: DeadZones, before: string | undefined): Quadrant {
	const quadrant = (factor: number): Quadrant => {
		const price = signOf(change.pricePercent, zones.pricePercent * factor);
		const interest = signOf(change.openInterestPercent, zones.openInterestPercent * factor);
		if (price === 0 || interest === 0) return 'flat';
		if (price > 0) return interest > 0 ? 'new_longs' : 'short_covering';
		return interest > 0 ? 'new_shorts' : 'long_liquidation';
	};
	const held = quadrant(0.5);
	return held === before ? held : quadrant(1);
}

function signOf(value: number, zone: number): -1 | 0 | 1 {
	if (value === 0 || Math.abs(value) < zone) return 0;
	return value > 0 ? 1 : -1;
}
