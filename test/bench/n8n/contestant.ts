import { join } from 'node:path';
import type { Emulator } from '../../../emulator';
import { startN8n, type N8n } from '../../e2e/hosts/n8n';
import { inARow } from '../../e2e/hosts/n8n-workflows';
import { packN8n } from '../../e2e/hosts/pack';
import { waitFor } from '../../e2e/hosts/wait';
import { N8nStreamHost } from '../../e2e/n8n/stream-host';
import { toSink } from '../../e2e/n8n/to-sink';
import type { Sink } from '../../e2e/stream/sink';

const PEER_PACKAGE = 'n8n-nodes-bench-peer';

export const ASSETS = Array.from({ length: 25 }, (_, index) => `COIN${index}`);

const KEY = 'kf_elite_bench_0123456789abcdef';

/** A fresh n8n with a published workflow that listens and sends what it gets to the sink. */
export async function startContestant(
	kind: 'ours' | 'peer',
	emulator: Emulator,
	sink: Sink,
): Promise<N8n> {
	const alongside = { [PEER_PACKAGE]: join(__dirname, PEER_PACKAGE) };
	const n8n = await startN8n({ tarball: await packN8n(), alongside });
	try {
		await (kind === 'ours' ? listenOurs(n8n, emulator, sink) : listenPeer(n8n, emulator, sink));
		const { stream } = emulator;
		await waitFor('every subscription', () => stream.subscriptions().length === ASSETS.length);
		return n8n;
	} catch (error) {
		await n8n.remove();
		throw error;
	}
}

async function listenOurs(n8n: N8n, emulator: Emulator, sink: Sink): Promise<void> {
	const consumer = { name: 'bench', key: KEY, assets: ASSETS, delivery: 'latest' as const };
	await N8nStreamHost.on(n8n).run([consumer], emulator, sink);
}

async function listenPeer(n8n: N8n, emulator: Emulator, sink: Sink): Promise<void> {
	const nodes = [
		{
			name: 'Stream',
			type: `${PEER_PACKAGE}.benchPeerTrigger`,
			parameters: {
				url: `${emulator.url.replace('http', 'ws')}/v1/stream`,
				apiKey: KEY,
				assets: ASSETS.join(', '),
			},
		},
		toSink(sink.url('bench')),
	];
	const { id } = await n8n.workflows.create({
		name: 'Peer',
		nodes,
		connections: inARow(nodes),
		settings: { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'all' },
	});
	await n8n.workflows.activate(id);
}
