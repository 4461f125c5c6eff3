import type { Usage } from '../client/call-budget';
import { redact } from '../client/redact';
import type { Clock, Logger, Random } from '../client/transport';
import { Alarm } from './alarm';
import { Conversation } from './conversation';
import type { StreamEvent } from './events';
import type { Frame } from './frame';
import { authFrame } from './protocol';
import {
	explained,
	findingOf,
	suspectClosure,
	verdict,
	type Probe,
	type Suspicion,
} from './refusal';
import type { ConnectionSettings } from './settings';
import type { Closure, Socket, SocketFactory } from './socket';
import { after, hasSocket, type State, type Step } from './states';
import { Subscriptions } from './subscriptions';
import { TrackRecord } from './track-record';
import { Watchdog } from './watchdog';

export interface StreamPorts {
	sockets: SocketFactory;
	clock: Clock;
	random: Random;
	logger?: Logger | undefined;
}

/** Whose stream it is. */
export interface StreamIdentity {
	apiKey: string;
	url: string;
	/** In the user's words, for messages. */
	account: string;
	/** Asks REST once, whether the key works. */
	probe(signal: AbortSignal): Promise<Usage>;
}

export interface StreamHandlers {
	/** Before every connection; `false` = nobody wants it any more. Never rejects. */
	prepare(): Promise<boolean>;
	frame(frame: Frame): void;
	event(event: StreamEvent): void;
}

/** A firewall that swallows packets never answers. */
const HANDSHAKE_TIMEOUT_MS = 15_000;

/** Without an answer for as long, the key counts as accepted: the guide documents no answer. */
const QUIET_AFTER_AUTH_MS = 1000;

/** REST is asked no more often why a stream cannot be had, where the runtime does not tell. */
const PROBE_INTERVAL_MS = 5 * 60_000;

/** Without any data by then, the stream may be closed to the key without saying so. */
const DOUBT_AFTER_MS = 60_000;

/** Without a word, as WebSocket numbers it. */
const ABNORMAL = 1006;

/** One connection that is kept up for good. Everything that happens is a step from state to state. */
export class Stream {
	/** Private at run time too: what is logged or serialised does not tell the key. */
	readonly #identity: StreamIdentity;
	readonly subscriptions: Subscriptions;
	readonly record = new TrackRecord();
	private current: State = 'idle';
	private socket: Socket | undefined;
	/** Of the present socket, so that a late word of an old one is not heard. */
	private generation = 0;
	private closure: Closure = { code: ABNORMAL, reason: '' };
	private suspicion: Suspicion = 'unclear';
	private probedAt = -Infinity;
	/** How often subscriptions overtook a slow authentication, which is given more time then. */
	private tooEarly = 0;
	private running = new AbortController();
	private readonly alarm: Alarm;
	private readonly watchdog: Watchdog;
	private readonly conversation: Conversation;

	constructor(
		identity: StreamIdentity,
		/** Asked whenever they matter, since listeners come and go. */
		settings: () => ConnectionSettings,
		private readonly ports: StreamPorts,
		private readonly handlers: StreamHandlers,
	) {
		this.#identity = identity;
		this.alarm = new Alarm(ports.clock);
		this.subscriptions = new Subscriptions(ports.clock);
		this.watchdog = new Watchdog(ports.clock, () => settings().idleLimitMs, {
			ping: () => this.conversation.ping(),
			silent: (forMs, neverSpoke) => this.silent(forMs, neverSpoke),
		});
		this.conversation = new Conversation(identity.apiKey, ports.clock, {
			socket: () => this.socket,
			settings,
			alive: (now) => this.watchdog.alive(now),
			acknowledged: () => this.take('accepted'),
			data: (frames) => this.pass(frames),
			suspected: (error, suspicion) => {
				if (suspicion === 'unclear') this.tooEarly += 1;
				this.end({ code: error.code ?? ABNORMAL, reason: error.message }, suspicion);
			},
			complain: (message) => {
				ports.logger?.warn(`stream: ${message}`);
				handlers.event({ type: 'problem', message });
			},
		});
	}

	/** `unwanted`: data that nobody has subscribed to. */
	get counts() {
		return this.conversation.counts;
	}

	get state(): State {
		return this.current;
	}

	/** Also starts again after a refusal. */
	start(): void {
		this.take('start');
	}

	/** Ends everything at once. */
	stop(): void {
		this.take('stop');
	}

	private take(step: Step): void {
		const next = after(this.current, step);
		if (next === undefined) return;
		this.alarm.clear();
		if (this.current === 'live') {
			this.watchdog.stop();
			this.record.lost(this.watchdog.aliveAt);
		}
		if (!hasSocket(next)) this.drop();
		this.current = next;
		this.enter[next]();
	}

