import * as v from 'valibot';
import { tidy } from '../api/read';
import { finite, finiteList } from './finite';
import type { BookReading } from './readings/book';
import { median, robustScore } from './statistics';

const MAX_SAMPLES = 120;
const MAX_EXCHANGES = 12;

/** After as many wide readings in a row, wide begins to be normal. */
const LONGEST_RUN = 60;

/** The readings of one exchange, oldest first, and how many of the last in a row were beyond it. */
export const BookHistory = v.object({
	exchange: v.string(),
	/** Of the last reading, epoch ms: an answer from the cache is no new reading. */
	time: finite(),
	spreads: finiteList(),
	depths: finiteList(),
	wideRun: finite(),
	leanRun: finite(),
	lean: v.picklist(['bid_heavy', 'ask_heavy', 'none']),
});
export type BookHistory = v.InferOutput<typeof BookHistory>;

export function historyOf(histories: readonly BookHistory[], exchange: string): BookHistory {
	const known = histories.find((one) => one.exchange === exchange);
	const fresh = {
		time: -1,
		spreads: [],
		depths: [],
		wideRun: 0,
		leanRun: 0,
		lean: 'none' as const,
	};
	return known ?? { exchange, ...fresh };
}

/** With `one` at the end; the exchange read longest ago is dropped. */
export function withHistory(histories: readonly BookHistory[], one: BookHistory): BookHistory[] {
	const others = histories.filter(({ exchange }) => exchange !== one.exchange);
	return [...others, one].slice(-MAX_EXCHANGES);
}

/** A reading against those before it. */
export interface BookScore {
	/** How many readings it is compared with. */
	samples: number;
	normalSpreadBps: number | null;
	/** `null` = not enough readings. */
	score: number | null;
	depthUsd: number | null;
	/** Against the median; `null` = not enough readings, or no depth reported. */
	depthChangePercent: number | null;
	/** From −1 (all asks) to 1 (all bids). */
	imbalance: number | null;
}

export function scoreOf(reading: BookReading, history: BookHistory, least: number): BookScore {
	const { spreadBps, bidDepthUsd: bids, askDepthUsd: asks } = reading;
	// The readings of a wide stretch are not what it is compared with.
	const run = Math.min(history.wideRun, LONGEST_RUN);
	const before = (list: readonly number[]) => list.slice(0, Math.max(0, list.length - run));
	const [spreads, depths] = [before(history.spreads), before(history.depths)];
	const depthUsd = bids === null || asks === null ? null : bids + asks;
	const normalDepth = depths.length >= least ? median(depths) : 0;
	const isKnown = spreads.length >= least;
	return {
		samples: spreads.length,
		normalSpreadBps: isKnown ? tidy(median(spreads)) : null,
		score: isKnown && spreadBps !== null ? tidy(robustScore(spreadBps, spreads)) : null,
		depthUsd,
		depthChangePercent:
			depthUsd === null || normalDepth <= 0 ? null : tidy((depthUsd / normalDepth - 1) * 100),
		imbalance:
			bids === null || asks === null || depthUsd === null || depthUsd <= 0
				? null
				: tidy((bids - asks) / depthUsd),
	};
}

/** The history with a new reading. */
export function withReading(
	history: BookHistory,
	{ time, spreadBps }: BookReading,
	depthUsd: number | null,
): BookHistory {
	const grown = (list: number[], value: number | null) =>
		[...list, ...(value === null ? [] : [Number(value.toPrecision(5))])].slice(-MAX_SAMPLES);
	return {
		...history,
		time,
		spreads: grown(history.spreads, spreadBps),
		depths: grown(history.depths, depthUsd),
	};
}
