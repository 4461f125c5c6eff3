import { sleep } from '../../e2e/hosts/wait';
import { Memory } from '../memory';
import type { Goal, Table } from '../report';
import { amount, Samples } from '../statistics';
import type { Source } from '../stream/contestant';
import { CLUSTERS, KEYS } from '../stream/frames';
import { bare, CORE_NODES, ours, PEER, type Flow } from './flows';
import { Runtime } from './runtime';

export const BURST = 20_000;
export const BURST_ROUNDS = 3;

const ALONE = 'ws alone, and nothing is read';
const LATEST = 'kingfisher-stream, latest';

/** Each with how many messages arrive at least. */
const FLOWS: [string, Flow, number][] = [
	[ALONE, bare('unread', false), 0],
	[PEER, CORE_NODES, BURST],
	['kingfisher-stream, every', ours('every', 'every'), BURST],
	[LATEST, ours('latest', 'latest'), KEYS.length],
];

interface Burst {
	count: number;
	drainedSeconds: number;
	growthMb: number;
}

export async function bursts(
	source: Source,
	progress: (text: string) => void,
): Promise<{ tables: Table[]; goals: Goal[] }> {
	const tables: Table[] = [];
	const goals: Goal[] = [];
	for (const clusters of CLUSTERS) {
		const growth = new Map<string, number>();
		const rows: string[][] = [];
		for (const [title, flow, expected] of FLOWS) {
			const all: Burst[] = [];
			for (let round = 1; round <= BURST_ROUNDS; round += 1) {
				progress(`burst of K = ${clusters}, ${title}, round ${round} of ${BURST_ROUNDS}`);
				all.push(await runOne(source, flow, clusters, expected));
			}
			const median = (figure: keyof Burst) => new Samples(all.map((one) => one[figure]));
			growth.set(title, median('growthMb').median);
			rows.push([
				title,
				median('count').median.toLocaleString('en-US'),
				String(median('growthMb')),
				median('drainedSeconds').median.toFixed(1),
			]);
		}
		tables.push({
			head: [`Burst, K = ${clusters}`, 'Messages at the sink', 'Peak growth MB', 'Drained s'],
			rows,
		});
		const of = (title: string) => growth.get(title) ?? NaN;
		goals.push({
			what: `${LATEST}, K = ${clusters}, peak growth in a burst against ${PEER}`,
			asked: '≤ 1/5',
			measured: `${amount(of(LATEST))} of ${amount(of(PEER))} MB; ws alone ${amount(of(ALONE))}`,
			isMet: of(LATEST) <= of(PEER) / 5,
		});
	}
	return { tables, goals };
}

/** In a runtime that has had no message yet: memory that was once taken is rarely given back. */
async function runOne(
	source: Source,
	flow: Flow,
	clusters: number,
	expected: number,
): Promise<Burst> {
	const runtime = await Runtime.start(source, [flow]);
	try {
		const memory = new Memory(runtime.pid);
		await runtime.pour(flow.name, { count: BURST, clusters }, expected);
		const sentAt = Date.now();
		// With the latest the last states come after the interval.
		await sleep(1500);
		const { count, lastEpochMs } = await runtime.arrived(flow.name);
		const drainedSeconds = Math.max(0, lastEpochMs - sentAt) / 1000;
		return { count, drainedSeconds, growthMb: memory.peakGrowth() };
	} finally {
		await runtime.remove();
	}
}
