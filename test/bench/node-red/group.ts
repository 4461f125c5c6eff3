import { join } from 'node:path';
import type { FlowNode } from '../../e2e/hosts/node-red-admin';
import { startNodeRed, type NodeRed } from '../../e2e/hosts/node-red';
import { packNodeRed } from '../../e2e/hosts/pack';
import { sleep, waitFor } from '../../e2e/hosts/wait';
import { Child } from '../child';
import { Memory } from '../memory';
import type { Goal, Section, Table } from '../report';
import { amount, Samples, times } from '../statistics';
import { KEYS } from '../stream/frames';
import type { Pour, ServerNews } from '../stream/server';
import { coreNodes, ours } from './flows';

const VERSION = '5.0.7';
const ROUNDS = 3;
const CLUSTERS = [20, 200];
const BURST = 20_000;
const COUNTS: Record<number, number> = { 20: 100_000, 200: 15_000 };

const PEER = 'websocket in → json';
const EVERY = 'kingfisher-stream, every';
const LATEST = 'kingfisher-stream, latest';

interface Arrived {
	count: number;
	seconds: number;
	lastEpochMs: number;
	ages: number[];
}

interface Bench {
	server: Child;
	url: string;
	progress: (text: string) => void;
}

/** Group 2: the packed node in a real Node-RED, beside what it brings itself. */
export async function nodeRedStream(progress: (text: string) => void): Promise<Section> {
	const server = Child.start(join(__dirname, '../stream/server.ts'));
	try {
		const { url } = await server.hear<Extract<ServerNews, { url: string }>>();
		const bench: Bench = { server, url, progress };
		const speed = await throughput(bench);
		const memory = await bursts(bench);
		return {
			title: '2. Node-RED stream',
			method: `Node-RED ${VERSION}, a sink node that counts at the end of either flow, messages about ${KEYS.length} markets. Throughput: medians of ${ROUNDS} rounds, in turn, in one runtime. Bursts: a fresh runtime each, ${BURST.toLocaleString('en-US')} messages as fast as the socket takes them; growth is the peak of resident memory beyond what it was before; drained is from the last message sent to the last one at the sink (with *latest* the interval of one second is part of it).`,
			tables: [...speed.tables, ...memory.tables],
			goals: [...speed.goals, ...memory.goals],
		};
	} finally {
		await server.end();
	}
}

async function start(): Promise<NodeRed> {
	const tarball = await packNodeRed();
	const settings = { nodesDir: join(__dirname, 'nodes') };
	return await startNodeRed({ version: VERSION, tarball, settings });
}

async function deploy(red: NodeRed, { server }: Bench, flows: FlowNode[]): Promise<void> {
	await red.deploy(flows);
	// Both connect by themselves; ours gives the API a second to refuse the key.
	await sleep(2500);
	await pour(red, server, { count: 2500, clusters: 20, perSecond: 1000 }, 25);
}

/** Sends, and waits until as many have arrived. */
async function pour(red: NodeRed, server: Child, what: Pour, atLeast: number): Promise<Arrived> {
	await red.admin.request('DELETE', '/bench-sink');
	const poured = server.hear();
	server.say(what);
	await poured;
	return await waitFor(
		`${atLeast} messages at the sink`,
		async () => {
			const arrived = await red.admin.request<Arrived>('GET', '/bench-sink');
			return arrived.count >= atLeast && arrived;
		},
		{ timeoutMs: 120_000 },
	);
}

