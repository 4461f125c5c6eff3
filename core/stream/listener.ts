import type { Limits } from '../api/endpoint';
import { endpointOf } from '../api/stream';
import type { Client } from '../client/client';
import type { Clock, Logger } from '../client/transport';
import { Complaints } from './complaints';
import { noCounts, type Counts } from './counts';
import { Outbox } from './delivery';
import { DropReport } from './drops';
import type { StreamEvent } from './events';
import type { Frame } from './frame';
import { Freshness } from './freshness';
import { isLimited, StreamMessage } from './message';
import type { Order } from './order';
import { Prices } from './prices';
import { subscriptionKey, type Subscription } from './protocol';
import { DEFAULT_STREAM_SETTINGS, type DeliverySettings, type StreamSettings } from './settings';

export interface ListenOptions {
	subscriptions: readonly Subscription[];
	settings?: Partial<StreamSettings & DeliverySettings>;
	limits?: Limits;
	/** How old a price for `limits.maximumDistancePercent` may get, in ms. Default: a minute. */
	priceEveryMs?: number;
	/** Silence of one subscription that is worth an event, in ms; 0, the default = none is. */
	quietAfterMs?: number;
	/** One delivery. While its promise is pending, it counts as under way. */
	onMessages(messages: StreamMessage[]): Promise<unknown> | undefined;
	onEvent?(event: StreamEvent): void;
	logger?: Logger;
}

/** One consumer of a stream: what it wants, how it is given it, and what became of every message. */
export class Listener {
	readonly settings: StreamSettings & DeliverySettings;
	private readonly wanted = new Map<string, Subscription>();
	private readonly tally = noCounts();
	private readonly outbox: Outbox;
	private readonly freshness: Freshness;
	private readonly drops: DropReport;
	private readonly complaints: Complaints;
	/** `undefined` when nothing is limited, as with most listeners: then no message is looked into. */
	private readonly limits: Limits | undefined;
	private readonly prices: Prices | undefined;
	private readonly closing = new AbortController();
	/** Asked with every message. */
	private hasClosed = false;
	/** Assets whose price cannot be had. */
	private readonly unpriced = new Set<string>();
	/** Messages that wait for a price. */
	private unready = 0;

	constructor(
		readonly options: ListenOptions,
		clock: Clock,
		client: () => Client,
	) {
		this.settings = { ...DEFAULT_STREAM_SETTINGS, ...options.settings };
		this.outbox = new Outbox(this.settings, this.tally, clock, (frames) => this.handOver(frames));
		const complain = (message: string) => this.tell({ type: 'problem', message });
		this.drops = new DropReport(clock, complain);
		this.complaints = new Complaints('', complain);
		this.freshness = new Freshness(clock, options.quietAfterMs ?? 0, (event) => this.tell(event));
		const { limits = {} } = options;
		if (isLimited(limits)) this.limits = limits;
		if (limits.maximumDistancePercent !== undefined) {
			const everyMs = options.priceEveryMs ?? 60_000;
			this.prices = new Prices(client, clock, everyMs, this.closing.signal);
		}
		for (const one of options.subscriptions) this.want(one);
	}

	get counts(): Counts {
		return { ...this.tally, waiting: this.outbox.waiting + this.unready };
	}

	get isClosed(): boolean {
		return this.hasClosed;
	}

	subscriptions(): Subscription[] {
		return [...this.wanted.values()];
	}

	/** Whether it is new. */
	want(subscription: Subscription): boolean {
		const key = subscriptionKey(subscription);
		if (this.wanted.has(key)) return false;
		this.wanted.set(key, subscription);
		this.freshness.watch(subscription);
		return true;
	}

	/** Whether it was wanted. */
	unwant(subscription: Subscription): boolean {
		this.freshness.forget(subscription);
		return this.wanted.delete(subscriptionKey(subscription));
	}

	receive(frame: Frame, order: Order): void {
		// Closed by another one who was given the same message.
		if (this.isClosed) return;
		this.tally.received += 1;
		this.freshness.heard(frame);
		if (order === 'new') this.outbox.push(frame);
		else this.tally.rejected += 1;
		this.drops.note(this.dropped);
	}

	tell(event: StreamEvent): void {
		if (this.isClosed) return;
		try {
			this.options.onEvent?.(event);
		} catch (caught) {
			this.options.logger?.warn(`stream: an event could not be handled: ${String(caught)}`);
		}
	}

	close(): void {
		this.hasClosed = true;
		this.closing.abort();
		this.outbox.close();
		this.freshness.close();
		this.drops.close();
		this.options.logger?.debug(`stream: closed: ${JSON.stringify(this.tally)}`);
	}

	private handOver(frames: Frame[]): Promise<void> | undefined {
		const { prices } = this;
		if (!prices) return this.emit(frames);
		const assets = new Set(frames.filter(hasLimits).map(({ asset }) => asset));
		const unknown = [...assets].filter((asset) => prices.newest(asset) === undefined);
		if (unknown.length === 0) return this.emit(frames);
		this.unready += frames.length;
		const answers = unknown.map(async (asset) => await prices.settled(asset));
		return Promise.all(answers).then(() => {
			this.unready -= frames.length;
			return this.emit(frames);
		});
	}

	private emit(frames: Frame[]): Promise<void> | undefined {
		if (this.isClosed) {
			this.tally.dropped += frames.length;
			return undefined;
		}
		const messages: StreamMessage[] = [];
		for (const frame of frames) {
			const message = this.messageOf(frame);
			if (message) messages.push(message);
		}
		this.tally.rejected += frames.length - messages.length;
		this.tally.delivered += messages.length;
		if (messages.length === 0) return undefined;
		try {
			return this.options.onMessages(messages)?.then(() => undefined, this.failed);
		} catch (caught) {
			this.failed(caught);
			return undefined;
		}
	}

	private messageOf(frame: Frame): StreamMessage | undefined {
		const { limits } = this;
		if (!frame.isWhole) {
			this.complaints.unreadable('not JSON', frame.receivedAt);
			return undefined;
		}
		if (!limits || !hasLimits(frame)) return StreamMessage.of(frame);
		const price = this.prices?.newest(frame.asset);
		this.tellOfPrice(frame.asset, price);
		return StreamMessage.of(frame, price)?.within(frame, limits);
	}

	/** Without a price nothing can be near it: what is held back for that is told once. */
	private tellOfPrice(asset: string, price: number | undefined): void {
		if (!this.prices) return;
		if (price !== undefined) this.unpriced.delete(asset);
		else if (!this.unpriced.has(asset)) {
			this.unpriced.add(asset);
			const message = `the price of ${asset} cannot be had from REST, so nothing is known to be near it and nothing is passed on`;
			this.tell({ type: 'problem', message });
		}
	}

	private readonly dropped = (): number => this.tally.dropped;

	private readonly failed = (caught: unknown): void => {
		this.options.logger?.warn(`stream: a delivery could not be handled: ${String(caught)}`);
	};
}

/** Whether the limits apply to messages of this kind. */
function hasLimits({ channel }: Frame): boolean {
	return endpointOf(channel)?.stream.narrow !== undefined;
}
