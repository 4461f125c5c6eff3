import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { INSTALL_TIMEOUT_MS } from '../hosts/install';
import { failureOf, itemsOf } from '../hosts/n8n-executions';
import type { NewWorkflow, NodeInWorkflow } from '../hosts/n8n-workflows';
import { waitFor } from '../hosts/wait';
import { Sink } from '../stream/sink';
import { TRIGGER } from './event-host';
import { KINGFISHER, SIGNAL_TRIGGER, startBench, STREAM_TRIGGER, type Bench } from './setup';
import { LanguageModel } from './language-model';
import { toSink } from './to-sink';

const FOLDER = resolve(__dirname, '../../../examples');
const EXAMPLES = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
/** Tried in `charts.test.ts`. */
const DRAWING = EXAMPLES.filter((file) => file.startsWith('chart-'));
const LIVE = EXAMPLES.filter((file) => file.startsWith('stream-'));
const WATCHING = EXAMPLES.filter((file) => file.startsWith('signal-'));
const TALKING = EXAMPLES.filter((file) => file.startsWith('agent-'));
const CALLED = EXAMPLES.filter((file) => file.startsWith('event-'));
/** Where n8n's Docker image may write; here it is below n8n's home. */
const FILES = '/home/node/.n8n-files';
const STARTERS = ['n8n-nodes-base.scheduleTrigger', 'n8n-nodes-base.manualTrigger'];

let bench: Bench;

beforeAll(async () => {
	bench = await startBench('market', 'kf_elite_examples_6e1f0b');
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await bench.close();
});

const OURS = [KINGFISHER, `${KINGFISHER}Tool`, STREAM_TRIGGER, TRIGGER, SIGNAL_TRIGGER];
const ours = ({ type }: { type: string }) => OURS.includes(type);

/** The example with our credential. */
function imported(file: string): NewWorkflow {
	const text = readFileSync(join(FOLDER, file), 'utf8').replaceAll(FILES, allowedFolder());
	const example = JSON.parse(text) as NewWorkflow;
	const credentials = bench.credential.reference();
	return {
		...example,
		nodes: example.nodes.map((node) => (ours(node) ? { ...node, credentials } : node)),
	};
}

function allowedFolder(): string {
	return join(dirname(bench.n8n.dataFolder()), '.n8n-files');
}

/** The example, started by a call instead of its schedule or button. */
function startedByCall(file: string, path: string): NewWorkflow {
	const example = imported(file);
	const nodes = example.nodes.map((node) => {
		if (!STARTERS.includes(node.type)) return node;
		const webhook = { type: 'n8n-nodes-base.webhook', typeVersion: 2.1, webhookId: path };
		return { ...node, ...webhook, parameters: { path, options: {} } };
	});
	return { ...example, nodes };
}

