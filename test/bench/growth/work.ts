import {
	Client,
	evaluateRound,
	listen,
	signals,
	type HttpTransport,
	type SignalMemory,
	type SocketHandlers,
	type Subscription,
} from '../../../core';
import { clock } from '../../../node-red/shared/clock';
import { message } from '../stream/frames';

/** Work whose cost is to grow no more than its size; each measures itself in a process of its own. */

export type Work =
	| { what: 'subscriptions' | 'listeners'; size: number }
	| { what: 'signal'; signal: keyof typeof signals; size: number }
	| { what: 'memory'; messages: number };

/** µs per message or evaluation; for `memory` the heap in MB after a tenth and after all. */
export type Cost = number[];

const CLUSTERS = 20;

export async function measure(work: Work): Promise<Cost> {
	if (work.what === 'signal') return await signalCost(work.signal, work.size);
	if (work.what === 'memory') return await heapAfter(work.messages);
	const isMany = work.what === 'subscriptions';
	const stream = await openStream(isMany ? work.size : 1, isMany ? 1 : work.size);
	const count = isMany ? 200_000 : Math.max(5000, Math.round(100_000 / work.size));
	stream.hear(count / 4);
	const began = process.cpuUsage();
	stream.hear(count);
	const { user, system } = process.cpuUsage(began);
	return [(user + system) / count];
}

/** A stream without a network: the frames are handed to it by hand. */
async function openStream(assets: number, listeners: number) {
	let handlers: SocketHandlers | undefined;
	const sockets = (_url: string, given: SocketHandlers) => {
		handlers = given;
		queueMicrotask(() => given.open());
		return { send: () => undefined, destroy: () => undefined };
	};
	const client = clientThat(
		async () => await Promise.resolve({ status: 200, headers: {}, body: '{}' }),
	);
	const access = {
		apiKey: 'kf_elite_bench_0123456789abcdef',
		streamUrl: 'ws://127.0.0.1:1',
		client,
		account: 'the benchmark',
	};
	const names = Array.from({ length: assets }, (_, index) => `COIN${index + 1000}`);
	const subscriptions = names.map(
		(asset): Subscription => ({ channel: 'liquidations', asset, exchange: 'all' }),
	);
	const subscribers = Array.from({ length: listeners }, () =>
		listen(
			access,
			{ subscriptions, settings: { mode: 'latest' }, onMessages: () => undefined },
			{ sockets, clock, random: Math.random },
		),
	);
	await Promise.all(subscribers.map(async (one) => await one.ready(5000)));
	const frames = names.map((asset) => numbered(message(asset, CLUSTERS)));
	let sequence = 0;
	return {
		hear(count: number): void {
			for (let index = 0; index < count; index += 1) {
				sequence += 1;
				handlers?.text(frames[sequence % frames.length]?.(sequence) ?? '');
			}
		},
	};
}

/** The message with another first price each time, decoded as a socket does. */
function numbered(text: string): (sequence: number) => string {
	const buffer = Buffer.from(text);
	const at = text.indexOf('100000000000');
	return (sequence) => {
		buffer.write(String(sequence).padStart(11, '0'), at + 1, 'latin1');
		return buffer.toString();
	};
}

/** A round of the signal: the answer of so many clusters is read, and judged. */
async function signalCost(name: keyof typeof signals, size: number): Promise<Cost> {
	const price = 67_000;
	const clusters = Array.from({ length: size }, (_, index) => ({
		price: price * (0.9 + (0.2 * (index + 0.5)) / size),
		long_liquidations: 1e6 + index,
		short_liquidations: 2e6 - index,
	}));
	const body = JSON.stringify({
		asset: 'BTC',
		exchange: 'all',
		timeframe: '1D',
		current_price: price,
		clusters,
	});
	const client = clientThat(async () => await Promise.resolve({ status: 200, headers: {}, body }));
	const count = Math.max(20, Math.round(50_000 / size));
	let memory: SignalMemory | undefined;
	const rounds = async (times: number) => {
		for (let index = 0; index < times; index += 1) {
			const watches = [{ signal: signals[name], asset: 'BTC' }];
			const settings = { cacheSeconds: 0 };
			memory = (await evaluateRound(client, watches, memory, { settings, now: Date.now })).memory;
		}
	};
	await rounds(Math.ceil(count / 4));
	const began = process.cpuUsage();
	await rounds(count);
	const { user, system } = process.cpuUsage(began);
	return [(user + system) / count];
}

function clientThat(transport: HttpTransport): Client {
	return new Client({
		apiKey: 'kf_elite_bench_0123456789abcdef',
		environment: 'custom',
		baseUrl: 'http://127.0.0.1:1/v1',
		transport,
		clock,
		random: Math.random,
	});
}

/** The heap without garbage after a tenth of the messages, and after all of them. */
async function heapAfter(messages: number): Promise<Cost> {
	const stream = await openStream(25, 1);
	const heap: number[] = [];
	for (let tenth = 1; tenth <= 10; tenth += 1) {
		// A real socket lets timers run in between.
		for (let part = 0; part < 10; part += 1) {
			stream.hear(messages / 100);
			await new Promise((resolve) => setImmediate(resolve));
		}
		if (tenth !== 1 && tenth !== 10) continue;
		global.gc?.();
		heap.push(process.memoryUsage().heapUsed / 2 ** 20);
	}
	return heap;
}

process.once('message', (work: Work) => {
	void measure(work).then((cost) => process.send?.(cost));
});
process.once('disconnect', () => process.exit());
