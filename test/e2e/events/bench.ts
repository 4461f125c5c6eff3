import { randomBytes } from 'node:crypto';
import { startEmulator, type Emulator } from '../../../emulator';
import { sleep, waitFor } from '../hosts/wait';
import { Sink } from '../stream/sink';

export const PROXIMITY = 'liquidation.cluster_proximity';
export const FLIP = 'gex.flip';
export const FUNDING = 'funding.rate.extreme';

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** One flow or workflow that waits for events and sends what it gets to the sink. */
export interface EventConsumer {
	name: string;
	key: string;
	events: string[];
	assets: string[];
	verification?: 'token' | 'standard' | 'hmac' | 'none';
	/** Seconds. */
	tolerance?: number;
	confirm?: 'no' | 'mark' | 'require';
}

/** What a host does for these tests. */
export interface EventHost {
	/** Deploys or publishes these flows, and nothing else; returns when they have been started. */
	run(consumers: EventConsumer[], emulator: Emulator, sink: Sink): Promise<void>;
	/** Ends the host and starts it again with what it has kept. `kill`: without a chance to tidy up. */
	restart(how?: { kill?: boolean }): Promise<void>;
	/** Everything the host has logged. */
	output(): string;
	remove(): Promise<void>;
}

/** A host, an emulator, and the sink, with what must hold after every delivery. */
export class EventBench {
	private readonly secrets = new Set<string>([SECRET]);

	private constructor(
		readonly host: EventHost,
		readonly emulator: Emulator,
		readonly sink: Sink,
	) {}

	static async open(host: EventHost): Promise<EventBench> {
		return new EventBench(host, await startEmulator(), await Sink.open());
	}

	/** A flow of BTC's gamma flips under a key of its own, unless something else is said. */
	consumer(more: Partial<EventConsumer> = {}): EventConsumer {
		const key = `kf_pro_events_${randomBytes(8).toString('hex')}`;
		this.secrets.add(key);
		return { name: 'one', key, events: [FLIP], assets: ['BTC'], ...more };
	}

	async run(...consumers: EventConsumer[]): Promise<void> {
		await this.host.run(consumers, this.emulator, this.sink);
	}

	/** Runs them, and waits until exactly what they want is registered. */
	async listen(...consumers: EventConsumer[]): Promise<void> {
		await this.run(...consumers);
		await this.registered(consumers);
	}

	async registered(consumers: EventConsumer[], timeoutMs = 30_000): Promise<void> {
		const expected = consumers.flatMap(({ events, assets }) =>
			events.flatMap((event) => assets.map((asset) => `${event} ${asset}`)),
		);
		const there = () =>
			this.emulator.webhooks
				.registrations()
				.map(({ events, config }) => `${events.join('+')} ${config.asset}`);
		const isThere = () => there().sort().join() === expected.sort().join();
		await waitFor('every registration to be there once', isThere, { timeoutMs }).catch(
			(error: unknown) => {
				throw new Error(`${String(error)}; there are ${JSON.stringify(there())}`);
			},
		);
		for (const { url } of this.emulator.webhooks.registrations()) this.secrets.add(tokenIn(url));
	}

	/** The address that the only flow has registered. */
	address(): string {
		return this.emulator.webhooks.registrations()[0]?.url ?? '';
	}

	async fire(
		event = FLIP,
		options: Parameters<Emulator['webhooks']['fire']>[2] = {},
	): Promise<(number | undefined)[]> {
		const reports = await this.emulator.webhooks.fire(event, 'BTC', options);
		return reports.map(({ status }) => status);
	}

	/** The flow has got so many events, and gets no more. */
	async received(count: number, consumer?: string): Promise<Record<string, unknown>[]> {
		const got = () => this.sink.deliveries.filter((one) => !consumer || one.consumer === consumer);
		const records = () => got().flatMap((one) => one.records);
		await waitFor(`${count} events`, () => records().length >= count);
		await sleep(500);
		expect(records()).toHaveLength(count);
		return records();
	}

	/** Nothing unhandled, and no key, token or secret where people can read it. */
	clean(): void {
		const output = this.host.output();
		expect(output).not.toMatch(/unhandled|uncaught/i);
		for (const secret of this.secrets) {
			expect(output.includes(secret)).toBe(false);
			expect(JSON.stringify(this.sink.deliveries).includes(secret)).toBe(false);
		}
	}

	async close(): Promise<void> {
		await this.host.remove();
		await this.emulator.close();
		await this.sink.close();
	}
}

/** The longest part of an address: what nobody may guess. */
export function tokenIn(url: string): string {
	const parts = url.split(/[/?&=]/).filter((part) => /^[\w-]{43}$/.test(part));
	return parts.at(-1) ?? url;
}
