import * as v from 'valibot';
import { finiteRows } from './finite';
import { positive } from './plausible';

/** Enough for a day at the default distance; older samples are dropped. */
const MAX_SAMPLES = 120;

/** Exchanges and totals; further ones are not kept. */
const MAX_SERIES = 9;

/** A pause as long as this, and as eight samples, starts the history anew: nobody knows what was in it. */
const PAUSE_MS = 6 * 3_600_000;

/** Prices with what else was read at the same moments, oldest first. */
export const PriceHistory = v.object({
	/** Names of the series. */
	series: v.fallback(v.optional(v.array(v.string()), []), []),
	/** Epoch ms, price, then a value a series; `null` = not told. */
	samples: v.fallback(v.optional(finiteRows(), []), []),
});
export type PriceHistory = v.InferOutput<typeof PriceHistory>;

export interface Sample {
	time: number;
	price: number;
	values: ReadonlyMap<string, number>;
}

/** As samples; what cannot be one is left out. */
export function samplesOf({ series, samples }: PriceHistory): Sample[] {
	return samples.flatMap(([time, kept, ...values]) => {
		const price = positive(kept);
		if (time == null || price === null) return [];
		const told = series.flatMap((name, index): [string, number][] => {
			const value = positive(values[index]);
			return value === null ? [] : [[name, value]];
		});
		return [{ time, price, values: new Map(told) }];
	});
}

/**
 * The history with one more sample. Of each stretch of `everyMs` the first price is kept, and the first
 * value of each series: a sample never changes once it is told, so that a swing that is confirmed stays so.
 */
export function withSample(history: PriceHistory, now: Sample, everyMs: number): PriceHistory {
	const samples = samplesOf(history);
	const last = samples.at(-1);
	if (!last) return packed([now]);
	const pause = Math.abs(now.time - last.time);
	if (pause > Math.max(PAUSE_MS, 8 * everyMs)) return packed([now]);
	const stretch = (time: number) => Math.floor(time / everyMs);
	if (stretch(now.time) > stretch(last.time)) return packed([...samples, now]);
	if (stretch(now.time) < stretch(last.time)) return packed(samples);
	const filled = { ...last, values: new Map([...now.values, ...last.values]) };
	return packed([...samples.slice(0, -1), filled]);
}

function packed(samples: readonly Sample[]): PriceHistory {
	const kept = samples.slice(-MAX_SAMPLES);
	const names = new Set(kept.flatMap(({ values }) => [...values.keys()]));
	const series = [...names].slice(0, MAX_SERIES);
	return {
		series,
		samples: kept.map(({ time, price, values }) => [
			time,
			brief(price),
			...series.map((name) => {
				const value = values.get(name);
				return value === undefined ? null : brief(value);
			}),
		]),
	};
}

/** Seven digits are more than any comparison here needs, and keep the memory small. */
function brief(value: number): number {
	return Number(value.toPrecision(7));
}