describe('the example workflows', () => {
	it.each(
		EXAMPLES.filter(
			(file) => ![...DRAWING, ...LIVE, ...CALLED, ...WATCHING, ...TALKING].includes(file),
		),
	)('%s runs as it is imported', async (file) => {
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

/** A state with one large cluster near the price, newer than whatever came before. */
function publish(asset: string) {
	const price = Math.round(bench.emulator.market.price(asset) * 0.99);
	const clusters = [{ price, long_liquidations: 4.8e9, short_liquidations: 1e6 }];
	const timestamp = new Date().toISOString();
	bench.emulator.stream.publish('liquidations', asset, { timestamp, data: { clusters } });
	return price;
}

describe('the example workflows that follow the stream', () => {
	it('are all tried here', () => {
		expect(LIVE).toEqual([
			'stream-large-clusters-as-text.json',
			'stream-latest-to-csv.json',
			'stream-signal-to-discord.json',
		]);
	});

	it('tell large clusters as text, apart from news of the connection', async () => {
		const { id } = await bench.n8n.workflows.create(imported(LIVE[0]!));
		expect((await bench.n8n.workflows.activate(id)).status).toBe('published');
		const [news] = await bench.n8n.executions.finished(id);
		expect(itemsOf(news!, 'Connection News').map(({ json }) => json['text'])).toEqual([
			'Kingfisher stream: connected',
		]);
		// The price of BTC is still known from the answer that was made up above.
		const price = publish('ETH');
		const [, data] = await bench.n8n.executions.finished(id, 2);
		expect(failureOf(data!)).toBeUndefined();
		const [text] = itemsOf(data!, 'Large Clusters').map(({ json }) => json['text']);
		expect(text).toContain(`$4.8B of longs at ${price.toLocaleString('en-US')} (`);
		// The market goes on meanwhile.
		expect(text).toMatch(/\([01]\.\d% below\)/);
		await bench.n8n.workflows.deactivate(id);
	});

	it('keep a CSV file up to date', async () => {
		mkdirSync(allowedFolder(), { recursive: true });
		const { id } = await bench.n8n.workflows.create(imported(LIVE[1]!));
		expect((await bench.n8n.workflows.activate(id)).status).toBe('published');
		const price = publish('BTC');
		const [execution] = await bench.n8n.executions.finished(id);
		expect(failureOf(execution!)).toBeUndefined();
		const file = join(allowedFolder(), 'kingfisher-btc.csv');
		const [head, row] = await waitFor('the file', () => readFileSync(file, 'utf8').split('\n'));
		expect(head).toContain('channel,asset,exchange');
		expect(row).toContain(`liquidations,BTC,all,,,${price},4800000000,1000000,4801000000,long`);
		await bench.n8n.workflows.deactivate(id);
	});
});

/** A cluster of the guide's size, one percent below the price. */
function bringNear(asset: string) {
	const body = {
		asset,
		current_price: 67000,
		clusters: [{ price: 66330, long_liquidations: 4.8e9, short_liquidations: 1e6 }],
	};
	bench.emulator.faults.inject({ path: `/liquidations/${asset}`, body, times: 5 });
}

describe('the example workflows that watch signals', () => {
	const NEAR = 'BTC 67,000 is 1.0% above a $4.8B long-liquidation cluster at 66,330';
	let outside: Sink;

	beforeEach(async () => {
		outside = await Sink.open();
	});

	afterEach(async () => {
		bench.emulator.faults.clear();
		await outside.close();
	});

	/** Publishes the example at any hour, with stand-ins for the outside, and returns what reached them. */
	async function sent(file: string, change: (node: NodeInWorkflow) => NodeInWorkflow) {
		const example = imported(file);
		const nodes = example.nodes.map((node) => {
			if (node.type !== SIGNAL_TRIGGER) return change(node);
			const hours = { activeFrom: 0, activeTo: 24 };
			return { ...node, parameters: { ...node.parameters, ...hours } };
		});
		const { id } = await bench.n8n.workflows.create({ ...example, nodes });
		expect((await bench.n8n.workflows.activate(id)).status).toBe('published');
		const [execution] = await bench.n8n.executions.finished(id);
		expect(failureOf(execution!)).toBeUndefined();
		await bench.n8n.workflows.deactivate(id);
		return outside.deliveries.flatMap(({ records }) => records);
	}

	it('are all tried here', () => {
		expect(WATCHING).toEqual([
			'signal-funding-to-google-sheets.json',
			'signal-proximity-to-slack.json',
			'signal-setup-scan-to-telegram.json',
		]);
	});

	it('post a line to Slack when the price is near a large cluster', async () => {
		bringNear('BTC');
		const posts = await sent('signal-proximity-to-slack.json', (node) =>
			node.name === 'Post to Slack'
				? { ...node, parameters: { ...node.parameters, url: outside.url('slack') } }
				: node,
		);
		expect(posts).toContainEqual({ text: NEAR });
	}, 60_000);

	it('send a setup to Telegram', async () => {
		bringNear('BTC');
		const baseUrl = new URL(outside.url('')).origin;
		const data = { accessToken: '123:token', baseUrl };
		const telegram = await bench.n8n.credentials.create('telegramApi', data);
		const messages = await sent('signal-setup-scan-to-telegram.json', (node) =>
			node.name === 'Send to Telegram' ? { ...node, credentials: telegram.reference() } : node,
		);
		const text =
			'BTC setup: $4.8B long-liquidation cluster at 66,330, 1.00% below the price of 67,000';
		expect(messages).toContainEqual(
			expect.objectContaining({ chat_id: 'YOUR_CHAT_ID', parse_mode: 'HTML', text }),
		);
	}, 60_000);

	it('add a row to a spreadsheet when funding is extreme', async () => {
		const rates = [{ exchange: 'binance', funding_rate: 0.0012, annualized_rate: 1.314 }];
		const body = { asset: 'BTC', rates };
		bench.emulator.faults.inject({ path: '/funding-rates/BTC', body, times: 5 });
		const rows = await sent('signal-funding-to-google-sheets.json', (node) =>
			// Google's own node asks Google alone.
			node.name === 'Add Row' ? { ...toSink(outside.url('sheet')), name: node.name } : node,
		);
		const row = rows.find(({ asset }) => asset === 'BTC');
		expect(Object.keys(row ?? {})).toEqual([
			...['time', 'asset', 'exchange', 'state', 'rate8hPercent', 'text'],
		]);
		expect(row).toMatchObject({ exchange: 'binance', rate8hPercent: 0.12 });
	}, 60_000);

	it('post to Discord when a streamed cluster is near', async () => {
		bringNear('BTC');
		const example = imported('stream-signal-to-discord.json');
		const nodes = example.nodes.map((node) =>
			node.name === 'Post to Discord'
				? { ...node, parameters: { ...node.parameters, url: outside.url('discord') } }
				: node,
		);
		const { id } = await bench.n8n.workflows.create({ ...example, nodes });
		await bench.n8n.workflows.activate(id);
		await waitFor('the subscription', () => bench.emulator.stream.subscriptions().length > 0);
		const clusters = [{ price: 66330, long_liquidations: 4.8e9, short_liquidations: 1e6 }];
		const timestamp = new Date().toISOString();
		bench.emulator.stream.publish('liquidations', 'BTC', { timestamp, data: { clusters } });
		await waitFor('the post', () => outside.data().length > 0);
		expect(outside.data()).toHaveLength(1);
		expect(outside.data()[0]?.['content']).toMatch(
			/^BTC .* above a \$4\.8B long-liquidation cluster at/,
		);
		await bench.n8n.workflows.deactivate(id);
	}, 60_000);
});

describe('the example workflows that Kingfisher calls', () => {
	it('are all tried here', () => {
		expect(CALLED).toEqual(['event-gex-flip-to-discord.json']);
	});

	it('post a line to Discord when gamma flips', async () => {
		const discord = await Sink.open();
		const example = imported(CALLED[0]!);
		const nodes = example.nodes.map((node) =>
			node.name === 'Post to Discord'
				? { ...node, parameters: { ...node.parameters, url: discord.url('discord') } }
				: node,
		);
		const { id } = await bench.n8n.workflows.create({ ...example, nodes });
		expect((await bench.n8n.workflows.activate(id)).status).toBe('published');
		const assets = bench.emulator.webhooks.registrations().map(({ config }) => config.asset);
		expect(assets).toEqual(['BTC', 'ETH']);
		const [report] = await bench.emulator.webhooks.fire('gex.flip', 'BTC');
		expect(report?.status).toBe(200);
		const [execution] = await bench.n8n.executions.finished(id);
		expect(failureOf(execution!)).toBeUndefined();
		const [post] = discord.deliveries.flatMap(({ records }) => records);
		expect(Object.keys(post ?? {})).toEqual(['content']);
		expect(post?.['content']).toMatch(/^BTC .*gamma/i);
		await bench.n8n.workflows.deactivate(id);
		expect(bench.emulator.webhooks.registrations()).toEqual([]);
		await discord.close();
	});
});

describe('the example workflow with an agent', () => {
	it('answers with what a Kingfisher tool has said', async () => {
		expect(TALKING).toEqual(['agent-analyst.json']);
		bringNear('BTC');
		const model = await LanguageModel.open();
		const data = { apiKey: 'sk-stand-in', url: model.url };
		const openAi = await bench.n8n.credentials.create('openAiApi', data);
		const example = imported(TALKING[0]!);
		const nodes = example.nodes.map((node) => {
			if (node.name === 'OpenAI Chat Model') return { ...node, credentials: openAi.reference() };
			if (node.name !== 'Chat') return node;
			return { ...node, parameters: { ...node.parameters, public: true, mode: 'webhook' } };
		});
		const { id } = await bench.n8n.workflows.create({ ...example, nodes });
		expect((await bench.n8n.workflows.activate(id)).status).toBe('published');
		const { webhookId = '' } = nodes.find(({ name }) => name === 'Chat') ?? {};
		const question = { action: 'sendMessage', sessionId: '1', chatInput: 'How does BTC stand?' };
		await bench.n8n.session.request('POST', `/webhook/${webhookId}/chat`, question);
		const [execution] = await bench.n8n.executions.finished(id);
		expect(failureOf(execution!)).toBeUndefined();
		const [answer] = itemsOf(execution!, 'Analyst');
		expect(JSON.stringify(answer?.json['output'])).toContain('$4.8B of longs at 66,330');
		expect(model.tools()).toEqual(
			expect.arrayContaining(['Liquidation_Clusters', 'Gamma_Exposure', 'Funding_Rates']),
		);
		await bench.n8n.workflows.deactivate(id);
		bench.emulator.faults.clear();
		await model.close();
	}, 60_000);
});
