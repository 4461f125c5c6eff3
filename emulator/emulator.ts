import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyReply } from 'fastify';
import { Accounts, KEYS, PRO_CALLS_PER_DAY, type Tier } from './accounts';
import { serveApi } from './api';
import { CallLog, type CallRecord } from './call-log';
import { Connections } from './connections';
import { serveControl } from './control';
import { invalidParameter, notFound, UPGRADE_REQUIRED } from './errors';
import { Faults, type Fault } from './faults';
import { Gate } from './gate';
import { GuideScenario } from './guide-scenario';
import { MarketClock } from './market/clock';
import { Market } from './market/market';
import { ShapeSwitches, type Shapes } from './shapes/shapes';
import { Stream } from './stream/stream';
import type { EmulatorStream } from './stream/types';
import { STREAM_PATH } from './stream/upgrades';
import { WebhookStore } from './webhooks/store';
import type { EmulatorWebhooks } from './webhooks/types';
import { Webhooks } from './webhooks/webhooks';

export interface EmulatorOptions {
	/** 0, the default, takes a free one. */
	port?: number;
	/** Nothing but the loopback address: there is no key on the controls. */
	host?: '127.0.0.1';
	/** The same seed at the same times is the same market. */
	seed?: number;
	/** A moving market, or the guide's own samples. */
	scenario?: 'market' | 'guide';
	/** ms since 1970; budgets and the market follow it. */
	now?: () => number;
	/** Takes a line per call. */
	log?: (line: string) => void;
	/** Market seconds per second of `now`. */
	speed?: number;
}

export interface Emulator {
	/** `http://127.0.0.1:PORT` */
	readonly url: string;
	/** With /v1: what a client is given as its base URL. */
	readonly baseUrl: string;
	/**
	 * Any key that begins with `kf_pro_` is a Pro key with a budget of its own, any with `kf_elite_` an
	 * Elite key; every other is refused.
	 */
	readonly keys: { pro: string; elite: string; expired: string };
	/** Every request that reached /v1, oldest first, but for the stream's; the same array for good. */
	readonly calls: CallRecord[];
	readonly faults: { inject(fault: Fault): void; clear(): void; waiting(): Fault[] };
	/** How to answer where the guide leaves it open. */
	readonly shapes: { readonly current: Shapes; set(changes: Partial<Shapes>): void };
	readonly market: {
		/** Moves the market on; budgets stay in their day. */
		advance(ms: number): void;
		/** The market's time, ms since 1970. */
		now(): number;
		price(asset: string): number;
	};
	/** The WebSocket stream. */
	readonly stream: EmulatorStream;
	/** What is delivered to the callback URLs that were registered. */
	readonly webhooks: EmulatorWebhooks;
	/** The calls a Pro key has left today. */
	setRemaining(key: string, remaining: number): void;
	/**
	 * Makes a key Pro, Elite or expired until the next reset. Stream sessions that have begun go on until
	 * `stream.revoke(key)`.
	 */
	setTier(key: string, tier: Tier): void;
	/**
	 * Distinct TCP connections accepted since the start or the last reset, those of the stream included
	 * and control calls aside.
	 */
	connections(): number;
	/**
	 * Forgets calls, faults, shapes, budgets, tiers, webhooks with their deliveries, and connections, and
	 * drops the stream's sockets. The market goes on.
	 */
	reset(): void;
	/** Closes every socket at once and leaves nothing. */
	close(): Promise<void>;
}

/** @throws the system's error when the port is taken (code EADDRINUSE) */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const { port = 0, host = '127.0.0.1', seed = 1, scenario = 'market', speed = 1 } = options;
	const { now = Date.now, log = () => {} } = options;
	// Whoever calls this from JavaScript may give anything.
	if ((host as string) !== '127.0.0.1') {
		throw new RangeError(`The emulator listens on 127.0.0.1 only, not ${host as string}`);
	}

	const clock = new MarketClock(now, speed);
	const data = scenario === 'guide' ? new GuideScenario() : new Market(seed, clock);
	const accounts = new Accounts(now);
	const callLog = new CallLog(now, log);
	const connections = new Connections();
	const faults = new Faults();
	const shapes = new ShapeSwitches();
	const store = new WebhookStore();
	const closing = new AbortController();
	const gate = new Gate({
		accounts,
		callLog,
		connections,
		faults,
		shapes,
		now,
		closing: closing.signal,
	});

	const server = Fastify({
		exposeHeadRoutes: false,
		forceCloseConnections: true,
		// A path that cannot be decoded belongs to no route.
		frameworkErrors: (_error, _request, reply) =>
			void (reply as FastifyReply).code(400).send(invalidParameter('path')),
	});
	const unknownRoute = notFound('Route');
	server.setNotFoundHandler((_request, reply) => reply.code(404).send(unknownRoute));
	connections.watch(server.server);

	let url = '';
	const stream = new Stream({
		accounts,
		scenario: data,
		shapes,
		now,
		log,
		origin: () => url,
		closing: closing.signal,
	});
	stream.serve(server.server);
	const webhooks = new Webhooks({
		scenario: data,
		shapes,
		store,
		now,
		log,
		closing: closing.signal,
	});
	// Outside the gate: what a WebSocket is meant for costs no call and needs no key.
	server.all(STREAM_PATH, (_request, reply) =>
		reply.code(426).header('upgrade', 'websocket').send(UPGRADE_REQUIRED),
	);

	const emulator: Emulator = {
		get url() {
			return url;
		},
		get baseUrl() {
			return `${url}/v1`;
		},
		keys: { ...KEYS },
		calls: callLog.calls,
		faults,
		shapes,
		market: {
			advance: (ms) => clock.advance(ms),
			now: () => clock.now(),
			price: (asset) => data.price(asset),
		},
		stream,
		webhooks,
		setRemaining(key, remaining) {
			if (!(Number.isInteger(remaining) && remaining >= 0 && remaining <= PRO_CALLS_PER_DAY)) {
				throw new RangeError(`'remaining' is a whole number from 0 to ${PRO_CALLS_PER_DAY}`);
			}
			accounts.setRemaining(key, remaining);
		},
		setTier: (key, tier) => accounts.setTier(key, tier),
		connections: () => connections.accepted(),
		reset() {
			callLog.clear();
			faults.clear();
			shapes.reset();
			accounts.reset();
			webhooks.reset();
			store.clear();
			stream.reset();
			connections.reset();
		},
		async close() {
			closing.abort();
			connections.closeAll();
			await server.close();
		},
	};

	const state = () => ({
		scenario,
		seed,
		marketTime: new Date(clock.now()).toISOString(),
		connections: connections.accepted(),
		calls: callLog.calls.length,
		budgets: accounts.budgets(),
		faults: faults.waiting(),
		shapes: shapes.current,
		webhooks: store.all(),
	});

	await server.register(
		async (scope) => serveApi(scope, { gate, scenario: data, shapes, store, now, log }),
		{ prefix: '/v1' },
	);
	await server.register(
		async (scope) =>
			serveControl(scope, { emulator, state, discount: (socket) => connections.discount(socket) }),
		{ prefix: '/_control' },
	);
	await server.listen({ port, host });
	url = `http://${host}:${(server.server.address() as AddressInfo).port}`;
	return emulator;
}
