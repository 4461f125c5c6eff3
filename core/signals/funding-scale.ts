import { median } from './statistics';
import type { FundingReading } from './readings/funding';

/**
 * What a reported rate is: the guide shows no response, so that neither the unit nor the interval is
 * documented. Both show where a rate comes with its annualised value: their quotient is the number of
 * payments a year (1,095 at 8 hours), times 100 where the one is a fraction and the other in percent.
 */

export type RateUnit = 'fraction' | 'percent';

const HOURS_A_YEAR = 8760;

/** Intervals in use. */
const INTERVALS = [1, 2, 4, 8, 24] as const;

/** Annualised values may be compounded, or of a year of 365.25 days. */
const TOLERANCE = 0.25;

export interface Scale {
	intervalHours: number | undefined;
	/** Of the rate, where the annualised value is in the other one. */
	unit: RateUnit | undefined;
}

/** What one reading tells of its own scale. */
export function scaleOf({ rate, annualized, intervalHours }: FundingReading): Scale {
	const payments = annualized === null || rate === 0 ? NaN : annualized / rate;
	const intervals = intervalHours === null ? INTERVALS : [intervalHours];
	const units = [
		{ factor: 1, unit: undefined },
		{ factor: 100, unit: 'fraction' },
		{ factor: 1 / 100, unit: 'percent' },
	] as const;
	const fits = intervals.flatMap((hours) =>
		units.map(({ factor, unit }) => {
			const expected = (HOURS_A_YEAR / hours) * factor;
			return { hours, unit, misfit: Math.abs(payments / expected - 1) };
		}),
	);
	const [best] = fits
		.filter(({ misfit }) => misfit <= TOLERANCE)
		.sort((a, b) => a.misfit - b.misfit);
	return { intervalHours: intervalHours ?? best?.hours, unit: best?.unit };
}

/** Rates per 8 hours, as reported: at and below it, all of them in percent would be next to nothing. */
const SMALL = 0.0003;

/** As a fraction, most exchanges would be at 0.2 % and more at the same time. */
const LARGE = 0.002;

/** As a fraction, 5 %: no exchange allows for it. */
const IMPOSSIBLE = 0.05;

export interface UnitReading {
	unit: RateUnit;
	/** Told by the sizes of the rates alone. */
	isAssumed: boolean;
	/** To be kept: what is clear once stays so. */
	learnt: RateUnit | null;
}

/** The unit that all rates are in: as set, as the annualised values show, as learnt, else by their size. */
export function unitOf(
	set: RateUnit | 'auto',
	scales: readonly Scale[],
	ratesPer8Hours: readonly number[],
	learnt: RateUnit | null,
): UnitReading {
	if (set !== 'auto') return { unit: set, isAssumed: false, learnt };
	const shown = scales.find(({ unit }) => unit !== undefined)?.unit;
	if (shown) return { unit: shown, isAssumed: false, learnt: shown };
	if (learnt) return { unit: learnt, isAssumed: true, learnt };
	const sizes = ratesPer8Hours.map(Math.abs).filter((size) => size > 0);
	const middle = sizes.length === 0 ? 0 : median(sizes);
	const clear =
		middle >= IMPOSSIBLE ? 'percent' : middle > 0 && middle <= SMALL ? 'fraction' : null;
	const guess = middle >= LARGE ? 'percent' : 'fraction';
	return { unit: clear ?? guess, isAssumed: true, learnt: clear };
}
