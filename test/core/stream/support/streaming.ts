import { KingfisherError, type ErrorCode, type StreamEvent } from '../../../../core';
import type { Usage } from '../../../../core/client/call-budget';
import type { Frame } from '../../../../core/stream/frame';
import type { Subscription } from '../../../../core/stream/protocol';
import { DEFAULT_STREAM_SETTINGS, type ConnectionSettings } from '../../../../core/stream/settings';
import { Stream } from '../../../../core/stream/stream';
import { ManualClock, settled } from '../../support/manual-clock';
import { ScriptedSockets } from './scripted-sockets';

export const KEY = 'kf_secret_0a1b2c3d4e5f/+=';
export const URL_OF_STREAM = 'wss://stream.test/v1/stream';

/** What REST says of a key that may stream. */
export const ELITE: Usage = {
	limit: null,
	remaining: null,
	resetAt: null,
	observedAt: null,
	callsMade: 1,
};
export const PRO: Usage = { ...ELITE, limit: 100, remaining: 90 };

/** A REST API that answers with an error. */
export const fails = (code: ErrorCode) => () =>
	Promise.reject(new KingfisherError({ code, message: 'x', help: 'y' }));

export const BTC: Subscription = { channel: 'liquidations', asset: 'BTC', exchange: 'all' };

export const subscriptions = (count: number): Subscription[] =>
	Array.from({ length: count }, (_, index) => ({ ...BTC, asset: `COIN${index}` }));

/** A stream whose time, server, chance and REST API a test plays. */
export class Streaming {
	readonly clock = new ManualClock();
	readonly sockets = new ScriptedSockets();
	readonly events: StreamEvent[] = [];
	readonly frames: Frame[] = [];
	readonly logged: string[] = [];
	/** Of the draws; 1 is the longest wait. */
	chance = 1;
	settings: ConnectionSettings = { ...DEFAULT_STREAM_SETTINGS, isReadAtOnce: false };
	prepare: () => Promise<boolean> = () => Promise.resolve(true);
	/** How REST answers when it is asked about the key. */
	rest: (signal: AbortSignal) => Promise<Usage> = () => Promise.resolve(ELITE);
	probes = 0;
	onEvent: (event: StreamEvent) => void = () => undefined;
	readonly stream: Stream;

	constructor() {
		const log = (line: string) => void this.logged.push(line);
		const probe = (signal: AbortSignal) => {
			this.probes += 1;
			return this.rest(signal);
		};
		this.stream = new Stream(
			{ apiKey: KEY, url: URL_OF_STREAM, account: 'credential "Kingfisher"', probe },
			() => this.settings,
			{
				sockets: this.sockets.factory,
				clock: this.clock,
				random: () => this.chance,
				logger: { debug: log, warn: log },
			},
			{
				prepare: () => this.prepare(),
				frame: (frame) => this.frames.push(frame),
				event: (event) => {
					this.events.push(event);
					this.onEvent(event);
				},
			},
		);
	}

	get socket() {
		return this.sockets.newest;
	}

	/** Started, its socket opening. */
	async connecting(): Promise<this> {
		this.stream.start();
		await settled();
		return this;
	}

	/** The key is sent. */
	async authenticating(): Promise<this> {
		await this.connecting();
		this.socket.open();
		return this;
	}

	async live(...wanted: Subscription[]): Promise<this> {
		for (const one of wanted) this.stream.subscriptions.add(one);
		await this.authenticating();
		this.socket.say({ type: 'auth', status: 'ok' });
		return this;
	}

	/** Lets the wait before the next attempt pass, and opens and accepts its connection. */
	async reconnected(): Promise<this> {
		await this.next();
		this.socket.open();
		this.socket.say({ type: 'auth', status: 'ok' });
		return this;
	}

	/** Lets the wait before the next attempt pass. */
	async next(): Promise<void> {
		const count = this.sockets.all.length;
		await settled();
		const [wait] = this.clock.asleep;
		if (this.stream.state !== 'waiting' || wait === undefined) {
			throw new Error(`Nothing is waited for: ${this.stream.state}`);
		}
		await this.clock.pass(wait);
		if (this.sockets.all.length === count) throw new Error('No socket was opened');
	}

	/** The types of what happened, oldest first. */
	get told(): string[] {
		return this.events.map(({ type }) => type);
	}

	/** The newest event of a type. */
	last<T extends StreamEvent['type']>(type: T): Extract<StreamEvent, { type: T }> {
		const found = this.events.findLast((event) => event.type === type);
		if (!found) throw new Error(`Nothing told of: ${type}`);
		return found as Extract<StreamEvent, { type: T }>;
	}

	/** How long it waits before the next attempt, in ms. */
	get retryInMs(): number {
		const event = this.events.findLast((one) => 'retryInMs' in one);
		if (!event || !('retryInMs' in event)) throw new Error('Nothing is tried again');
		return event.retryInMs;
	}
}