	private readonly enter: Record<State, () => void> = {
		idle: () => {
			this.running.abort();
			this.running = new AbortController();
			this.record.reset();
		},
		connecting: () => void this.connect(),
		authenticating: () => {
			this.socket?.send(authFrame(this.#identity.apiKey));
			const quietMs = QUIET_AFTER_AUTH_MS * 2 ** Math.min(this.tooEarly, 3);
			this.alarm.set(quietMs, () => this.take('accepted'));
		},
		live: () => {
			const gap = this.record.live(this.ports.clock.now());
			this.watchdog.start();
			this.subscriptions.connect((text) => this.conversation.request(text));
			this.alarm.set(DOUBT_AFTER_MS, () => {
				if (!this.record.hasWorked) void this.check('unclear');
			});
			this.handlers.event({ type: 'connected', gap });
		},
		checking: () => void this.check(this.suspicion),
		waiting: () => this.wait(),
		refused: () => {},
	};

	private async connect(): Promise<void> {
		const generation = (this.generation += 1);
		const isPresent = () => generation === this.generation;
		this.alarm.set(HANDSHAKE_TIMEOUT_MS, () => this.lose({ code: ABNORMAL, reason: 'no answer' }));
		this.handlers.event({ type: 'connecting' });
		try {
			const isWanted = await this.handlers.prepare();
			if (!isPresent()) return;
			if (!isWanted) {
				this.stop();
				return;
			}
			this.socket = this.ports.sockets(this.#identity.url, {
				open: () => isPresent() && this.take('opened'),
				text: (text) => isPresent() && this.conversation.hear(text),
				binary: () => isPresent() && this.conversation.hearBinary(),
				alive: () => isPresent() && this.watchdog.alive(this.ports.clock.now()),
				close: (closure) => isPresent() && this.lose(closure),
			});
		} catch (caught) {
			if (!isPresent()) return;
			this.lose({ code: ABNORMAL, reason: caught instanceof Error ? caught.message : 'no socket' });
		}
	}

	private drop(): void {
		this.generation += 1;
		this.subscriptions.disconnect();
		this.socket?.destroy();
		this.socket = undefined;
	}

	/** The present connection is over, or did not come about. */
	private lose(closure: Closure): void {
		const isAnswer = closure.code !== ABNORMAL && this.conversation.wasEndedByPing();
		const wasAccepted = this.current === 'live' && !this.record.isFlapping;
		this.end(closure, isAnswer ? undefined : suspectClosure(closure, wasAccepted));
	}

	private end(closure: Closure, suspicion?: Suspicion): void {
		this.closure = closure;
		if (suspicion) this.suspicion = suspicion;
		this.take(suspicion ? 'suspected' : 'lost');
	}

	private wait(): void {
		const { clock, random, logger } = this.ports;
		const { code } = this.closure;
		const { retryInMs, isFirst } = this.record.failed(clock.now(), code, random);
		const said = redact(this.closure.reason, this.#identity.apiKey).slice(0, 300);
		const reason = said || (code === ABNORMAL ? 'no connection' : `close code ${code}`);
		logger?.debug(`stream: ${reason}; next attempt in ${Math.round(retryInMs)} ms`);
		this.alarm.set(retryInMs, () => this.take('due'));
		const type = isFirst ? 'disconnected' : 'retrying';
		this.handlers.event({ type, code, reason, retryInMs });
	}

	/** Asks REST what the runtime does not tell, or to be sure of what the stream said. */
	private async check(suspicion: Suspicion): Promise<void> {
		const { record, generation } = this;
		const identity = this.#identity;
		const now = this.ports.clock.now();
		if (suspicion === 'unclear' && Math.abs(now - this.probedAt) < PROBE_INTERVAL_MS) {
			this.take('cleared');
			return;
		}
		this.probedAt = now;
		const probe: Probe = await identity.probe(this.running.signal).then(
			(usage) => ({ usage }),
			(error: unknown) => ({ error }),
		);
		if (generation !== this.generation) return;
		this.closure = explained(this.closure, probe);
		const finding = findingOf(probe, suspicion);
		if (finding === 'closed') record.strikes += 1;
		const error = verdict(finding, record, identity.account);
		this.take(error ? 'condemned' : 'cleared');
		if (!error) return;
		this.ports.logger?.warn(`stream: ${error.message}. ${error.help}`);
		this.handlers.event({ type: 'refused', error });
	}

	private pass(frames: Frame[]): void {
		this.take('accepted');
		this.record.data();
		for (const frame of frames) this.handlers.frame(frame);
	}

	private silent(forMs: number, neverSpoke: boolean): void {
		const reason = `silent for ${Math.round(forMs / 1000)} s`;
		// A stream that has never said a word may be closed to the key without saying so.
		this.end({ code: ABNORMAL, reason }, neverSpoke ? 'unclear' : undefined);
	}
}
