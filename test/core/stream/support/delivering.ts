import { noCounts } from '../../../../core/stream/counts';
import { Outbox } from '../../../../core/stream/delivery';
import type { Frame } from '../../../../core/stream/frame';
import { DEFAULT_STREAM_SETTINGS, type DeliverySettings } from '../../../../core/stream/settings';
import { ManualClock } from '../../support/manual-clock';
import { frame, NOON } from './frames';

/** One delivery: when, and the sequence numbers of its messages. */
export interface Delivery {
	/** ms since the start. */
	at: number;
	sequence: number[];
	frames: Frame[];
	/** The receiver is done; only where it says so. */
	done: () => void;
}

/** An outbox whose receiver a test plays. */
export class Delivering {
	readonly clock = new ManualClock();
	readonly counts = noCounts();
	readonly deliveries: Delivery[] = [];
	readonly outbox: Outbox;
	private pushed = 0;

	/** `answers`: the receiver says when it is done. */
	constructor(settings: Partial<DeliverySettings>, answers = false) {
		const all = { ...DEFAULT_STREAM_SETTINGS, ...settings };
		this.outbox = new Outbox(all, this.counts, this.clock, (frames) => {
			this.counts.delivered += frames.length;
			let done = (): void => undefined;
			const handled = answers ? new Promise<void>((resolve) => (done = resolve)) : undefined;
			const sequence = frames.map((one) => Number((one.value?.['data'] as any).sequence));
			this.deliveries.push({ at: this.clock.now() - NOON, sequence, frames, done });
			return handled;
		});
	}

	/** A message of the key, or of one that is not known, with the next sequence number. */
	push(key: string | null = 'BTC'): void {
		const one = frame({ data: { sequence: this.pushed } }, this.clock.now());
		this.pushed += 1;
		one.key = key ?? undefined;
		this.counts.received += 1;
		this.outbox.push(one);
	}

	/** When what was delivered, ms since the start. */
	get delivered(): [at: number, ...sequence: number[]][] {
		return this.deliveries.map(({ at, sequence }) => [at, ...sequence]);
	}
}