async function throughput(bench: Bench): Promise<{ tables: Table[]; goals: Goal[] }> {
	const { server, url, progress } = bench;
	const flows: [string, FlowNode[]][] = [
		[PEER, coreNodes(url)],
		[EVERY, ours(url, 'every')],
		['the same, one record a message', ours(url, 'every', 'summary')],
	];
	const speeds = new Map<string, number[]>();
	const ages = new Map<string, Samples>();
	const red = await start();
	try {
		for (let round = 1; round <= ROUNDS; round += 1) {
			for (const [name, flow] of flows) {
				progress(`round ${round} of ${ROUNDS}: ${name}`);
				await deploy(red, bench, flow);
				for (const clusters of CLUSTERS) {
					const key = `${name} ${clusters}`;
					const count = COUNTS[clusters] ?? 0;
					await pour(red, server, { count: count / 5, clusters }, count / 5);
					const { seconds } = await pour(red, server, { count, clusters }, count);
					speeds.set(key, [...(speeds.get(key) ?? []), count / seconds]);
					if (round > 1) continue;
					const steady = { count: 5000, clusters, perSecond: 1000 };
					ages.set(key, new Samples((await pour(red, server, steady, 5000)).ages));
				}
			}
		}
	} finally {
		await red.remove();
	}
	const names = flows.map(([name]) => name);
	const samples = new Map([...speeds].map(([key, all]) => [key, new Samples(all)]));
	return {
		tables: CLUSTERS.map((clusters) => speedTable(clusters, names, samples, ages)),
		goals: CLUSTERS.flatMap((clusters) => speedGoals(clusters, samples, ages)),
	};
}

function speedGoals(
	clusters: number,
	speeds: Map<string, Samples>,
	ages: Map<string, Samples>,
): Goal[] {
	const of = (name: string, all: Map<string, Samples>) => all.get(`${name} ${clusters}`);
	const ratio = (of(EVERY, speeds)?.median ?? NaN) / (of(PEER, speeds)?.median ?? NaN);
	const own = of(EVERY, ages)?.quantile(0.99) ?? NaN;
	const peer = of(PEER, ages)?.quantile(0.99) ?? NaN;
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

function speedTable(
	clusters: number,
	names: string[],
	speeds: Map<string, Samples>,
	ages: Map<string, Samples>,
): Table {
	const peer = speeds.get(`${PEER} ${clusters}`)?.median ?? NaN;
	return {
		head: [`K = ${clusters}`, 'Messages/s', 'Ratio', 'p50 ms at 1,000/s', 'p99 ms'],
		rows: names.map((name) => {
			const speed = speeds.get(`${name} ${clusters}`);
			const age = ages.get(`${name} ${clusters}`);
			const isKnown = age !== undefined && !Number.isNaN(age.median);
			const cells = isKnown ? [amount(age.median), amount(age.quantile(0.99))] : ['', ''];
			return [name, String(speed), times((speed?.median ?? NaN) / peer), ...cells];
		}),
	};
}

async function bursts(bench: Bench): Promise<{ tables: Table[]; goals: Goal[] }> {
	const { server, url, progress } = bench;
	const tables: Table[] = [];
	const goals: Goal[] = [];
	const flows: [string, FlowNode[], number][] = [
		[PEER, coreNodes(url), BURST],
		[EVERY, ours(url, 'every'), BURST],
		[LATEST, ours(url, 'latest'), KEYS.length],
	];
	for (const clusters of CLUSTERS) {
		const growth = new Map<string, number>();
		const rows: string[][] = [];
		for (const [name, flow, expected] of flows) {
			progress(`burst of K = ${clusters}: ${name}`);
			const red = await start();
			try {
				await deploy(red, bench, flow);
				const memory = new Memory(red.pid);
				await pour(red, server, { count: BURST, clusters }, expected);
				const sentAt = Date.now();
				// With the latest the last states come after the interval.
				await sleep(1500);
				const { count, lastEpochMs } = await red.admin.request<Arrived>('GET', '/bench-sink');
				growth.set(name, memory.peakGrowth());
				const drained = Math.max(0, lastEpochMs - sentAt) / 1000;
				rows.push([
					name,
					count.toLocaleString('en-US'),
					amount(memory.peakGrowth()),
					drained.toFixed(1),
				]);
			} finally {
				await red.remove();
			}
		}
		tables.push({
			head: [`Burst, K = ${clusters}`, 'Messages at the sink', 'Peak growth MB', 'Drained s'],
			rows,
		});
		const [own, peer] = [LATEST, PEER].map((name) => growth.get(name) ?? NaN) as [number, number];
		goals.push({
			what: `${LATEST}, K = ${clusters}, peak growth in a burst against ${PEER}`,
			asked: '≤ 1/5',
			measured: `${amount(own)} of ${amount(peer)} MB`,
			isMet: own <= peer / 5,
		});
	}
	return { tables, goals };
}
