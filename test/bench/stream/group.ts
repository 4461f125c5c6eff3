import { join } from 'node:path';
import { Child } from '../child';
import type { Goal, Section, Table } from '../report';
import { amount, Samples, times } from '../statistics';
import type { Begin, ReceiverNews } from './receive';
import type { Pour, ServerNews } from './server';

const ROUNDS = 5;

const OURS = {
	ws: ['core on ws, every', 'core on ws, latest', 'core on ws, batch'],
	WebSocket: ['core on WebSocket, every', 'core on WebSocket, latest'],
} as const;

const PEERS = { ws: 'ws + JSON.parse', WebSocket: 'WebSocket + JSON.parse' } as const;

const LIMIT = 'ws, not parsed';

const ALL = [LIMIT, PEERS.ws, ...OURS.ws, PEERS.WebSocket, ...OURS.WebSocket];

/** Those whose delivery waits for nothing. */
const PROMPT = [PEERS.ws, OURS.ws[0], PEERS.WebSocket, OURS.WebSocket[0]];

/** Frames a run: some seconds for the slowest. */
const COUNTS: Record<number, number> = { 20: 200_000, 200: 25_000 };

interface Figures {
	perSecond: Samples;
	cpuMicros: Samples;
}

interface Result {
	seconds: number;
	cpuMicros: number;
	ages: number[];
}

/** Group 1: what the core makes of a socket, beside a loop that parses and one that does not. */
export async function streamReceive(progress: (text: string) => void): Promise<Section> {
	const server = Child.start(join(__dirname, 'server.ts'));
	try {
		const { url } = await server.hear<Extract<ServerNews, { url: string }>>();
		const tables: Table[] = [];
		const goals: Goal[] = [];
		for (const clusters of [20, 200]) {
			const figures = await throughput(server, url, clusters, progress);
			tables.push(throughputTable(clusters, figures));
			goals.push(...goalsOf(clusters, figures));
		}
		tables.push(await latencies(server, url, progress));
		return {
			title: '1. Stream receive',
			method: `The guide's liquidation message of K clusters about 25 markets, from a server in another process that only writes. Every receiver runs in a process of its own, after a warm-up of a fifth of the run; ${ROUNDS} rounds, medians ± half the range. "Ratio" is against the same socket library with \`JSON.parse\` alone. CPU is of the receiving process, kernel included.`,
			tables,
			goals,
		};
	} finally {
		await server.end();
	}
}

async function throughput(
	server: Child,
	url: string,
	clusters: number,
	progress: (text: string) => void,
): Promise<Map<string, Figures>> {
	const count = COUNTS[clusters] ?? 0;
	const results = new Map<string, Result[]>(ALL.map((name) => [name, []]));
	for (let round = 1; round <= ROUNDS; round += 1) {
		progress(`K = ${clusters}, round ${round} of ${ROUNDS}`);
		for (const name of ALL) {
			const [, result] = await receive(server, url, name, [
				{ count: count / 5, clusters },
				{ count, clusters },
			]);
			if (result) results.get(name)?.push(result);
		}
	}
	return new Map(
		[...results].map(([name, all]) => [
			name,
			{
				perSecond: new Samples(all.map(({ seconds }) => count / seconds)),
				cpuMicros: new Samples(all.map(({ cpuMicros }) => cpuMicros / count)),
			},
		]),
	);
}

/** One receiver in a fresh process, given these one after the other. */
async function receive(server: Child, url: string, name: string, pours: Pour[]): Promise<Result[]> {
	const receiver = Child.start(join(__dirname, 'receive.ts'), [name, url.replace('http', 'ws')]);
	try {
		await receiver.hear();
		const results: Result[] = [];
		for (const pour of pours) {
			const begun = receiver.hear();
			const begin: Begin = { count: pour.count, ages: pour.perSecond !== undefined };
			receiver.say(begin);
			await begun;
			const result = receiver.hear<Exclude<ReceiverNews, string>>();
			const poured = server.hear();
			server.say(pour);
			results.push(await result);
			await poured;
		}
		return results;
	} finally {
		await receiver.end();
	}
}

function peerOf(name: string): string {
	return name.includes('WebSocket') ? PEERS.WebSocket : PEERS.ws;
}

function throughputTable(clusters: number, figures: Map<string, Figures>): Table {
	return {
		head: [`K = ${clusters}`, 'Messages/s', 'Ratio', 'CPU µs per message', 'Ratio'],
		rows: [...figures].map(([name, { perSecond, cpuMicros }]) => {
			const peer = figures.get(peerOf(name));
			return [
				name,
				String(perSecond),
				times(perSecond.median / (peer?.perSecond.median ?? NaN)),
				String(cpuMicros),
				times(cpuMicros.median / (peer?.cpuMicros.median ?? NaN)),
			];
		}),
	};
}

function goalsOf(clusters: number, figures: Map<string, Figures>): Goal[] {
	const ratio = (name: string, of: keyof Figures) =>
		(figures.get(name)?.[of].median ?? NaN) / (figures.get(peerOf(name))?.[of].median ?? NaN);
	const latest = clusters === 20 ? 3 : 5;
	const goals: Goal[] = [];
	for (const name of [OURS.ws[0], OURS.WebSocket[0]]) {
		const speed = ratio(name, 'perSecond');
		const cpu = ratio(name, 'cpuMicros');
		goals.push({
			what: `${name}, K = ${clusters}, against parsing alone`,
			asked: '≥ 0.9× messages/s, ≤ 1.15× CPU',
			measured: `${times(speed)}, ${times(cpu)}`,
			isMet: speed >= 0.9 && cpu <= 1.15,
		});
	}
	const speed = ratio(OURS.ws[1], 'perSecond');
	return [
		...goals,
		{
			what: `${OURS.ws[1]}, K = ${clusters}, against parsing alone`,
			asked: `≥ ${latest}× messages/s`,
			measured: times(speed),
			isMet: speed >= latest,
		},
	];
}

/** Time from the sender's clock to the consumer, at a rate that keeps nobody busy. */
async function latencies(
	server: Child,
	url: string,
	progress: (text: string) => void,
): Promise<Table> {
	const rows: string[][] = [];
	const base = new Map<string, [number, number]>();
	for (const name of PROMPT) {
		progress(`latency of ${name}`);
		const perSecond = 1000;
		const [, result] = await receive(server, url, name, [
			{ count: 2000, clusters: 20, perSecond },
			{ count: 10_000, clusters: 20, perSecond },
		]);
		const ages = new Samples(result?.ages ?? []);
		const [p50, p99] = [ages.median, ages.quantile(0.99)];
		const [peer50, peer99] = base.get(peerOf(name)) ?? [p50, p99];
		base.set(name, [p50, p99]);
		const added = [p50 - peer50, p99 - peer99].map((ms) => ms.toFixed(3));
		rows.push([name, ...[p50, p99].map(amount), ...added]);
	}
	return { head: ['1,000 messages/s, K = 20', 'p50 ms', 'p99 ms', 'added p50', 'added p99'], rows };
}
