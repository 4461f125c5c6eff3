import type { INode } from 'n8n-workflow';
import { startEmulator } from '../../../emulator';
import { INSTALL_TIMEOUT_MS } from '../hosts/install';
import type { Credential } from '../hosts/n8n-credentials';
import { failureOf, itemsOf } from '../hosts/n8n-executions';
import { freePorts } from '../hosts/free-ports';
import { waitFor } from '../hosts/wait';
import { expectKeyNowhere } from '../leaks';
import { customCredential, startBench, STREAM_TRIGGER, type Bench } from './setup';

const KEY = 'kf_elite_stream_e2e_4b7d91c2e8';
const STREAM = 'Stream';

let bench: Bench;
let created: string[] = [];

beforeAll(async () => {
	bench = await startBench('market', KEY);
}, INSTALL_TIMEOUT_MS);

afterEach(async () => {
	for (const id of created) await bench.n8n.workflows.deactivate(id);
	created = [];
});

afterAll(async () => {
	await bench.close();
});

const stream = () => bench.emulator.stream;
const sockets = async (count: number) =>
	await waitFor(`${count} sockets`, () => stream().connections().length === count);
const subscribed = async () =>
	await waitFor('subscriptions', () => stream().subscriptions().length > 0);

async function credentialOf(apiKey: string, baseUrl = bench.emulator.baseUrl) {
	return await bench.n8n.credentials.create('kingfisherApi', customCredential(baseUrl, apiKey));
}

async function workflow(parameters: INode['parameters'], credential?: Credential) {
	const credentials = (credential ?? bench.credential).reference();
	const nodes = [{ name: STREAM, type: STREAM_TRIGGER, parameters, credentials }];
	const saved = await bench.n8n.workflows.create({ name: 'Stream', nodes, connections: {} });
	created.push(saved.id);
	return saved;
}

/** "Execute step" in the editor. */
async function testRun(workflowId: string): Promise<string> {
	const path = `/workflows/${workflowId}/run`;
	const body = { triggerToStartFrom: { name: STREAM } };
	return (await bench.n8n.session.rest<{ executionId: string }>('POST', path, body)).executionId;
}

describe('the packed trigger', () => {
	it('is offered as a trigger, and not as a tool', async () => {
		const types = await bench.n8n.nodeTypes();
		const offered = types.filter(({ name }) => name.startsWith(STREAM_TRIGGER));
		expect(offered).toMatchObject([{ name: STREAM_TRIGGER, group: ['trigger'], inputs: [] }]);
	});
});

