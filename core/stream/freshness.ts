import type { Clock } from '../client/transport';
import { Alarm } from './alarm';
import type { StreamEvent } from './events';
import { subscriptionKey, type Subscription } from './protocol';

interface Watched {
	subscription: Subscription;
	heardAt: number;
	isQuiet: boolean;
}

/**
 * Whether data still comes for each subscription: a connection may live, and one of its channels may
 * have died. Tells once when one has been quiet for too long, and once when it is back.
 */
export class Freshness {
	private readonly watched = new Map<string, Watched>();
	private readonly alarm: Alarm;

	/** @param quietAfterMs 0 = not watched */
	constructor(
		private readonly clock: Clock,
		private readonly quietAfterMs: number,
		private readonly tell: (event: StreamEvent) => void,
	) {
		this.alarm = new Alarm(clock);
	}

	watch(subscription: Subscription): void {
		if (this.quietAfterMs <= 0) return;
		const heardAt = this.clock.now();
		this.watched.set(subscriptionKey(subscription), { subscription, heardAt, isQuiet: false });
		if (!this.alarm.isSet) this.schedule();
	}

	forget(subscription: Subscription): void {
		this.watched.delete(subscriptionKey(subscription));
	}

	/** Data came for a key; without one, for every exchange of the asset and channel that may be meant. */
	heard({ channel, asset, source, receivedAt }: HeardOf): void {
		if (this.quietAfterMs <= 0) return;
		for (const one of this.watched.values()) {
			const { subscription } = one;
			if (subscription.channel !== channel || subscription.asset !== asset) continue;
			const { exchange } = subscription;
			if (source !== null && exchange !== source && exchange !== 'all') continue;
			one.heardAt = receivedAt;
			if (!one.isQuiet) continue;
			one.isQuiet = false;
			this.tell({ type: 'resumed', subscription });
		}
	}

	close(): void {
		this.alarm.clear();
		this.watched.clear();
	}

	private schedule(): void {
		this.alarm.set(this.quietAfterMs / 4, () => {
			const now = this.clock.now();
			for (const one of this.watched.values()) {
				// A clock that was set back must not put it off until it has caught up.
				one.heardAt = Math.min(one.heardAt, now);
				if (one.isQuiet || now - one.heardAt < this.quietAfterMs) continue;
				one.isQuiet = true;
				this.tell({ type: 'quiet', subscription: one.subscription, since: one.heardAt });
			}
			if (this.watched.size > 0) this.schedule();
		});
	}
}

interface HeardOf {
	channel: string;
	asset: string;
	source: string | null;
	receivedAt: number;
}
