import { startEmulator, type Emulator } from '../../../emulator';
import type { N8n } from '../../e2e/hosts/n8n';
import { sleep } from '../../e2e/hosts/wait';
import { Sink } from '../../e2e/stream/sink';
import { Memory } from '../memory';
import type { Goal, Section, Table } from '../report';
import { amount } from '../statistics';
import { ASSETS, startContestant } from './contestant';

/** A trigger that emits per message has taken a machine down: it is ended here, and later than this. */
const MEMORY_LIMIT_MB = 4000;
const PATIENCE_MS = 90_000;

const LOADS = [
	{
		name: 'a burst of 2,000',
		count: 2000,
		pour: async (e: Emulator) => await e.stream.burst(2000, { assets: ASSETS }),
	},
	{
		name: '100/s for 60 s',
		count: 6000,
		pour: async (e: Emulator) => await e.stream.steady(100, 60, { assets: ASSETS }),
	},
];

const NAMES = { ours: 'kingfisherStreamTrigger, latest', peer: 'trigger that emits per message' };

interface Outcome {
	executions: number;
	/** While the run lasted. */
	seconds: number;
	/** From the last message sent to the last state of every key at the sink; `undefined` = not in time. */
	behind: number | undefined;
	/** Messages that arrived nowhere. For ours most are replaced on purpose. */
	missing: number;
	growth: number;
	endedEarly: boolean;
}

/** Group 3: the packed trigger in a real n8n, beside what people build first. */
export async function n8nStream(progress: (text: string) => void): Promise<Section> {
	const tables: Table[] = [];
	const goals: Goal[] = [];
	for (const load of LOADS) {
		const rows: string[][] = [];
		for (const kind of ['peer', 'ours'] as const) {
			progress(`${load.name}: ${NAMES[kind]}`);
			const outcome = await withstand(kind, load);
			rows.push(rowOf(NAMES[kind], outcome));
			if (kind === 'ours') goals.push(...goalsOf(load.name, outcome));
		}
		tables.push({
			head: [
				load.name,
				'Executions',
				'a second',
				'Last state of every key after, s',
				'Lost',
				'Peak growth MB',
			],
			rows,
		});
	}
	return {
		title: '3. n8n stream',
		method: `A fresh n8n for each, messages of the emulator about ${ASSETS.length} markets, and a workflow of the trigger and an HTTP request to a local server. "Lost" are states that never arrived and were replaced by no newer one. A run ends when memory has grown by ${MEMORY_LIMIT_MB.toLocaleString('en-US')} MB or ${PATIENCE_MS / 1000} s after the last message.`,
		tables,
		goals,
	};
}

async function withstand(kind: 'ours' | 'peer', load: (typeof LOADS)[number]): Promise<Outcome> {
	const emulator = await startEmulator();
	emulator.stream.behave({ anyAsset: true });
	const sink = await Sink.open();
	try {
		const n8n = await startContestant(kind, emulator, sink);
		try {
			return await measure(n8n, emulator, sink, load, kind);
		} finally {
			await n8n.remove();
		}
	} finally {
		await sink.close();
		await emulator.close();
	}
}

async function measure(
	n8n: N8n,
	emulator: Emulator,
	sink: Sink,
	{ count, pour }: (typeof LOADS)[number],
	kind: 'ours' | 'peer',
): Promise<Outcome> {
	// What n8n takes for its first executions is not the flood's.
	await emulator.stream.steady(5, 4, { assets: ASSETS });
	await sleep(3000);
	sink.clear();
	const memory = new Memory(n8n.pid);
	const isBeyond = () => memory.resident() > 0 && memory.peakGrowth() > MEMORY_LIMIT_MB;
	const began = Date.now();
	let sentAt = Infinity;
	let last: Record<string, number> = {};
	const poured = pour(emulator).then((sequences) => {
		sentAt = Date.now();
		last = sequences;
	});
	while (!isBeyond() && Date.now() - sentAt < PATIENCE_MS && !hasAll(sink, last)) await sleep(100);
	const endedEarly = !hasAll(sink, last);
	const arrivedAt = Math.max(...sink.deliveries.map(({ at }) => at));
	const outcome = {
		executions: sink.deliveries.length,
		seconds: (Date.now() - began) / 1000,
		behind: endedEarly ? undefined : Math.max(0, arrivedAt - sentAt) / 1000,
		missing: kind === 'peer' ? count - sink.sequences().length : 0,
		growth: memory.peakGrowth(),
		endedEarly,
	};
	// Whatever it is still at would go on for minutes.
	if (endedEarly) process.kill(n8n.pid, 'SIGKILL');
	emulator.stream.drop();
	await poured.catch(() => undefined);
	return outcome;
}

/** Whether the newest state of every key has arrived. */
function hasAll(sink: Sink, last: Record<string, number>): boolean {
	const keys = Object.entries(last);
	if (keys.length === 0) return false;
	const newest = new Map<unknown, number>();
	for (const { asset, sequence } of sink.data()) {
		newest.set(asset, Math.max(Number(sequence), newest.get(asset) ?? -1));
	}
	return keys.every(([key, sequence]) => (newest.get(key.split(':')[1]) ?? -1) >= sequence);
}

function rowOf(name: string, outcome: Outcome): string[] {
	const { executions, seconds, behind, missing, growth, endedEarly } = outcome;
	return [
		name,
		executions.toLocaleString('en-US'),
		(executions / seconds).toFixed(1),
		behind === undefined ? 'ended before that' : behind.toFixed(1),
		endedEarly ? `${missing.toLocaleString('en-US')} not done` : String(missing),
		amount(growth),
	];
}

function goalsOf(load: string, { behind, growth }: Outcome): Goal[] {
	return [
		{
			what: `${NAMES.ours}, ${load}: last state of every key`,
			asked: 'within 2 s (the interval + 1 s)',
			measured: behind === undefined ? 'never' : `${behind.toFixed(1)} s`,
			isMet: (behind ?? Infinity) <= 2,
		},
		{
			what: `${NAMES.ours}, ${load}: memory growth`,
			asked: '< 100 MB',
			measured: `${amount(growth)} MB`,
			isMet: growth < 100,
		},
	];
}
