import type { Clock } from '../client/transport';
import { Alarm } from './alarm';
import { subscribeFrame, subscriptionKey, unsubscribeFrame, type Subscription } from './protocol';

/** So many are sent at once, and then a pause: 500 take a second and a quarter. */
const BURST = 20;
const PAUSE_MS = 50;

/**
 * What the listeners want, counted, and what the present connection has been told. Each subscription
 * is sent once a connection, however many want it, and cancelled when the last one has gone.
 */
export class Subscriptions {
	private readonly wanted = new Map<string, { subscription: Subscription; count: number }>();
	private readonly told = new Set<string>();
	private readonly alarm: Alarm;
	private send: ((text: string) => void) | undefined;
	/** How many more may be sent before the pause is over. */
	private room = BURST;

	constructor(clock: Clock) {
		this.alarm = new Alarm(clock);
	}

	/** How many different ones are wanted. */
	get size(): number {
		return this.wanted.size;
	}

	add(subscription: Subscription): void {
		const key = subscriptionKey(subscription);
		const known = this.wanted.get(key);
		this.wanted.set(key, { subscription, count: (known?.count ?? 0) + 1 });
		if (!known) this.tell();
	}

	/** Whether nobody wants it any more. */
	remove(subscription: Subscription): boolean {
		const key = subscriptionKey(subscription);
		const known = this.wanted.get(key);
		if (!known) return false;
		known.count -= 1;
		if (known.count > 0) return false;
		this.wanted.delete(key);
		if (this.told.delete(key)) this.send?.(unsubscribeFrame(subscription));
		return true;
	}

	/** A connection is ready to be told everything. */
	connect(send: (text: string) => void): void {
		this.disconnect();
		this.send = send;
		this.tell();
	}

	/** What was told is forgotten by the other side. */
	disconnect(): void {
		this.alarm.clear();
		this.told.clear();
		this.room = BURST;
		this.send = undefined;
	}

	private tell(): void {
		if (!this.send) return;
		for (const [key, { subscription }] of this.wanted) {
			if (this.room === 0) return;
			if (this.told.has(key)) continue;
			this.room -= 1;
			this.told.add(key);
			this.send(subscribeFrame(subscription));
			if (!this.alarm.isSet) this.alarm.set(PAUSE_MS, () => this.goOn());
		}
	}

	private goOn(): void {
		this.room = BURST;
		this.tell();
	}
}
