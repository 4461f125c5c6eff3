import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { INSTALL_TIMEOUT_MS } from '../hosts/install';
import { failureOf } from '../hosts/n8n-executions';
import type { NewWorkflow } from '../hosts/n8n-workflows';
import { isPng, Uploads } from '../stream/uploads';
import { KINGFISHER, startBench, type Bench } from './setup';

const EXAMPLE = resolve(__dirname, '../../../examples/chart-liquidation-map-to-telegram.json');

let bench: Bench;

beforeAll(async () => {
	bench = await startBench('guide', 'kf_elite_charts_51d0c7');
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await bench.close();
});

describe('a chart of the Kingfisher node', () => {
	it.each(['liquidationMap', 'gexProfile', 'fundingComparison', 'openInterestByExchange'])(
		'%s is a file beside its figures, an item for each input item',
		async (operation) => {
			const { items, error } = await bench.run(
				{ resource: 'chart', operation, asset: { __rl: true, mode: 'symbol', value: 'btc' } },
				{ items: [{}, {}] },
			);
			expect(error).toBeUndefined();
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
			const { json, binary } = items[0]!;
			expect(json).toMatchObject({ asset: 'BTC', width: 1080, height: 1080 });
			expect(json['text']).toMatch(/^BTC /);
			expect(binary?.['data']).toMatchObject({
				mimeType: 'image/png',
				fileName: json['fileName'],
			});
		},
	);

	it('goes to Telegram as a photo with its text, as the example is imported', async () => {
		const telegram = await Uploads.open();
		const credential = await bench.n8n.credentials.create('telegramApi', {
			accessToken: '123:token',
			baseUrl: telegram.origin,
		});
		const example = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as NewWorkflow;
		const nodes = example.nodes.map((node) => {
			if (node.type === KINGFISHER) return { ...node, credentials: bench.credential.reference() };
			if (node.name === 'Send to Telegram') {
				return { ...node, credentials: credential.reference() };
			}
			if (node.name !== 'Once an Hour') return node;
			const webhook = { type: 'n8n-nodes-base.webhook', typeVersion: 2.1, webhookId: 'map' };
			return { ...node, ...webhook, parameters: { path: 'map', options: {} } };
		});
		const { id } = await bench.n8n.workflows.create({ ...example, nodes });
		expect((await bench.n8n.workflows.activate(id)).status).toBe('published');
		await bench.n8n.session.request('GET', '/webhook/map');
		const [execution] = await bench.n8n.executions.finished(id);
		expect(failureOf(execution!)).toBeUndefined();
		const [upload] = telegram.received;
		expect(upload?.path).toBe('/bot123:token/sendPhoto');
		expect(upload?.fields['caption']).toMatch(/^BTC 67,000: longs /);
		expect(isPng(upload?.files['photo']?.bytes)).toBe(true);
		await telegram.close();
	}, 60_000);
});
