import type { FlowNode } from '../../e2e/hosts/node-red-admin';
import { KEYS } from '../stream/frames';

/** What comes to the path `/name` of the address ends at the sink `name`, in a tab of that name. */
export interface Flow {
	name: string;
	nodes: (url: string) => FlowNode[];
}

/** The flow that ours is compared with, in tables and goals. */
export const PEER = 'websocket in → json';

/** What people build with the nodes that Node-RED brings. */
export const CORE_NODES: Flow = {
	name: 'core',
	nodes: (url) => [
		tab('core'),
		{
			id: 'client',
			type: 'websocket-client',
			path: `${url.replace('http', 'ws')}/core`,
			wholemsg: 'false',
			hb: '0',
		},
		node('core', 'in', {
			type: 'websocket in',
			server: '',
			client: 'client',
			wires: [['core-json']],
		}),
		node('core', 'json', {
			type: 'json',
			property: 'payload',
			action: 'obj',
			pretty: false,
			wires: [['core']],
		}),
		sink('core'),
	],
};

/** A node with the library `ws` and nothing else. @param isRead otherwise all is dropped */
export function bare(name: string, isRead: boolean): Flow {
	return {
		name,
		nodes: (url) => [
			tab(name),
			node(name, 'in', {
				type: 'bench-socket',
				url: `${url.replace('http', 'ws')}/${name}`,
				isRead,
				wires: [[name]],
			}),
			sink(name),
		],
	};
}

/** @param output `raw` is what the core nodes give */
export function ours(name: string, delivery: 'every' | 'latest', output = 'raw'): Flow {
	return {
		name,
		nodes: (url) => [
			tab(name),
			{
				id: `${name}-account`,
				type: 'kingfisher-account',
				environment: 'custom',
				baseUrl: `${url}/${name}/v1`,
				credentials: { apiKey: 'kf_elite_bench_0123456789abcdef' },
			},
			node(name, 'stream', {
				type: 'kingfisher-stream',
				account: `${name}-account`,
				channels: 'liquidations',
				assets: KEYS.join(', '),
				exchanges: 'all',
				delivery,
				interval: '1',
				perSecond: '0',
				output,
				idleLimit: '',
				bufferSize: '',
				wires: [[name], []],
			}),
			sink(name),
		],
	};
}

function tab(name: string): FlowNode {
	return { id: `${name}-tab`, type: 'tab', label: name };
}

function node(flow: string, name: string, rest: { type: string; [property: string]: unknown }) {
	return { z: `${flow}-tab`, x: 100, y: 100, id: `${flow}-${name}`, ...rest };
}

function sink(name: string): FlowNode {
	return { ...node(name, 'sink', { type: 'bench-sink', ages: true, wires: [] }), id: name };
}
