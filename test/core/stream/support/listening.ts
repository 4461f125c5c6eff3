import {
	Client,
	listen,
	settleStream,
	type HttpRequest,
	type HttpResponse,
	type ListenOptions,
	type ListenPorts,
	type StreamAccess,
	type StreamEvent,
	type StreamMessage,
	type Subscriber,
	type Subscription,
} from '../../../../core';
import { newKey } from '../../support/client';
import { ManualClock, settled } from '../../support/manual-clock';
import { message, type MessageParts } from './frames';
import { ScriptedSockets, type ScriptedSocket } from './scripted-sockets';

export const BTC: Subscription = { channel: 'liquidations', asset: 'BTC', exchange: 'all' };
export const ETH: Subscription = { ...BTC, asset: 'ETH' };

/** Somebody who listens, and everything that it is given. */
export interface Ear {
	subscriber: Subscriber;
	/** By delivery. */
	deliveries: StreamMessage[][];
	events: StreamEvent[];
	logged: string[];
}

export const typesOf = ({ events }: Ear) => events.map(({ type }) => type);
export const messagesOf = ({ deliveries }: Ear) => deliveries.flat();

/** Listeners whose time, servers and REST API a test plays. `listen` has no memory between tests. */
export class Listening {
	readonly clock = new ManualClock();
	readonly sockets = new ScriptedSockets();
	readonly ears: Ear[] = [];
	/** Assets that REST was asked for. */
	readonly asked: string[] = [];
	/** What REST answers; the price of 67,000 unless a test says otherwise. */
	rest: (asset: string, request: HttpRequest) => Promise<Partial<HttpResponse>> | HttpResponse =
		() => Promise.resolve({});
	private readonly accesses: StreamAccess[] = [];

	/** What is needed of an account: a new one unless its key is given. */
	access(apiKey = newKey(), streamUrl = 'wss://stream.test/v1/stream'): StreamAccess {
		const client = new Client({
			apiKey,
			transport: (request) => this.answer(request),
			clock: this.clock,
			random: () => 0.5,
			settings: { retries: 0 },
		});
		const access = { apiKey, streamUrl, client, account: 'credential "Kingfisher"' };
		this.accesses.push(access);
		return access;
	}

	listen(
		access: StreamAccess,
		options: Partial<ListenOptions> = {},
		ports: Partial<ListenPorts> = {},
	): Ear {
		const ear: Omit<Ear, 'subscriber'> = { deliveries: [], events: [], logged: [] };
		const log = (line: string) => void ear.logged.push(line);
		const subscriber = listen(
			access,
			{
				subscriptions: [BTC],
				logger: { debug: log, warn: log },
				...options,
				settings: { mode: 'every', ...options.settings },
				onMessages: (messages) => {
					ear.deliveries.push(messages);
					return options.onMessages?.(messages);
				},
				onEvent: (event) => {
					ear.events.push(event);
					options.onEvent?.(event);
				},
			},
			{ sockets: this.sockets.factory, clock: this.clock, random: () => 1, ...ports },
		);
		const whole = Object.assign(ear, { subscriber });
		this.ears.push(whole);
		return whole;
	}

	/** Opens and accepts the newest connection. */
	async accept(): Promise<ScriptedSocket> {
		await settled();
		const { newest } = this.sockets;
		newest.open();
		newest.say({ type: 'auth', status: 'ok' });
		return newest;
	}

	/** Somebody who listens, with a connection that is live. */
	async live(access = this.access(), options: Partial<ListenOptions> = {}): Promise<Ear> {
		const ear = this.listen(access, options);
		await this.accept();
		return ear;
	}

	/** A message over the newest connection. */
	say(parts: MessageParts = {}): void {
		this.sockets.newest.say(message({ timestamp: this.clock.now(), ...parts }));
	}

	/** Lets `ms` go by on a connection that lives. */
	async pass(ms: number): Promise<void> {
		for (let left = ms; left > 0; left -= 30_000) {
			this.sockets.newest.say({ type: 'heartbeat' });
			await this.clock.pass(Math.min(left, 30_000));
		}
	}

	/** Closes everybody, and expects that nothing is left. */
	end(): void {
		for (const { subscriber } of this.ears) subscriber.close();
		for (const access of this.accesses) settleStream(access);
		expect(this.sockets.alive).toEqual([]);
		expect(this.clock.asleep).toEqual([]);
	}

	private async answer(request: HttpRequest): Promise<HttpResponse> {
		const asset = /\/liquidations\/(\w+)/.exec(request.url)?.[1] ?? '';
		this.asked.push(asset);
		const body = JSON.stringify({ asset, current_price: 67_000, clusters: [] });
		return { status: 200, headers: {}, body, ...(await this.rest(asset, request)) };
	}
}
