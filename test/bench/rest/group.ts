import type { Goal, Section, Table } from '../report';
import { ratios, Samples, times } from '../statistics';
import type { Taken } from './contest';
import { askInN8n } from './in-n8n';
import { askInNodeRed } from './in-node-red';

const ROUNDS = 9;

/** Group 4: questions by REST, beside each host's own node and axios alone. */
export async function restCalls(progress: (text: string) => void): Promise<Section> {
	progress('n8n');
	const n8n = await askInN8n(ROUNDS);
	progress('Node-RED');
	const red = await askInNodeRed(ROUNDS);
	return {
		title: '4. REST',
		method: `Questions about liquidation clusters to the emulator, each time with a key that nobody has used; medians of ${ROUNDS} rounds, forwards and backwards; "Ratio" is against the host's own node in the same round. In n8n the time is what n8n says that the node took; in Node-RED it is from the button to the last answer. "Distinct" are 100 different questions; "identical" is the same one 100 times (n8n) or 1,000 times (Node-RED).`,
		tables: [
			tableOf('n8n, 100 distinct', n8n.distinct, 'HTTP Request'),
			tableOf('n8n, 100 identical', n8n.same, 'HTTP Request'),
			tableOf('Node-RED, 100 distinct', red.distinct, 'http request'),
			tableOf('Node-RED, 1,000 identical', red.same, 'http request'),
		],
		goals: [
			...goalsOf('n8n', n8n, 'Kingfisher', 'HTTP Request'),
			...goalsOf('Node-RED', red, 'kingfisher-liquidations', 'http request'),
			{
				what: 'Node-RED, 1,000 identical: TCP connections',
				asked: '≤ 2',
				measured: String(red.same.get('kingfisher-liquidations')?.connections),
				isMet: (red.same.get('kingfisher-liquidations')?.connections ?? Infinity) <= 2,
			},
		],
	};
}

function tableOf(title: string, taken: Map<string, Taken>, peer: string): Table {
	return {
		head: [title, 'ms', 'Ratio', 'Calls', 'TCP connections'],
		rows: [...taken].map(([name, { ms, calls, connections }]) => [
			name,
			String(new Samples(ms)),
			ratioOf(taken, name, peer).asRatio(),
			String(calls),
			String(connections),
		]),
	};
}

function ratioOf(taken: Map<string, Taken>, name: string, peer: string): Samples {
	return ratios(taken.get(name)?.ms ?? [], taken.get(peer)?.ms ?? []);
}

function goalsOf(
	host: string,
	{ distinct, same }: { distinct: Map<string, Taken>; same: Map<string, Taken> },
	ours: string,
	peer: string,
): Goal[] {
	const time = ratioOf(distinct, ours, peer).median;
	const fewer = (same.get(peer)?.calls ?? NaN) / (same.get(ours)?.calls ?? NaN);
	return [
		{
			what: `${host}, distinct: time against ${peer}`,
			asked: '≤ 1.1×',
			measured: times(time),
			isMet: time <= 1.1,
		},
		{
			what: `${host}, identical: calls against ${peer}`,
			asked: '≥ 50× fewer',
			measured: `${times(fewer)} fewer`,
			isMet: fewer >= 50,
		},
	];
}
