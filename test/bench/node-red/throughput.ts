import type { Goal, Table } from '../report';
import { amount, ratios, Samples, times } from '../statistics';
import type { Source } from '../stream/contestant';
import { CORE_NODES, ours, type Flow } from './flows';
import { Runtime } from './runtime';

export const ROUNDS = 11;

/** Rounds in which messages come at a rate that keeps nobody busy. */
const STEADY_ROUNDS = 3;

/** Messages a turn. */
const COUNTS: Record<number, number> = { 20: 20_000, 200: 3000 };

const PEER = 'websocket in → json';
const EVERY = 'kingfisher-stream, every';

const FLOWS: Record<string, Flow> = {
	[PEER]: CORE_NODES,
	[EVERY]: ours('every', 'every'),
	'the same, one record a message': ours('records', 'every', 'summary'),
};

/** By title, a value for every round. */
type Speeds = Map<string, number[]>;

interface Measured {
	perSecond: Speeds;
	/** ms from sending to arriving. */
	ages: Map<string, number[]>;
}

export async function throughput(
	source: Source,
	progress: (text: string) => void,
): Promise<{ tables: Table[]; goals: Goal[] }> {
	const tables: Table[] = [];
	const goals: Goal[] = [];
	const runtime = await Runtime.start(source, Object.values(FLOWS));
	try {
		for (const clusters of [20, 200]) {
			const measured = await measure(runtime, clusters, progress);
			tables.push(tableOf(clusters, measured));
			goals.push(...goalsOf(clusters, measured));
		}
	} finally {
		await runtime.remove();
	}
	return { tables, goals };
}

async function measure(
	runtime: Runtime,
	clusters: number,
	progress: (text: string) => void,
): Promise<Measured> {
	const perSecond: Speeds = new Map(Object.keys(FLOWS).map((title) => [title, []]));
	const ages = new Map<string, number[]>(Object.keys(FLOWS).map((title) => [title, []]));
	const count = COUNTS[clusters] ?? 0;
	const inTurn = async (round: number, turn: (title: string, flow: Flow) => Promise<void>) => {
		const flows = Object.entries(FLOWS);
		for (const [title, flow] of round % 2 === 0 ? flows : flows.reverse()) await turn(title, flow);
	};
	for (let round = -1; round < ROUNDS; round += 1) {
		progress(`K = ${clusters}, ${round < 0 ? 'warming up' : `round ${round + 1} of ${ROUNDS}`}`);
		await inTurn(round, async (title, { name }) => {
			const { seconds } = await runtime.pour(name, { count, clusters });
			if (round >= 0) perSecond.get(title)?.push(count / seconds);
		});
	}
	for (let round = 0; round < STEADY_ROUNDS; round += 1) {
		progress(`K = ${clusters}, 1,000/s, round ${round + 1} of ${STEADY_ROUNDS}`);
		await inTurn(round, async (title, { name }) => {
			const arrived = await runtime.pour(name, { count: 4000, clusters, perSecond: 1000 });
			ages.get(title)?.push(...arrived.ages);
		});
	}
	return { perSecond, ages };
}

function ratioOf({ perSecond }: Measured, title: string): Samples {
	return ratios(perSecond.get(title) ?? [], perSecond.get(PEER) ?? []);
}

function agesOf({ ages }: Measured, title: string): Samples {
	return new Samples(ages.get(title) ?? []);
}

function tableOf(clusters: number, measured: Measured): Table {
	return {
		head: [`K = ${clusters}`, 'Messages/s', 'Ratio', 'p50 ms at 1,000/s', 'p99 ms'],
		rows: [...measured.perSecond].map(([title, all]) => {
			const ages = agesOf(measured, title);
			// Records have no place for the moment of sending.
			const isKnown = !Number.isNaN(ages.median);
			const cells = isKnown ? [amount(ages.median), amount(ages.quantile(0.99))] : ['', ''];
			return [title, String(new Samples(all)), ratioOf(measured, title).asRatio(), ...cells];
		}),
	};
}

function goalsOf(clusters: number, measured: Measured): Goal[] {
	const ratio = ratioOf(measured, EVERY).median;
	const [own, peer] = [EVERY, PEER].map((title) => agesOf(measured, title).quantile(0.99)) as [
		number,
		number,
	];
	return [
		{
			what: `${EVERY}, K = ${clusters}, against ${PEER}`,
			asked: '≥ 1.2× messages/s',
			measured: times(ratio),
			isMet: ratio >= 1.2,
		},
		{
			what: `${EVERY}, K = ${clusters}, p99 at 1,000/s`,
			asked: `≤ the peer's ${amount(peer)} ms`,
			measured: `${amount(own)} ms`,
			isMet: own <= peer,
		},
	];
}
