import type { Server } from 'node:http';
import type { Accounts } from '../accounts';
import { ApiError, INVALID_KEY } from '../errors';
import type { Scenario } from '../scenario';
import type { ShapeSwitches } from '../shapes/shapes';
import { BehaviourSwitches, isCloseCode } from './behaviour';
import { Dialogue } from './dialogue';
import { Feed } from './feed';
import { Load } from './load';
import { Messages } from './messages';
import { ReceivedFrames } from './received';
import { refuse } from './refusal';
import type { Session } from './session';
import { Sessions } from './sessions';
import { readSubscription, type Subscription } from './subscription';
import type { EmulatorStream, LoadOptions, PublishOptions, StreamBehaviour } from './types';
import { acceptUpgrades, STREAM_PATH } from './upgrades';

export interface StreamParts {
	accounts: Accounts;
	scenario: Scenario;
	shapes: ShapeSwitches;
	now: () => number;
	log: (line: string) => void;
	/** `http://127.0.0.1:PORT`, once it is known. */
	origin: () => string;
	/** Aborted when the emulator closes. */
	closing: AbortSignal;
}

/** The parts of the stream put together, and what a test can do to them. */
export class Stream implements EmulatorStream {
	readonly #behaviour = new BehaviourSwitches();
	readonly #messages: Messages;
	readonly #frames: ReceivedFrames;
	readonly #sessions: Sessions;
	readonly #feed: Feed;
	/** Ends the runs under way. */
	#runs = new AbortController();
	#attempts = 0;

	constructor(private readonly parts: StreamParts) {
		const { accounts, scenario, shapes, now, closing } = parts;
		const behaviour = this.#behaviour;
		const log = (session: Session, what: string) => this.#log(session, what);
		const messages = new Messages({ scenario, shapes, behaviour });
		const frames = new ReceivedFrames(accounts, now);
		const dialogue = new Dialogue({
			accounts,
			behaviour,
			subscribed: (session, subscription) => this.#feed.greet(session, subscription),
			log,
		});
		this.#messages = messages;
		this.#frames = frames;
		this.#sessions = new Sessions({
			behaviour,
			received: (session, frame) => frames.add(session.id, frame),
			answer: (session, frame) => dialogue.answer(session, frame),
			log,
		});
		this.#feed = new Feed({ behaviour, messages, sessions: this.#sessions });
		closing.addEventListener('abort', () => this.reset(), { once: true });
	}

	serve(server: Server): void {
		acceptUpgrades(server, {
			behaviour: this.#behaviour,
			closing: this.parts.closing,
			attempted: () => {
				this.#attempts++;
			},
			opened: (socket, transport) => this.#sessions.begin(socket, transport),
		});
	}

	get url(): string {
		return `${this.parts.origin().replace(/^http/, 'ws')}${STREAM_PATH}`;
	}

	get received() {
		return this.#frames.list;
	}

	get behaviour(): StreamBehaviour {
		return { ...this.#behaviour.current };
	}

	connections() {
		return this.#sessions.open().map((session) => session.describe());
	}

	opened(): number {
		return this.#sessions.begun();
	}

	attempts(): number {
		return this.#attempts;
	}

	subscriptions(): string[] {
		return this.connections()
			.flatMap(({ subscriptions }) => subscriptions)
			.sort();
	}

	behave(changes: Partial<StreamBehaviour>): void {
		this.#behaviour.set(changes);
		// A closed emulator leaves no timer.
		if (!this.parts.closing.aborted) this.#feed.keepPace();
	}

	publish(channel: string, asset: string, options: PublishOptions = {}): number {
		const { exchange = 'all', data, timestamp } = options;
		const subscription = this.#find(channel, asset, exchange);
		const genuine = this.#messages.data(subscription);
		const own = timestamp === undefined ? {} : { timestamp };
		const text = this.#messages.text(subscription, { ...genuine, ...own, ...data });
		const { key } = subscription;
		const audience = this.#sessions.subscribedTo(key);
		return audience.filter((session) => session.deliver(key, text)).length;
	}

	sendRaw(frame: unknown): number {
		const authenticated = this.#sessions.open().filter((session) => session.authenticated);
		return authenticated.filter((session) => session.send(frame)).length;
	}

	drop(how: 'destroy' | { code: number; reason?: string } = 'destroy'): number {
		if (how !== 'destroy' && !isCloseCode(how.code)) {
			throw new TypeError(`A server may not close with code ${how.code}`);
		}
		const sessions = this.#sessions.open();
		for (const session of sessions) {
			if (how === 'destroy') session.destroy();
			else session.close(how.code, how.reason);
		}
		return sessions.length;
	}

	goSilent(): void {
		this.#sessions.goSilent();
	}

	resume(): void {
		this.#sessions.resume();
	}

	revoke(key: string): number {
		const { keyId } = this.parts.accounts.identify(`Bearer ${key}`);
		const sessions = this.#sessions.open().filter((session) => session.keyId === keyId);
		for (const session of sessions) {
			this.#log(session, 'key revoked');
			refuse(session, INVALID_KEY, this.#behaviour.current);
		}
		return sessions.length;
	}

	async burst(count: number, options?: LoadOptions) {
		return await this.#load(options).burst(count);
	}

	async steady(perSecond: number, seconds: number, options?: LoadOptions) {
		return await this.#load(options).steady(perSecond, seconds);
	}

	/** Drops every socket, ends every run and forgets what was set and counted. */
	reset(): void {
		this.#runs.abort();
		this.#runs = new AbortController();
		this.#behaviour.reset();
		this.#feed.stop();
		this.#sessions.reset();
		this.#frames.clear();
		this.#attempts = 0;
	}

	#load({ channel = 'liquidations', assets = ['BTC'], clusters = 20 }: LoadOptions = {}): Load {
		return new Load({
			scenario: this.parts.scenario,
			messages: this.#messages,
			sessions: this.#sessions,
			subscriptions: assets.map((asset) => this.#find(channel, asset, 'all')),
			clusters,
			signal: this.#runs.signal,
		});
	}

	#log(session: Session, what: string): void {
		const time = new Date(this.parts.now()).toISOString().slice(11, 19);
		this.parts.log(`${time} stream ${session.id} ${what}`);
	}

	/** @throws RangeError where a client would be answered with an error */
	#find(channel: string, asset: string, exchange: string): Subscription {
		try {
			return readSubscription({ channel, asset, exchange }, this.behaviour);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			throw new RangeError(`${error.body.message}: ${channel}:${asset}:${exchange}`);
		}
	}
}
