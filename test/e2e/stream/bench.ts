import { randomBytes } from 'node:crypto';
import { startEmulator, type Emulator } from '../../../emulator';
import { freePorts } from '../hosts/free-ports';
import { waitFor } from '../hosts/wait';
import { Sink } from './sink';

/** One flow or workflow that listens and sends what it gets to the sink. */
export interface Consumer {
	name: string;
	key: string;
	assets: string[];
	channels?: string[];
	exchanges?: string[];
	/** `every` when left out. */
	delivery?: 'every' | 'latest';
	/** Silence after which the connection is doubted, in seconds. */
	idleLimit?: number;
	bufferSize?: number;
	/** Executions at a time, where the host has them. */
	inFlight?: number;
	/** Messages a second, where the host cannot tell when they are done; 0 when left out. */
	perSecond?: number;
}

/** What a host does for these tests. */
export interface StreamHost {
	/** Deploys or publishes these flows, and nothing else; returns when they have been started. */
	run(consumers: Consumer[], emulator: Emulator, sink: Sink): Promise<void>;
	/** The text by which a flow that may not stream says so to its user. */
	refusal(consumer: string): Promise<string>;
	/** What became of the messages of a flow that still listens; it may have to be ended for that. */
	counts(consumer: string): Promise<Record<string, number>>;
	/** Everything the host has logged. */
	output(): string;
	pid(): number;
	remove(): Promise<void>;
}

/** A host, an emulator that can be restarted, and the sink, with what must hold after every fault. */
export class StreamBench {
	private sequence = 0;
	private readonly keys: string[] = [];

	private constructor(
		readonly host: StreamHost,
		public emulator: Emulator,
		readonly sink: Sink,
	) {}

	static async open(host: StreamHost): Promise<StreamBench> {
		// A port that is still free when the API comes back.
		const [port = 0] = await freePorts(1);
		return new StreamBench(host, await startEmulator({ port }), await Sink.open());
	}

	freshKey(kind: 'elite' | 'pro' | 'expired' = 'elite'): string {
		const key = `kf_${kind}_stream_${randomBytes(8).toString('hex')}`;
		this.keys.push(key);
		return key;
	}

	async run(...consumers: Consumer[]): Promise<void> {
		await this.host.run(consumers, this.emulator, this.sink);
	}

	/** Listens, and waits until it is connected. */
	async listen(...consumers: Consumer[]): Promise<void> {
		await this.run(...consumers);
		await this.connected(consumers);
	}

	async connected(consumers: Consumer[], timeoutMs = 30_000): Promise<void> {
		const expected = subscriptionsOf(consumers);
		const { stream } = this.emulator;
		await waitFor(
			'every subscription to be there once',
			() => JSON.stringify(stream.subscriptions()) === JSON.stringify(expected),
			{ timeoutMs },
		).catch((error: unknown) => {
			throw new Error(`${String(error)}; there are ${JSON.stringify(stream.connections())}`);
		});
	}

	/** The API is down: nobody listens at its address. */
	async stopApi(): Promise<void> {
		await this.emulator.close();
	}

	/** The API is back at the same address, and remembers nothing. */
	async startApi(): Promise<void> {
		this.emulator = await startEmulator({ port: Number(new URL(this.emulator.url).port) });
	}

	/** Publishes a numbered message of each asset, and waits until every consumer has it. */
	async publish({ name, assets, channels = ['liquidations'] }: Consumer): Promise<number[]> {
		const sent: number[] = [];
		for (const asset of assets.slice(0, 3)) {
			this.sequence += 1;
			sent.push(this.sequence);
			const data = { sequence: this.sequence };
			const timestamp = new Date().toISOString();
			this.emulator.stream.publish(channels[0] ?? '', asset, { data, timestamp });
		}
		for (const one of sent) await this.sink.received(one, name);
		return sent;
	}

	/** What must hold whatever has happened. */
	async healthy(...consumers: Consumer[]): Promise<void> {
		await this.connected(consumers);
		const keys = new Set(consumers.map(({ key }) => key));
		expect(this.emulator.stream.connections()).toHaveLength(keys.size);
		for (const consumer of consumers) await this.publish(consumer);
		for (const { name } of consumers) {
			const sequences = this.sink.sequences(name).filter((one) => !Number.isNaN(one));
			expect(sequences).toEqual([...new Set(sequences)]);
		}
		this.clean();
	}

	/** No socket is left. */
	async gone(): Promise<void> {
		await waitFor(
			'every connection to be closed',
			() => this.emulator.stream.connections().length === 0,
		);
		const attempts = this.emulator.stream.attempts();
		await new Promise((resolve) => setTimeout(resolve, 1500));
		expect(this.emulator.stream.attempts()).toBe(attempts);
		this.clean();
	}

	/** Nothing unhandled, and no key where people can read it. */
	clean(): void {
		const output = this.host.output();
		expect(output).not.toMatch(/unhandled|uncaught/i);
		for (const key of this.keys) {
			expect(output.includes(key)).toBe(false);
			expect(JSON.stringify(this.sink.deliveries).includes(key)).toBe(false);
		}
	}

	async close(): Promise<void> {
		await this.host.remove();
		await this.emulator.close();
		await this.sink.close();
	}
}

export function subscriptionsOf(consumers: Consumer[]): string[] {
	const all = consumers.flatMap(
		({ key, channels = ['liquidations'], assets, exchanges = ['all'] }) =>
			channels.flatMap((channel) =>
				assets.flatMap((asset) =>
					exchanges.map((exchange) => `${key} ${channel}:${asset}:${exchange}`),
				),
			),
	);
	return [...new Set(all)].map((one) => one.split(' ')[1] ?? '').sort();
}
