import type { Row } from '../api/endpoint';
import { iso } from '../api/read';
import type { Reception, Rejection } from './receive';

const WINDOW_MS = 60_000;

/** What is told of deliveries that were not, or not wholly, worked on. */
export interface RejectionReport {
	rejected: Rejection;
	/** In plain words, without anything that was sent. */
	text: string;
	/** Since the last report of the same kind, this one included. */
	count: number;
	/** Of every kind since the start. */
	total: number;
}

/**
 * Counts rejected deliveries and tells of each kind once a minute: whoever knows the address, or guesses
 * at it, can send as many as they like.
 */
export class Rejections {
	private total = 0;
	private readonly kinds = new Map<Rejection, { untold: number; toldAt: number }>();

	/** What is to be told now; `undefined` when there is nothing, or it was told a moment ago. */
	note({ rejected, reason, status }: Reception, now: number): RejectionReport | undefined {
		if (rejected === undefined) return undefined;
		const kind = this.kinds.get(rejected) ?? { untold: 0, toldAt: -Infinity };
		this.kinds.set(rejected, kind);
		this.total += 1;
		kind.untold += 1;
		if (Math.abs(now - kind.toldAt) < WINDOW_MS) return undefined;
		const count = kind.untold;
		Object.assign(kind, { untold: 0, toldAt: now });
		const what = count === 1 ? 'A delivery was left out' : `${count} deliveries were left out`;
		const text = `${what} (${status}): ${reason ?? rejected}`;
		return { rejected, text, count, total: this.total };
	}
}

/** A report as a flat record. */
export function rejectionRow(report: RejectionReport, now: number): Row {
	const { rejected, text, count, total } = report;
	return { event: 'rejected', rejected, text, count, total, time: now, timestamp: iso(now) };
}
