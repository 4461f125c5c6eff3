import type { FlowNode } from '../../e2e/hosts/node-red-admin';
import { KEYS } from '../stream/frames';

const TAB: FlowNode = { id: 'tab', type: 'tab', label: 'bench' };

const PLACE = { z: 'tab', x: 100, y: 100 };

/** What people build with the nodes that Node-RED brings. */
export function coreNodes(url: string): FlowNode[] {
	return [
		TAB,
		{
			id: 'client',
			type: 'websocket-client',
			path: url.replace('http', 'ws'),
			wholemsg: 'false',
			hb: '0',
		},
		{ ...PLACE, id: 'in', type: 'websocket in', server: '', client: 'client', wires: [['json']] },
		{
			...PLACE,
			id: 'json',
			type: 'json',
			property: 'payload',
			action: 'obj',
			pretty: false,
			wires: [['sink']],
		},
		sink(),
	];
}

/** @param output `raw` is what the core nodes give */
export function ours(url: string, delivery: 'every' | 'latest', output = 'raw'): FlowNode[] {
	return [
		TAB,
		{
			id: 'account',
			type: 'kingfisher-account',
			environment: 'custom',
			baseUrl: `${url}/v1`,
			credentials: { apiKey: 'kf_elite_bench_0123456789abcdef' },
		},
		{
			...PLACE,
			id: 'stream',
			type: 'kingfisher-stream',
			account: 'account',
			channels: 'liquidations',
			assets: KEYS.join(', '),
			exchanges: 'all',
			delivery,
			interval: '1',
			perSecond: '0',
			output,
			idleLimit: '',
			bufferSize: '',
			wires: [['sink'], []],
		},
		sink(),
	];
}

function sink(): FlowNode {
	return { ...PLACE, id: 'sink', type: 'bench-sink', ages: true, wires: [] };
}
