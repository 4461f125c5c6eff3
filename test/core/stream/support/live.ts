import { setTimeout } from 'node:timers/promises';
import {
	Client,
	fetchTransport,
	listen,
	webSockets,
	type Clock,
	type ListenOptions,
	type SocketFactory,
	type StreamAccess,
	type StreamEvent,
	type StreamMessage,
	type Subscriber,
	type Subscription,
} from '../../../../core';
import { startEmulator, type Emulator } from '../../../../emulator';

/** The real time, or as many times faster. */
export class RealClock implements Clock {
	/** Waits that are not over. */
	asleep = 0;
	private readonly start = Date.now();

	constructor(private readonly speed = 1) {}

	readonly now = () => this.start + (Date.now() - this.start) * this.speed;

	readonly sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
		this.asleep += 1;
		await setTimeout(ms / this.speed, undefined, signal && { signal }).catch(() => undefined);
		this.asleep -= 1;
	};
}

export const subscriptionsTo = (...keys: string[]): Subscription[] =>
	keys.map((key) => {
		const [channel = '', asset = '', exchange = 'all'] = key.split(':');
		return { channel, asset, exchange };
	});

/** A machine may be busy with other things. */
const PATIENCE_MS = 20_000;
jest.setTimeout(PATIENCE_MS * 1.5);

/** Resolves when it is so; a test that waits in vain says what for. */
export async function until(isSo: () => boolean, what = isSo.toString()): Promise<void> {
	for (const start = Date.now(); !isSo(); ) {
		if (Date.now() - start > PATIENCE_MS) throw new Error(`It did not come to this: ${what}`);
		await setTimeout(2);
	}
}

export interface LiveEar {
	subscriber: Subscriber;
	messages: StreamMessage[];
	events: StreamEvent[];
	told(type: StreamEvent['type']): number;
}

export interface LiveOptions extends Partial<ListenOptions> {
	apiKey?: string;
	/** Keys such as `gex:BTC`; the exchange is `all` unless it is given. */
	to?: string[];
	sockets?: SocketFactory;
}

/** An emulator, and those who listen to it; everything is gone after the test. */
export class Live {
	private readonly subscribers: Subscriber[] = [];

	private constructor(
		readonly emulator: Emulator,
		readonly clock: RealClock,
	) {}

	static async start(speed?: number): Promise<Live> {
		return new Live(await startEmulator({ port: 0 }), new RealClock(speed));
	}

	get stream() {
		return this.emulator.stream;
	}

	access(apiKey = this.emulator.keys.elite): StreamAccess {
		const { clock } = this;
		const client = new Client({
			apiKey,
			environment: 'custom',
			baseUrl: this.emulator.baseUrl,
			transport: fetchTransport(fetch),
			clock,
			random: Math.random,
		});
		return { apiKey, streamUrl: this.stream.url, client, account: 'credential "Kingfisher"' };
	}

	listen({ apiKey, to = ['liquidations:BTC'], sockets, ...options }: LiveOptions = {}): LiveEar {
		const messages: StreamMessage[] = [];
		const events: StreamEvent[] = [];
		const subscriber = listen(
			this.access(apiKey),
			{
				subscriptions: subscriptionsTo(...to),
				...options,
				settings: { mode: 'every', ...options.settings },
				onMessages: (delivered) => {
					messages.push(...delivered);
					return options.onMessages?.(delivered);
				},
				onEvent: (event) => events.push(event),
			},
			{ sockets: sockets ?? webSockets(WebSocket), clock: this.clock, random: Math.random },
		);
		this.subscribers.push(subscriber);
		const told = (type: StreamEvent['type']) => events.filter((one) => one.type === type).length;
		return { subscriber, messages, events, told };
	}

	/** Connected, and everything subscribed to. */
	async listening(options: LiveOptions = {}): Promise<LiveEar> {
		const ear = this.listen(options);
		await this.untilSubscribed(ear.subscriber.status.subscriptions.length);
		return ear;
	}

	async untilSubscribed(count: number): Promise<void> {
		await until(() => this.stream.subscriptions().length === count, `${count} subscriptions`);
	}

	/** Closes everybody, and expects that nothing is left; then the emulator too. */
	async end(): Promise<void> {
		for (const one of this.subscribers) one.close();
		try {
			await until(() => this.clock.asleep === 0, 'no timer is left');
			await until(() => this.stream.connections().length === 0, 'no connection is left');
		} finally {
			await this.emulator.close();
		}
	}
}
