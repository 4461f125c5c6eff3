import type { Goal, Section, Table } from '../report';
import { amount, ratios, Samples, times } from '../statistics';
import { Source, type Contestant, type Turn } from './contestant';
import { CLUSTERS } from './frames';

/** Processes of every receiver, one after the other: what is compiled how is a matter of luck. */
const PROCESSES = 4;

/** With each of them. */
const ROUNDS = 6;

const OURS = {
	ws: ['core on ws, every', 'core on ws, latest', 'core on ws, batch'],
	WebSocket: ['core on WebSocket, every', 'core on WebSocket, latest'],
} as const;

const PEERS = { ws: 'ws + JSON.parse', WebSocket: 'WebSocket + JSON.parse' } as const;

const LIMIT = 'ws, not parsed';

/** In the order of their turns: whoever is compared is near in time. */
const ALL = [LIMIT, OURS.ws[1], PEERS.ws, OURS.ws[0], OURS.ws[2]].concat([
	OURS.WebSocket[0],
	PEERS.WebSocket,
	OURS.WebSocket[1],
]);

/** Those whose delivery waits for nothing. */
const PROMPT = [PEERS.ws, OURS.ws[0], PEERS.WebSocket, OURS.WebSocket[0]];

/** Most messages are not parsed: more of them in a turn, so that it takes as long. */
const FAST: readonly string[] = [LIMIT, OURS.ws[1], OURS.WebSocket[1]];

/** Messages a turn, for a third of a second or so. */
const COUNTS: Record<number, number> = { 20: 30_000, 200: 3500 };

type Contestants = Map<string, Contestant>;

/** By name, a turn for every round. */
type Turns = Map<string, Turn[]>;

const newTurns = (): Turns => new Map(ALL.map((name) => [name, []]));

/** Group 1: what the core makes of a socket, beside a loop that parses and one that does not. */
export async function streamReceive(progress: (text: string) => void): Promise<Section> {
	const source = await Source.start();
	const measured = new Map(CLUSTERS.map((clusters): [number, Turns] => [clusters, newTurns()]));
	let steady: Table | undefined;
	try {
		for (let process = 1; process <= PROCESSES; process += 1) {
			const contestants: Contestants = new Map();
			try {
				for (const name of ALL) contestants.set(name, await source.connect(name));
				for (const [clusters, turns] of measured) {
					const at = `K = ${clusters}, process ${process} of ${PROCESSES}`;
					await throughput(contestants, clusters, turns, (text) => progress(`${at}, ${text}`));
				}
				steady ??= await latencies(contestants, progress);
			} finally {
				for (const contestant of contestants.values()) await contestant.end();
			}
		}
		const tables = [...measured].map(([clusters, turns]) => throughputTable(clusters, turns));
		return {
			title: '1. Stream receive',
			method: `The guide's liquidation message of K clusters about 25 markets, from a server in another process that only writes. Every receiver is a process of its own, warmed up; they take turns of a third of a second, forwards and backwards: ${ROUNDS} rounds with each of ${PROCESSES} processes. "Ratio" is against the same socket library with \`JSON.parse\` alone in the same round, so that a machine that changes its speed changes both. CPU is of the receiving process, kernel included.`,
			tables: steady ? [...tables, steady] : tables,
			goals: [...measured].flatMap(([clusters, turns]) => goalsOf(clusters, turns)),
		};
	} finally {
		await source.end();
	}
}

async function throughput(
	contestants: Contestants,
	clusters: number,
	turns: Turns,
	progress: (text: string) => void,
): Promise<void> {
	for (let round = -1; round < ROUNDS; round += 1) {
		progress(round < 0 ? 'warming up' : `round ${round + 1} of ${ROUNDS}`);
		for (const name of round % 2 === 0 ? ALL : [...ALL].reverse()) {
			const count = (COUNTS[clusters] ?? 0) * (FAST.includes(name) ? 4 : 1);
			const turn = await contestants.get(name)?.turn({ count, clusters });
			if (turn && round >= 0) turns.get(name)?.push(turn);
		}
	}
}

function peerOf(name: string): string {
	return name.includes('WebSocket') ? PEERS.WebSocket : PEERS.ws;
}

type Figure = 'perSecond' | 'cpuMicros';

function valuesOf(turns: Turns, name: string, figure: Figure): number[] {
	return (turns.get(name) ?? []).map((turn) => turn[figure]);
}

function ratioOf(turns: Turns, name: string, figure: Figure): Samples {
	return ratios(valuesOf(turns, name, figure), valuesOf(turns, peerOf(name), figure));
}

function throughputTable(clusters: number, turns: Turns): Table {
	return {
		head: [`K = ${clusters}`, 'Messages/s', 'Ratio', 'CPU µs per message', 'Ratio'],
		rows: ALL.map((name) => [
			name,
			String(new Samples(valuesOf(turns, name, 'perSecond'))),
			ratioOf(turns, name, 'perSecond').asRatio(),
			String(new Samples(valuesOf(turns, name, 'cpuMicros'))),
			ratioOf(turns, name, 'cpuMicros').asRatio(),
		]),
	};
}

function goalsOf(clusters: number, turns: Turns): Goal[] {
	const goals: Goal[] = [];
	for (const name of [OURS.ws[0], OURS.WebSocket[0]]) {
		const speed = ratioOf(turns, name, 'perSecond').median;
		const cpu = ratioOf(turns, name, 'cpuMicros').median;
		goals.push({
			what: `${name}, K = ${clusters}, against parsing alone`,
			asked: '≥ 0.9× messages/s, ≤ 1.15× CPU',
			measured: `${times(speed)}, ${times(cpu)}`,
			isMet: speed >= 0.9 && cpu <= 1.15,
		});
	}
	const latest = clusters === 20 ? 3 : 5;
	const speed = ratioOf(turns, OURS.ws[1], 'perSecond').median;
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
	contestants: Contestants,
	progress: (text: string) => void,
): Promise<Table> {
	const rows: string[][] = [];
	const base = new Map<string, [number, number]>();
	for (const name of PROMPT) {
		progress(`latency of ${name}`);
		const steadily = { clusters: 20, perSecond: 1000 };
		await contestants.get(name)?.turn({ ...steadily, count: 2000 });
		const turn = await contestants.get(name)?.turn({ ...steadily, count: 10_000 });
		const ages = new Samples(turn?.ages ?? []);
		const [p50, p99] = [ages.median, ages.quantile(0.99)];
		const [peer50, peer99] = base.get(peerOf(name)) ?? [p50, p99];
		base.set(name, [p50, p99]);
		const added = [p50 - peer50, p99 - peer99].map((ms) => ms.toFixed(3));
		rows.push([name, ...[p50, p99].map(amount), ...added]);
	}
	return { head: ['1,000 messages/s, K = 20', 'p50 ms', 'p99 ms', 'added p50', 'added p99'], rows };
}
