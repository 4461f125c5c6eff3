import type { KingfisherError } from '../client/errors';
import { fingerprint } from '../client/redact';
import { Alarm } from './alarm';
import type { Counts } from './counts';
import type { StreamEvent } from './events';
import { Hub, type StreamAccess } from './hub';
import { Listener, type ListenOptions } from './listener';
import type { Subscription } from './protocol';
import type { State } from './states';
import type { StreamPorts } from './stream';

/** What the subscriptions of a socket that has just opened may still be refused with. */
const SETTLING_MS = 300;

export interface StreamStatus {
	state: State;
	subscriptions: readonly Subscription[];
	/** What became of this listener's messages. */
	counts: Counts;
	/** Of the connection, which others may share. `gapMs`: without a connection, in all. */
	connection: { frames: number; unreadable: number; reconnects: number; gapMs: number };
}

export interface ListenPorts extends Omit<StreamPorts, 'logger'> {
	/**
	 * Reads the account again, before every connection: a key that was exchanged meanwhile takes
	 * effect. Left out where accounts cannot change while they are used.
	 */
	reread?(): Promise<StreamAccess>;
}

/** Every connection of the process, by key and address: workflows and flows of one key share one. */
const hubs = new Map<string, Hub>();
const subscribers = new Set<Subscriber>();

/**
 * Listens to the stream until it is closed: connects, or joins whoever listens with the same key.
 * Resolves and throws nothing by itself; see `ready` and `onEvent`.
 */
export function listen(
	access: StreamAccess,
	options: ListenOptions,
	ports: ListenPorts,
): Subscriber {
	return new Subscriber(access, options, ports);
}

/** Whoever waits for `ready`. */
interface Watcher {
	hear(event: StreamEvent): void;
	end(): void;
}

function nameOf({ apiKey, streamUrl }: StreamAccess): string {
	return `${fingerprint(apiKey)} ${streamUrl}`;
}

export class Subscriber {
	private readonly listener: Listener;
	private readonly watchers = new Set<Watcher>();
	private hub: Hub;
	/** Private at run time too: a subscriber that is logged or serialised does not tell the key. */
	#access: StreamAccess;

	constructor(
		access: StreamAccess,
		options: ListenOptions,
		private readonly ports: ListenPorts,
	) {
		this.#access = access;
		const onEvent = (event: StreamEvent) => {
			for (const watcher of [...this.watchers]) watcher.hear(event);
			options.onEvent?.(event);
		};
		const client = () => this.#access.client;
		this.listener = new Listener({ ...options, onEvent }, ports.clock, client);
		subscribers.add(this);
		this.hub = this.join();
	}

	/**
	 * Resolves as soon as it is known how it goes: connected, or trying again after a failure that
	 * passes, or closed; or after `withinMs` whatever it is.
	 * @throws KingfisherError `invalid_api_key` or `plan_required`
	 */
	async ready(withinMs: number): Promise<State> {
		const alarm = new Alarm(this.ports.clock);
		return await new Promise<State>((resolve, reject) => {
			const forget = () => {
				alarm.clear();
				this.watchers.delete(watch);
			};
			const end = () => {
				forget();
				resolve(this.state);
			};
			const fail = (error: KingfisherError) => {
				forget();
				reject(error);
			};
			const hear = (event: StreamEvent) => {
				if (event.type === 'connected') alarm.set(SETTLING_MS, end);
				else if (event.type === 'disconnected' || event.type === 'retrying') end();
				else if (event.type === 'refused') fail(event.error);
			};
			const watch: Watcher = { hear, end };
			this.watchers.add(watch);
			alarm.set(this.state === 'live' ? SETTLING_MS : withinMs, end);
			if (this.state === 'idle' || this.state === 'waiting') end();
			else if (this.hub.refusal) fail(this.hub.refusal);
		});
	}

	private get state(): State {
		return this.listener.isClosed ? 'idle' : this.hub.state;
	}

	get status(): StreamStatus {
		const { counts } = this.listener;
		const { state, hub } = this;
		const subscriptions = this.listener.subscriptions();
		return { state, subscriptions, counts, connection: hub.counts };
	}

	/** Subscribes to what is new, and tries again where the stream has stopped. Once closed, nothing. */
	subscribe(subscriptions: readonly Subscription[]): void {
		if (this.listener.isClosed) return;
		for (const one of subscriptions) {
			if (this.listener.want(one)) this.hub.subscribe(this.listener, one);
		}
		this.hub.start();
	}

	unsubscribe(subscriptions: readonly Subscription[]): void {
		// Everything was given up, and others may want the same.
		if (this.listener.isClosed) return;
		for (const one of subscriptions) {
			if (this.listener.unwant(one)) this.hub.unsubscribe(this.listener, one);
		}
	}

	/**
	 * Ends it at once: nothing is delivered or told any more.
	 * @param lingerMs how long the connection is kept for whoever comes in its place
	 */
	close({ lingerMs = 0 } = {}): void {
		if (!subscribers.delete(this)) return;
		this.listener.close();
		this.hub.remove(this.listener, lingerMs);
		for (const watcher of [...this.watchers]) watcher.end();
	}

	private join(): Hub {
		const name = nameOf(this.#access);
		const hub = hubs.get(name) ?? this.open(name);
		hubs.set(name, hub);
		hub.add(this.listener);
		return hub;
	}

	private open(name: string): Hub {
		const hub: Hub = new Hub(
			this.#access,
			this.ports,
			() => rereadAll(hub),
			() => hubs.delete(name),
		);
		return hub;
	}

	/** Goes over to another connection when its account has another key now. */
	private async reread(): Promise<void> {
		const read = async () => await this.ports.reread?.();
		const access = await read().catch(() => undefined);
		if (!access || this.listener.isClosed || nameOf(access) === nameOf(this.#access)) return;
		this.hub.remove(this.listener, 0);
		this.#access = access;
		this.hub = this.join();
		// It was told that it is connecting, and this one may have been connected by others.
		if (this.hub.state === 'live') this.listener.tell({ type: 'connected', gap: undefined });
	}

	/** Those who listen through `hub` look whether they still should. */
	static async rereadAll(hub: Hub): Promise<void> {
		const those = [...subscribers].filter((one) => one.hub === hub);
		await Promise.all(those.map((one) => one.reread()));
	}
}

const rereadAll = (hub: Hub) => Subscriber.rereadAll(hub);

/** Ends what lingers of an account's connection. */
export function settleStream(access: StreamAccess): void {
	hubs.get(nameOf(access))?.settle();
}
