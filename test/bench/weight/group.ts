import { packN8n, packNodeRed } from '../../e2e/hosts/pack';
import type { Goal, Section, Table } from '../report';
import { amount } from '../statistics';
import { weigh, type Weight } from './installed';

/** Widely used packages that talk to an API, as ours do. */
const N8N_PEERS = ['n8n-nodes-evolution-api', 'n8n-nodes-mcp'];
const NODE_RED_PEERS = [
	'node-red-contrib-telegrambot',
	'node-red-node-email',
	'node-red-contrib-influxdb',
];

/** Group 5: what each package weighs, beside others of its ecosystem. */
export async function weight(progress: (text: string) => void): Promise<Section> {
	const all = async (host: 'n8n' | 'node-red', wanted: string[]) => {
		const weights: Weight[] = [];
		for (const one of wanted) {
			progress(one.split('/').at(-1) ?? one);
			weights.push(await weigh(one, host));
		}
		return weights;
	};
	const n8n = await all('n8n', [await packN8n(), ...N8N_PEERS]);
	const nodeRed = await all('node-red', [await packNodeRed(), ...NODE_RED_PEERS]);
	return {
		title: '5. Weight',
		method:
			'The packed packages, installed with npm into an empty folder, without what the host brings. Load: every file that the host loads at its start, in a fresh process of Node 24 (for n8n with `n8n-workflow` loaded before), medians of 7.',
		tables: [tableOf('n8n', n8n), tableOf('Node-RED', nodeRed)],
		goals: [
			goal('n8n package: load', n8n[0], 50),
			goal('Node-RED package: load', nodeRed[0], 250),
			{
				what: 'n8n package: packages installed',
				asked: '1, itself',
				measured: String(n8n[0]?.packages),
				isMet: n8n[0]?.packages === 1,
			},
		],
	};
}

function goal(what: string, weighed: Weight | undefined, ms: number): Goal {
	const took = weighed?.loadMs.median ?? NaN;
	return { what, asked: `≤ ${ms} ms`, measured: `${amount(took)} ms`, isMet: took <= ms };
}

function tableOf(host: string, weights: Weight[]): Table {
	return {
		head: [host, 'Packed kB', 'Installed kB', 'Packages', 'Load ms'],
		rows: weights.map(({ name, version, packedKb, installedKb, packages, loadMs }) => [
			`${name} ${version}`,
			amount(packedKb),
			amount(installedKb),
			String(packages),
			String(loadMs),
		]),
	};
}
