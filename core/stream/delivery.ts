import type { Clock } from '../client/transport';
import { Alarm } from './alarm';
import type { Counts } from './counts';
import type { Frame } from './frame';
import { BoundedQueue } from './queue';
import { HANDLING_LIMIT_MS, type DeliverySettings } from './settings';

/** What comes within as long is delivered together. */
const COLLECT_MS = 50;

interface Newest {
	frame: Frame;
	/** The one it replaced, should it turn out to be broken itself. */
	previous: Frame | undefined;
}

/**
 * Messages on their way to one receiver: holds them back, keeps the latest, or gathers them, and never
 * holds more than its bound, whatever the burst. A receiver that returns a promise is given no more
 * than `maxInFlight` at a time, and meanwhile the newest state of every key is kept.
 */
export class Outbox {
	private readonly latest = new Map<string | Frame, Newest>();
	private readonly queue: BoundedQueue<Frame>;
	private readonly alarm: Alarm;
	/** Of the deliveries under way. */
	private readonly limits = new Set<Alarm>();
	private inFlight = 0;
	private waitingSince = 0;
	private deliveredAt = -Infinity;
	private readonly second = { since: -Infinity, count: 0 };
	private isClosed = false;

	constructor(
		private readonly settings: DeliverySettings,
		private readonly counts: Omit<Counts, 'waiting'>,
		private readonly clock: Clock,
		/** Never throws, never rejects. */
		private readonly deliver: (frames: Frame[]) => Promise<void> | undefined,
	) {
		this.queue = new BoundedQueue(settings.bufferSize);
		this.alarm = new Alarm(clock);
	}

	get waiting(): number {
		return this.latest.size + this.queue.length;
	}

	push(frame: Frame): void {
		if (this.isFree()) {
			this.handOver([frame]);
			return;
		}
		if (this.waiting === 0) this.waitingSince = frame.receivedAt;
		if (this.settings.mode === 'latest') this.keepLatest(frame);
		else if (this.queue.push(frame)) this.counts.dropped += 1;
		if (!this.alarm.isSet || this.isFull()) this.next();
	}

	/** What still waits is given up. */
	close(): void {
		this.isClosed = true;
		this.alarm.clear();
		for (const limit of this.limits) limit.clear();
		this.counts.dropped += this.waiting;
		this.latest.clear();
		this.queue.take(Infinity);
	}

	private keepLatest(frame: Frame): void {
		// Without a key it replaces nothing.
		const key = frame.key ?? frame;
		const replaced = this.latest.get(key);
		if (replaced) this.counts.conflated += 1;
		else if (this.latest.size >= this.settings.bufferSize) {
			const [oldest] = this.latest.keys();
			if (oldest !== undefined) this.latest.delete(oldest);
			this.counts.dropped += 1;
		}
		this.latest.set(key, { frame, previous: replaced?.frame });
	}

	/** Only now, when most have been replaced, is it worth looking whether a message is whole. */
	private takeLatest(): Frame[] {
		const newest = [...this.latest.values()];
		this.latest.clear();
		return newest.map(({ frame, previous }) => {
			if (frame.isWhole || !previous) return frame;
			// Counted as replaced, and now as the one that is delivered.
			this.counts.conflated -= 1;
			this.counts.rejected += 1;
			return previous;
		});
	}

	private isFull(): boolean {
		return this.settings.mode === 'batch' && this.queue.length >= this.settings.batchSize;
	}

	/** Whether a message need not wait for anything: the common case of `every`, and the one that counts. */
	private isFree(): boolean {
		const { mode, perSecond, maxInFlight } = this.settings;
		const isUnbounded = mode === 'every' && perSecond === 0 && this.inFlight < maxInFlight;
		return isUnbounded && this.queue.length === 0 && !this.isClosed;
	}

	/** Delivers what is due, and sees to the rest later. */
	private next(): void {
		while (!this.isClosed && this.waiting > 0 && this.inFlight < this.settings.maxInFlight) {
			const now = this.clock.now();
			this.forgetFuture(now);
			const waitMs = this.dueAt() - now;
			if (waitMs > 0) {
				this.alarm.set(waitMs, () => this.next());
				return;
			}
			this.alarm.clear();
			this.deliverNow(now);
		}
	}

	/** A clock that was set back must not put off deliveries until it has caught up. */
	private forgetFuture(now: number): void {
		this.waitingSince = Math.min(this.waitingSince, now);
		this.deliveredAt = Math.min(this.deliveredAt, now);
		this.second.since = Math.min(this.second.since, now);
	}

	private dueAt(): number {
		const { mode, intervalMs, perSecond } = this.settings;
		if (mode === 'latest') {
			return Math.max(this.waitingSince + COLLECT_MS, this.deliveredAt + intervalMs);
		}
		if (mode === 'batch') return this.isFull() ? 0 : this.waitingSince + intervalMs;
		return perSecond > 0 && this.second.count >= perSecond ? this.second.since + 1000 : 0;
	}

	private deliverNow(now: number): void {
		const { mode, batchSize } = this.settings;
		const frames =
			mode === 'latest' ? this.takeLatest() : this.queue.take(mode === 'every' ? 1 : batchSize);
		this.deliveredAt = this.waitingSince = now;
		if (now - this.second.since >= 1000) Object.assign(this.second, { since: now, count: 0 });
		this.second.count += 1;
		this.handOver(frames);
	}

	private handOver(frames: Frame[]): void {
		const handled = this.deliver(frames);
		if (handled) this.await(handled);
	}

	/** A receiver that never says that it is done would end the stream silently. */
	private await(handled: Promise<void>): void {
		this.inFlight += 1;
		const limit = new Alarm(this.clock);
		this.limits.add(limit);
		let isOver = false;
		const over = () => {
			if (isOver) return;
			isOver = true;
			limit.clear();
			this.limits.delete(limit);
			this.inFlight -= 1;
			this.next();
		};
		limit.set(HANDLING_LIMIT_MS, over);
		void handled.then(over);
	}
}
