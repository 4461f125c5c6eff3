import { catalogue } from '../../../core';
import { startEmulator, type Emulator } from '../../../emulator';
import packageJson from '../../../node-red/package.json';
import type { NodeRedVersion } from '../hosts/install';
import { startNodeRed, type NodeRed } from '../hosts/node-red';
import type { FlowNode } from '../hosts/node-red-admin';
import { packNodeRed } from '../hosts/pack';

export const PACKAGE = packageJson.name;

/** What can be dragged onto the canvas. */
export const TYPES = [
	...Object.values(catalogue).map(({ name }) => `kingfisher-${name}`),
	'kingfisher-chart',
	'kingfisher-event',
	'kingfisher-signal',
	'kingfisher-stream',
	'kingfisher-webhooks',
];

/** A real Node-RED with the packed package, and an emulator behind it. */
export interface Bench {
	emulator: Emulator;
	red: NodeRed;
	close(): Promise<void>;
}

export async function startBench(
	version: NodeRedVersion,
	scenario: 'guide' | 'market',
	env: Record<string, string> = {},
): Promise<Bench> {
	// A market that opens with large clusters near the price.
	const emulator = await startEmulator({ scenario, seed: 6 });
	const red = await startNodeRed({ version, tarball: await packNodeRed(), logLevel: 'trace', env });
	return {
		emulator,
		red,
		close: async () => {
			await red.remove();
			await emulator.close();
		},
	};
}

const TAB: FlowNode = { id: 'tab', type: 'tab', label: 'Test' };

export function account(baseUrl: string, apiKey: string): FlowNode {
	return {
		id: 'account',
		type: 'kingfisher-account',
		environment: 'custom',
		baseUrl,
		credentials: { apiKey },
	};
}

/** inject → the node under test → debug, and catch → debug; both debugs show the whole message. */
export function flowAround(node: Record<string, unknown>, ...more: FlowNode[]): FlowNode[] {
	// What has no place on the canvas counts as a configuration node.
	const place = { z: 'tab', x: 100, y: 100 };
	const debug = { ...place, type: 'debug', active: true, tosidebar: true, complete: 'true' };
	return [
		TAB,
		{ ...place, id: 'inject', type: 'inject', props: [], wires: [['node']] },
		{
			...place,
			id: 'node',
			account: 'account',
			wires: [['result']],
			...node,
		} as unknown as FlowNode,
		{ ...debug, id: 'result', wires: [] },
		{ ...place, id: 'catch', type: 'catch', scope: null, wires: [['caught']] },
		{ ...debug, id: 'caught', wires: [] },
		...more,
	];
}

export interface Message {
	[name: string]: unknown;
	payload: unknown;
	topic?: string;
	kingfisher: Record<string, unknown>;
	error: { message: string; code?: string };
}

/** Presses the inject button and returns what comes out of the node, or what its catch node gets. */
export async function ask(
	{ red }: Bench,
	properties?: Record<string, unknown>,
	from: 'result' | 'caught' = 'result',
): Promise<Message> {
	await red.inject('inject', properties);
	return (await red.nextDebug(from)).value as Message;
}