describe('a published workflow', () => {
	it('is executed with the latest of everything that changed, and lets go of the socket', async () => {
		const { id } = await workflow({
			channels: ['liquidations', 'gex'],
			assets: '={{ ["btc", "eth"].join(", ") }}',
			interval: 4,
			options: { connectionEvents: '={{ 1 > 2 }}' },
		});
		expect((await bench.n8n.workflows.activate(id)).status).toBe('published');
		await waitFor('all subscriptions', () => stream().subscriptions().length === 4);
		stream().publish('liquidations', 'BTC', { timestamp: '2100-01-01T00:00:01Z' });
		await bench.n8n.executions.finished(id);
		stream().publish('liquidations', 'BTC', { timestamp: '2100-01-01T00:00:02Z' });
		stream().publish('liquidations', 'BTC', { timestamp: '2100-01-01T00:00:03Z' });
		stream().publish('liquidations', 'ETH', { timestamp: '2100-01-01T00:00:04Z' });
		stream().publish('gex', 'BTC');
		const [, execution] = await bench.n8n.executions.finished(id, 2);
		expect(failureOf(execution!)).toBeUndefined();
		const items = itemsOf(execution!, STREAM).map(({ json }) => json);
		expect(items.map((item) => [item['channel'], item['asset']])).toEqual([
			['liquidations', 'BTC'],
			['liquidations', 'ETH'],
			['gex', 'BTC'],
		]);
		expect(items[0]).toMatchObject({ timestamp: '2100-01-01T00:00:03.000Z' });
		await bench.n8n.workflows.deactivate(id);
		await sockets(0);
	});

	it('has one socket however often it is published and taken back', async () => {
		const { id } = await workflow({});
		const before = stream().opened();
		for (let round = 1; round <= 10; round += 1) {
			await bench.n8n.workflows.activate(id);
			await sockets(1);
			if (round < 10) await bench.n8n.workflows.deactivate(id);
		}
		expect(stream().opened() - before).toBe(10);
		expect(stream().subscriptions()).toEqual(['liquidations:BTC:all']);
		stream().publish('liquidations', 'BTC');
		expect(await bench.n8n.executions.finished(id)).toHaveLength(1);
		await bench.n8n.workflows.deactivate(id);
		await sockets(0);
	});

	it('is not published with a key that cannot stream, and n8n shows why', async () => {
		const keys = ['kf_pro_stream_e2e_77a1', 'kf_expired_stream_e2e_77a2'];
		const publications = await Promise.all(
			keys.map(async (key) => {
				const { id } = await workflow({}, await credentialOf(key));
				return await bench.n8n.workflows.activate(id);
			}),
		);
		expect(publications.map(({ status }) => status)).toEqual(['failed', 'failed']);
		const messages = publications.map(({ triggers }) => triggers[0]?.errorMessage);
		expect(messages[0]).toContain('streaming needs the Elite plan');
		expect(messages[0]).toContain('Use the key of an Elite plan');
		expect(messages[1]).toContain('credential "kingfisherApi account" is invalid or expired');
		expect(messages[1]).toContain('Kingfisher dashboard, Settings, API Keys');
		await sockets(0);
	});
});

describe('a test run in the editor', () => {
	it('shows one message and lets go of the socket', async () => {
		const { id } = await workflow({ assets: '={{ "BTC" }}' });
		await testRun(id);
		await subscribed();
		stream().publish('liquidations', 'BTC');
		const [execution] = await bench.n8n.executions.finished(id);
		expect(execution?.mode).toBe('manual');
		expect(itemsOf(execution!, STREAM)).toMatchObject([{ json: { asset: 'BTC' } }]);
		await sockets(0);
	});

	it('says what is wrong with the key', async () => {
		const { id } = await workflow({}, await credentialOf('kf_pro_stream_e2e_77a3'));
		await testRun(id);
		const [execution] = await bench.n8n.executions.finished(id);
		expect(failureOf(execution!)).toMatchObject({
			message: expect.stringContaining('streaming needs the Elite plan') as string,
			description: expect.stringContaining('Use the key of an Elite plan') as string,
		});
		await sockets(0);
	});

	it('lets go of the socket when the user stops waiting', async () => {
		const { id } = await workflow({});
		const execution = await testRun(id);
		await subscribed();
		await bench.n8n.session.rest('POST', `/executions/${execution}/stop`);
		await sockets(0);
	});
});

describe('an API that is down', () => {
	it('when n8n starts is waited for: what was published delivers once it is up', async () => {
		const [port = 0] = await freePorts(1);
		const credential = await credentialOf(KEY, `http://127.0.0.1:${port}/v1`);
		const { id } = await workflow({}, credential);
		expect((await bench.n8n.workflows.activate(id)).status).toBe('published');
		await bench.n8n.restart();
		const late = await startEmulator({ port });
		await waitFor('the subscription', () => late.stream.subscriptions().length > 0);
		late.stream.publish('liquidations', 'BTC');
		const [execution] = await bench.n8n.executions.finished(id);
		expect(itemsOf(execution!, STREAM)).toMatchObject([{ json: { asset: 'BTC' } }]);
		await late.close();
	}, 120_000);

	it('left the key in no log, database or execution', async () => {
		await bench.n8n.stop();
		await expectKeyNowhere(KEY, [
			{ name: 'log of n8n', text: bench.n8n.output() },
			{ name: 'data of n8n', folder: bench.n8n.dataFolder() },
		]);
	});
});
