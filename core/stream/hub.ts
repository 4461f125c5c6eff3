import type { Client } from '../client/client';
import type { KingfisherError } from '../client/errors';
import type { Logger } from '../client/transport';
import { testConnection } from '../client/test-connection';
import { Alarm } from './alarm';
import type { StreamEvent } from './events';
import type { Frame } from './frame';
import type { Listener } from './listener';
import type { Subscription } from './protocol';
import { Routes } from './routes';
import { DEFAULT_STREAM_SETTINGS, type ConnectionSettings } from './settings';
import type { State } from './states';
import { Stream, type StreamPorts } from './stream';

/** What a stream needs of an account. */
export interface StreamAccess {
	apiKey: string;
	streamUrl: string;
	/** Asks REST with the same key. */
	client: Client;
	/** In the user's words, for messages: `credential "Kingfisher account"`. */
	account: string;
}

/**
 * One connection and everybody who listens to it: a message goes to whoever subscribed to it, and a
 * subscription lasts as long as somebody wants it.
 */
export class Hub {
	private readonly listeners = new Set<Listener>();
	/** Subscriptions of listeners that have just gone, for those who come in their place. */
	private readonly lingering = new Set<() => void>();
	private readonly routes = new Routes();
	private readonly stream: Stream;
	/** The most careful of what the listeners want; asked for with every frame. */
	private settings = strictest([]);
	/** Why it has stopped, until it is tried again. */
	refusal: KingfisherError | undefined;

	constructor(
		access: StreamAccess,
		private readonly ports: Omit<StreamPorts, 'logger'>,
		/** Before every connection: the moment to look whether the key has changed. */
		private readonly beforeConnecting: () => Promise<void>,
		private readonly onEmpty: () => void,
	) {
		const { apiKey, streamUrl: url, account, client } = access;
		const probe = (signal: AbortSignal) => testConnection(client, signal);
		const handlers = {
			prepare: () => this.prepare(),
			frame: (frame: Frame) => this.hear(frame),
			event: (event: StreamEvent) => this.tell(event),
		};
		this.stream = new Stream(
			{ apiKey, url, account, probe },
			() => this.settings,
			{ ...ports, logger: this.logger },
			handlers,
		);
	}

	/** Also starts again after a refusal. */
	start(): void {
		this.stream.start();
	}

	get state(): State {
		return this.stream.state;
	}

	/** Of the connection, since it was first opened. */
	get counts() {
		const { reconnects, gapMs } = this.stream.record;
		return { ...this.stream.counts, reconnects, gapMs };
	}

	get isEmpty(): boolean {
		return this.listeners.size === 0 && this.lingering.size === 0;
	}

	add(listener: Listener): void {
		this.listeners.add(listener);
		this.settings = strictest([...this.listeners]);
		for (const one of listener.subscriptions()) this.subscribe(listener, one);
		this.stream.start();
	}

	subscribe(listener: Listener, subscription: Subscription): void {
		this.routes.add(listener, subscription);
		this.stream.subscriptions.add(subscription);
	}

	unsubscribe(listener: Listener, subscription: Subscription): void {
		this.routes.remove(listener, subscription);
		this.release(subscription);
	}

	/**
	 * @param lingerMs how long its subscriptions and the connection are kept, so that whoever comes in
	 * its place finds them
	 */
	remove(listener: Listener, lingerMs: number): void {
		if (!this.listeners.delete(listener)) return;
		this.settings = strictest([...this.listeners]);
		const subscriptions = listener.subscriptions();
		for (const one of subscriptions) this.routes.remove(listener, one);
		const alarm = new Alarm(this.ports.clock);
		const release = () => {
			alarm.clear();
			this.lingering.delete(release);
			for (const one of subscriptions) this.release(one);
			if (!this.isEmpty) return;
			this.stream.stop();
			this.onEmpty();
		};
		this.lingering.add(release);
		if (lingerMs > 0) alarm.set(lingerMs, release);
		else release();
	}

	/** Gives up what lingers. */
	settle(): void {
		for (const release of [...this.lingering]) release();
	}

	private release(subscription: Subscription): void {
		if (this.stream.subscriptions.remove(subscription)) this.routes.forget(subscription);
	}

	private async prepare(): Promise<boolean> {
		await this.beforeConnecting();
		return !this.isEmpty;
	}

	private hear(frame: Frame): void {
		if (!this.routes.deliver(frame)) this.stream.counts.unwanted += 1;
	}

	private tell(event: StreamEvent): void {
		this.refusal = event.type === 'refused' ? event.error : undefined;
		for (const listener of [...this.listeners]) listener.tell(event);
	}

	/** What concerns everybody is logged once. */
	private readonly logger: Logger = {
		debug: (message) => this.speaker?.debug(message),
		warn: (message) => this.speaker?.warn(message),
	};

	private get speaker(): Logger | undefined {
		const [first] = this.listeners;
		return first?.options.logger;
	}
}

function strictest(listeners: Listener[]): ConnectionSettings {
	if (listeners.length === 0) return { ...DEFAULT_STREAM_SETTINGS, isReadAtOnce: false };
	const all = listeners.map(({ settings }) => settings);
	return {
		idleLimitMs: Math.min(...all.map(({ idleLimitMs }) => idleLimitMs)),
		maxFrameLength: Math.max(...all.map(({ maxFrameLength }) => maxFrameLength)),
		isReadAtOnce: all.some(({ mode, perSecond }) => mode === 'every' && perSecond === 0),
	};
}
