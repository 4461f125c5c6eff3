import type { Goal, Table } from '../report';
import { amount, ratios, Samples, times } from '../statistics';
import type { Source } from '../stream/contestant';
import { CLUSTERS } from '../stream/frames';
import { bare, CORE_NODES, ours, PEER, type Flow } from './flows';
import { Runtime } from './runtime';

/** One after the other: how a runtime has laid out its memory is a matter of luck. */
export const RUNTIMES = 3;

/** In each of them. */
export const ROUNDS = 5;

/** Rounds in which messages come at a rate that keeps nobody busy. */
const STEADY_ROUNDS = 3;

/** Messages a turn. */
const COUNTS: Record<number, number> = { 20: 20_000, 200: 3000 };

const EVERY = 'kingfisher-stream, every';
const ALONE = 'ws and JSON.parse alone, in one node';

const FLOWS: Record<string, Flow> = {
	[PEER]: CORE_NODES,
	[EVERY]: ours('every', 'every'),
	'the same, one record a message': ours('records', 'every', 'summary'),
	[ALONE]: bare('parsed', true),
};

/** By title, a value for every round. */
type Speeds = Map<string, number[]>;

interface Measured {
	perSecond: Speeds;
	/** ms from sending to arriving. */
	ages: Map<string, number[]>;
}

type Progress = (text: string) => void;

export async function throughput(
	source: Source,
	progress: Progress,
): Promise<{ tables: Table[]; goals: Goal[] }> {
	const all = new Map(CLUSTERS.map((clusters) => [clusters, newMeasured()]));
	for (let number = 1; number <= RUNTIMES; number += 1) {
		const runtime = await Runtime.start(source, Object.values(FLOWS));
		try {
			for (const [clusters, measured] of all) {
				const tell: Progress = (text) =>
					progress(`K = ${clusters}, runtime ${number} of ${RUNTIMES}, ${text}`);
				await speeds(runtime, clusters, measured, tell);
				if (number === 1) await ages(runtime, clusters, measured, tell);
			}
		} finally {
			await runtime.remove();
		}
	}
	return {
		tables: [...all].map(([clusters, measured]) => tableOf(clusters, measured)),
		goals: [...all].flatMap(([clusters, measured]) => goalsOf(clusters, measured)),
	};
}

function newMeasured(): Measured {
	const empty = () => new Map<string, number[]>(Object.keys(FLOWS).map((title) => [title, []]));
	return { perSecond: empty(), ages: empty() };
}

async function inTurn(
	round: number,
	turn: (title: string, flow: Flow) => Promise<void>,
): Promise<void> {
	const flows = Object.entries(FLOWS);
	for (const [title, flow] of round % 2 === 0 ? flows : flows.reverse()) await turn(title, flow);
}

async function speeds(
	runtime: Runtime,
	clusters: number,
	{ perSecond }: Measured,
	progress: Progress,
): Promise<void> {
	const count = COUNTS[clusters] ?? 0;
	for (let round = -2; round < ROUNDS; round += 1) {
		progress(round < 0 ? 'warming up' : `round ${round + 1} of ${ROUNDS}`);
		await inTurn(round, async (title, { name }) => {
			const { seconds } = await runtime.pour(name, { count, clusters });
			if (round >= 0) perSecond.get(title)?.push(count / seconds);
		});
	}
}

async function ages(
	runtime: Runtime,
	clusters: number,
	measured: Measured,
	progress: Progress,
): Promise<void> {
	for (let round = 0; round < STEADY_ROUNDS; round += 1) {
		progress(`1,000/s, round ${round + 1} of ${STEADY_ROUNDS}`);
		await inTurn(round, async (title, { name }) => {
			const arrived = await runtime.pour(name, { count: 4000, clusters, perSecond: 1000 });
			measured.ages.get(title)?.push(...arrived.ages);
		});
	}
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
			measured: `${times(ratio)}; ws and JSON.parse alone ${times(ratioOf(measured, ALONE).median)}`,
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
