import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { INSTALL_TIMEOUT_MS } from '../hosts/install';
import { failureOf, itemsOf } from '../hosts/n8n-executions';
import type { NewWorkflow } from '../hosts/n8n-workflows';
import { KINGFISHER, startBench, type Bench } from './setup';

const FOLDER = resolve(__dirname, '../../../examples');
const EXAMPLES = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const STARTERS = ['n8n-nodes-base.scheduleTrigger', 'n8n-nodes-base.manualTrigger'];

let bench: Bench;

beforeAll(async () => {
	bench = await startBench('market');
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await bench.close();
});

/** The example with our credential, started by a call instead of its schedule or button. */
function startedByCall(file: string, path: string): NewWorkflow {
	const example = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as NewWorkflow;
	const nodes = example.nodes.map((node) => {
		if (node.type === KINGFISHER) return { ...node, credentials: bench.credential.reference() };
		if (!STARTERS.includes(node.type)) return node;
		const webhook = { type: 'n8n-nodes-base.webhook', typeVersion: 2.1, webhookId: path };
		return { ...node, ...webhook, parameters: { path, options: {} } };
	});
	return { ...example, nodes };
}

describe('the example workflows', () => {
	it.each(EXAMPLES)('%s runs as it is imported', async (file) => {
		const path = file.replace('.json', '');
		const workflow = await bench.n8n.workflows.create(startedByCall(file, path));
		expect((await bench.n8n.workflows.activate(workflow.id)).status).toBe('published');
		await bench.n8n.session.request('GET', `/webhook/${path}`);
		const [execution] = await bench.n8n.executions.finished(workflow.id);
		expect(failureOf(execution!)).toBeUndefined();
		const asked = workflow.nodes.filter((node) => node.type === KINGFISHER);
		for (const { name } of asked) {
			expect(itemsOf(execution!, name).length).toBeGreaterThan(0);
		}
	});

	it('write a line that can be sent as it is', async () => {
		// The guide's sample cluster, close and large enough to pass the filter.
		bench.emulator.faults.inject({
			path: '/liquidations/BTC',
			body: {
				asset: 'BTC',
				current_price: 67000,
				clusters: [{ price: 66330, long_liquidations: 4.8e9, short_liquidations: 1e6 }],
			},
		});
		const example = startedByCall('large-clusters-near-price.json', 'line');
		const nodes = example.nodes.map((node) =>
			node.type === KINGFISHER
				? { ...node, parameters: { ...node.parameters, options: { cacheSeconds: 0 } } }
				: node,
		);
		const { id } = await bench.n8n.workflows.create({ ...example, nodes });
		await bench.n8n.workflows.activate(id);
		await bench.n8n.session.request('GET', '/webhook/line');
		const [execution] = await bench.n8n.executions.finished(id);
		expect(itemsOf(execution!, 'Text').map((item) => item.json['text'])).toContain(
			'BTC 67,000 is 1.0% above $4.8B of reported long liquidations at 66,330',
		);
	});
});
