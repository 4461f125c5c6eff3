import { join } from 'node:path';
import { Child } from '../child';
import type { Goal, Section, Table } from '../report';
import { amount, Samples } from '../statistics';
import type { Cost, Work } from './work';

const ROUNDS = 3;
const MESSAGES = 5_000_000;

/** Steeper than the size itself, with room for the noise of a measurement. */
const LINEAR = 1.15;

interface Series {
	title: string;
	unit: string;
	sizes: number[];
	work(size: number): Work;
}

const SERIES: Series[] = [
	{
		title: 'CPU µs per message, by subscriptions',
		unit: 'µs',
		sizes: [1, 10, 100, 1000],
		work: (size) => ({ what: 'subscriptions', size }),
	},
	{
		title: 'CPU µs per message, by listeners to it',
		unit: 'µs',
		sizes: [1, 10, 100],
		work: (size) => ({ what: 'listeners', size }),
	},
	...(['clusterProximity', 'setupScan'] as const).map((signal) => ({
		title: `CPU µs per round of ${signal}, by clusters`,
		unit: 'µs',
		sizes: [10, 100, 1000, 10_000],
		work: (size: number): Work => ({ what: 'signal', signal, size }),
	})),
];

/** Group 6: how cost grows with size. */
export async function growth(progress: (text: string) => void): Promise<Section> {
	const tables: Table[] = [];
	const goals: Goal[] = [];
	for (const series of SERIES) {
		progress(series.title);
		const costs: Samples[] = [];
		for (const size of series.sizes) {
			const runs: number[] = [];
			for (let round = 0; round < ROUNDS; round += 1)
				runs.push(...(await costOf(series.work(size))));
			costs.push(new Samples(runs));
		}
		const order = steepest(series.sizes, costs);
		tables.push({
			head: [series.title, ...series.sizes.map((size) => size.toLocaleString('en-US')), 'Order'],
			rows: [['', ...costs.map(String), `size^${order.toFixed(2)}`]],
		});
		goals.push({
			what: series.title,
			asked: 'at most linear',
			measured: `size^${order.toFixed(2)}`,
			isMet: order <= LINEAR,
		});
	}
	progress('memory');
	const [early = NaN, late = NaN] = await costOf({ what: 'memory', messages: MESSAGES });
	goals.push({
		what: `Heap after ${MESSAGES.toLocaleString('en-US')} messages, against a tenth of them`,
		asked: 'no growth',
		measured: `${amount(early)} → ${amount(late)} MB`,
		isMet: late - early < 2,
	});
	return {
		title: '6. Growth',
		method: `Without a network: frames of 20 clusters are handed to the core's stream (*latest*), and answers to its client. Each number is a process of its own, medians of ${ROUNDS}. "Order" is the steepest growth between two sizes, as a power of the size.`,
		tables,
		goals,
	};
}

async function costOf(work: Work): Promise<Cost> {
	const child = Child.start(join(__dirname, 'work.ts'), [], ['--expose-gc']);
	try {
		const cost = child.hear<Cost>();
		child.say(work);
		return await cost;
	} finally {
		await child.end();
	}
}

/** The steepest of all steps from one size to the next. */
function steepest(sizes: number[], costs: Samples[]): number {
	const slopes = sizes.slice(1).map((size, index) => {
		const [before, after] = [costs[index]?.median ?? NaN, costs[index + 1]?.median ?? NaN];
		return Math.log(after / before) / Math.log(size / (sizes[index] ?? NaN));
	});
	return Math.max(...slopes);
}
