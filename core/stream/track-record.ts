import type { Random } from '../client/transport';
import { attemptsAfter, reconnectDelay } from './backoff';
import type { Gap } from './events';

/** How the connections of a stream have gone so far. */
export class TrackRecord {
	/** Connections that ended, or did not come about, in a row. */
	attempts = 0;
	/** Refusals in a row, without data in between. */
	strikes = 0;
	/** Whether data has ever come with this key. */
	hasWorked = false;
	reconnects = 0;
	gapMs = 0;
	private liveAt: number | undefined;
	private lostAt: number | undefined;
	private broughtData = false;

	/** Forgets the row of attempts, for a fresh start. */
	reset(): void {
		this.attempts = this.strikes = 0;
		this.liveAt = this.lostAt = undefined;
	}

	/** Whether connections come about and end without data, again and again. */
	get isFlapping(): boolean {
		return this.attempts >= 2 && !this.broughtData;
	}

	data(): void {
		this.broughtData = this.hasWorked = true;
		this.strikes = 0;
	}

	/** The connection is live; the stretch without one, if there was one before. */
	live(now: number): Gap | undefined {
		const { lostAt } = this;
		// The clock may have been set back.
		const gap = lostAt === undefined ? undefined : { from: Math.min(lostAt, now), to: now };
		if (gap) {
			this.reconnects += 1;
			this.gapMs += gap.to - gap.from;
		}
		this.liveAt = now;
		this.lostAt = undefined;
		this.broughtData = false;
		return gap;
	}

	/** A live connection is over; what came after its last sign of life is lost, however late that shows. */
	lost(aliveAt: number): void {
		this.lostAt = aliveAt;
	}

	/** What to do after a connection that ended with `code`. */
	failed(now: number, code: number, random: Random): { retryInMs: number; isFirst: boolean } {
		const wasLive = this.liveAt !== undefined;
		const liveForMs = this.liveAt === undefined ? 0 : Math.max(1, now - this.liveAt);
		const course = { liveForMs, broughtData: this.broughtData, code };
		this.attempts = attemptsAfter(this.attempts, course);
		this.liveAt = undefined;
		const retryInMs = reconnectDelay(this.attempts, course, random);
		return { retryInMs, isFirst: wasLive || this.attempts === 1 };
	}
}
