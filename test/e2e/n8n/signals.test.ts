import { randomBytes } from 'node:crypto';
import type { INode } from 'n8n-workflow';
import { INSTALL_TIMEOUT_MS } from '../hosts/install';
import type { Credential } from '../hosts/n8n-credentials';
import { failureOf, itemsOf } from '../hosts/n8n-executions';
import { inARow } from '../hosts/n8n-workflows';
import { waitFor } from '../hosts/wait';
import { expectKeyNowhere } from '../leaks';
import { Sink } from '../stream/sink';
import { customCredential, KINGFISHER, SIGNAL_TRIGGER, startBench, type Bench } from './setup';
import { toSink } from './to-sink';

const keys: string[] = [];

let bench: Bench;
let sink: Sink;

beforeAll(async () => {
	bench = await startBench('guide');
	sink = await Sink.open();
}, INSTALL_TIMEOUT_MS);

let key = '';
let credential: Credential;

/** A key of its own for every test: what one has asked is not answered from a cache to the next. */
beforeEach(async () => {
	key = `kf_pro_signals_${randomBytes(8).toString('hex')}`;
	keys.push(key);
	const data = customCredential(bench.emulator.baseUrl, key);
	credential = await bench.n8n.credentials.create('kingfisherApi', data);
	bench.emulator.reset();
	sink.clear();
});

afterAll(async () => {
	await sink.close();
	await bench.close();
});

/** A published workflow that is executed by a webhook, so that its static data are kept. */
async function evaluating(parameters: INode['parameters']) {
	const path = `signals-${Math.random().toString(36).slice(2)}`;
	const nodes = [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			webhookId: path,
			parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
		},
		{
			name: 'Signal',
			type: KINGFISHER,
			parameters: { resource: 'signal', ...parameters },
			credentials: credential.reference(),
		},
	];
	const workflow = { name: 'Signal', nodes, connections: inARow(nodes) };
	const { id } = await bench.n8n.workflows.create(workflow);
	await bench.n8n.workflows.activate(id);
	let count = 0;
	return async () => {
		await bench.n8n.session.request('POST', `/webhook/${path}`, {});
		count += 1;
		const executions = await bench.n8n.executions.finished(id, count);
		const last = executions.at(-1);
		expect(failureOf(last!)).toBeUndefined();
		return itemsOf(last!, 'Signal').map(({ json }) => json);
	};
}

describe('a signal of the Kingfisher node', () => {
	it('fires once over many executions, in the words of a trader', async () => {
		const evaluate = await evaluating({
			operation: 'clusterProximity',
			assets: 'BTC',
			enterDistance: 5,
			options: { textFormat: 'slack', cacheSeconds: 0 },
		});
		const first = await evaluate();
		expect(first.map(({ fired, alert, text }) => ({ fired, alert, text }))).toEqual([
			{
				fired: true,
				alert: 'entered',
				text: 'BTC 67,000 is 3.7% below a $2.1B short-liquidation cluster at 69,500',
			},
			{
				fired: true,
				alert: 'entered',
				text: 'BTC 67,000 is 4.5% above a $4.8B long-liquidation cluster at 64,000',
			},
		]);
		expect(await evaluate()).toEqual([]);
		await bench.n8n.restart({ kill: true });
		expect(await evaluate()).toEqual([]);
	}, 120_000);

	it('returns every evaluation where that is wanted, and asks once for equal questions', async () => {
		const evaluate = await evaluating({
			operation: 'clusterProximity',
			assets: 'BTC, btc',
			alwaysOutput: true,
		});
		expect(await evaluate()).toMatchObject([{ asset: 'BTC', state: 'clear', fired: false }]);
		await evaluate();
		expect(bench.emulator.calls).toHaveLength(1);
	}, 60_000);

	it('takes what other nodes return', async () => {
		const source = { resource: 'liquidation', operation: 'getMany', asset: btc(), returnAll: true };
		const nodes = [
			{
				name: 'Start',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				webhookId: 'from-items',
				parameters: {
					httpMethod: 'POST',
					path: 'from-items',
					responseMode: 'onReceived',
					options: {},
				},
			},
			{
				name: 'Clusters',
				type: KINGFISHER,
				parameters: source,
				credentials: credential.reference(),
			},
			{
				name: 'Signal',
				type: KINGFISHER,
				parameters: {
					resource: 'signal',
					operation: 'setupScan',
					dataSource: 'items',
					assets: '',
					maximumDistance: 4,
					options: {},
				},
				credentials: credential.reference(),
			},
		];
		const { id } = await bench.n8n.workflows.create({
			name: 'Items',
			nodes,
			connections: inARow(nodes),
		});
		await bench.n8n.workflows.activate(id);
		await bench.n8n.session.request('POST', '/webhook/from-items', {});
		const [execution] = await bench.n8n.executions.finished(id);
		expect(itemsOf(execution!, 'Signal').map(({ json }) => json)).toMatchObject([
			{ asset: 'BTC', price: 69500, size_b: 2.1, side: 'short_cluster', distance_pct: 3.73 },
		]);
		expect(bench.emulator.calls).toHaveLength(1);
	}, 60_000);

	it('answers a calculator every time, without a call where none is needed', async () => {
		const { items } = await bench.run({
			resource: 'signal',
			operation: 'callPlan',
			assets: 3,
			callsPerAsset: 1,
			interval: 15,
			activeHours: 8,
			limit: 100,
			options: {},
		});
		expect(items[0]?.json).toMatchObject({ signal: 'call-plan', alert: 'answer', callsPerDay: 96 });
		expect(bench.emulator.calls).toEqual([]);
	}, 60_000);

	it('says which asset cannot be, and goes on where that is wanted', async () => {
		const parameters = {
			resource: 'signal',
			operation: 'gammaRegime',
			assets: 'B/TC',
			options: {},
		};
		expect((await bench.run(parameters, { credential })).error?.message).toMatch(/B\/TC/);
		const settings = { onError: 'continueRegularOutput' as const };
		const { items } = await bench.run(parameters, { settings, credential });
		expect(items[0]?.json).toMatchObject({ error: { code: 'invalid_parameter' } });
	}, 60_000);
});

const btc = () => ({ __rl: true, mode: 'symbol', value: 'BTC' });

describe('the signal trigger', () => {
	const trigger = (parameters: INode['parameters'], own = credential) => ({
		name: 'Signals',
		type: SIGNAL_TRIGGER,
		parameters,
		credentials: own.reference(),
	});

	async function workflow(parameters: INode['parameters'], own = credential) {
		const nodes = [trigger(parameters, own), toSink(sink.url('signals'))];
		return await bench.n8n.workflows.create({ name: 'Signals', nodes, connections: inARow(nodes) });
	}

	it('executes with what fires, once, and shares calls between signals', async () => {
		// Nothing to be stretched.
		const elite = `kf_elite_signals_${randomBytes(8).toString('hex')}`;
		keys.push(elite);
		const data = customCredential(bench.emulator.baseUrl, elite);
		const unlimited = await bench.n8n.credentials.create('kingfisherApi', data);
		const parameters = {
			signals: ['clusterProximity', 'setupScan', 'gammaRegime'],
			assets: 'BTC, ETH',
			interval: 1,
			clusterProximitySettings: { enterDistance: 5 },
			setupScanSettings: { maximumDistance: 4 },
		};
		const { id } = await workflow(parameters, unlimited);
		expect((await bench.n8n.workflows.activate(id)).status).toBe('published');
		await waitFor('the first alerts', () => sink.data().length > 0);
		const assets = new Set(bench.emulator.calls.map(({ path }) => path));
		expect(bench.emulator.calls).toHaveLength(4);
		expect(assets.size).toBe(4);
		expect(sink.deliveries).toHaveLength(1);
		const fired = sink.data().map(({ signal, asset }) => `${String(signal)} ${String(asset)}`);
		expect(fired).toEqual(
			expect.arrayContaining(['cluster-proximity BTC', 'cluster-proximity ETH', 'setup-scan BTC']),
		);
		await waitFor('the second round', () => bench.emulator.calls.length === 8, {
			timeoutMs: 90_000,
		});
		await new Promise((resolve) => setTimeout(resolve, 1000));
		expect(sink.deliveries).toHaveLength(1);
		await bench.n8n.restart();
		await waitFor('a round after the restart', () => bench.emulator.calls.length > 8);
		await new Promise((resolve) => setTimeout(resolve, 1000));
		expect(sink.deliveries).toHaveLength(1);
		await bench.n8n.workflows.deactivate(id);
		const calls = bench.emulator.calls.length;
		await new Promise((resolve) => setTimeout(resolve, 2000));
		expect(bench.emulator.calls).toHaveLength(calls);
	}, 240_000);

	it('shows in a test how everything stands, and what the schedule costs', async () => {
		const { id } = await workflow({ signals: ['fundingExtreme'], assets: 'BTC', interval: 15 });
		await bench.n8n.session.rest('POST', `/workflows/${id}/run`, {
			triggerToStartFrom: { name: 'Signals' },
		});
		const [execution] = await bench.n8n.executions.finished(id);
		const items = itemsOf(execution!, 'Signals').map(({ json }) => json);
		expect(items[0]).toMatchObject({ signal: 'funding-extreme', asset: 'BTC' });
		expect(items.at(-1)).toMatchObject({
			event: 'plan',
			callsPerDay: 96,
			text: expect.stringContaining('96 calls a day (1 each round)') as string,
		});
	}, 60_000);

	it('asks less often when few calls are left, and says so', async () => {
		bench.emulator.setRemaining(key, 30);
		const { id } = await workflow({
			signals: ['clusterProximity'],
			assets: 'BTC',
			interval: 1,
			options: { scheduleEvents: true },
		});
		await bench.n8n.workflows.activate(id);
		await waitFor('the event', () => sink.events().length > 0);
		expect(sink.events()[0]).toMatchObject({
			event: 'stretched',
			text: expect.stringMatching(
				/29 calls are left until .*, 10 of them kept in reserve/,
			) as string,
		});
		await bench.n8n.workflows.deactivate(id);
	}, 60_000);

	it('waits for an API that is down, and is refused with a key that is dead', async () => {
		bench.emulator.faults.inject({ status: 503, times: 1 });
		const down = await workflow({
			signals: ['gammaRegime'],
			assets: 'BTC',
			options: { retries: 0 },
		});
		expect((await bench.n8n.workflows.activate(down.id)).status).toBe('published');
		await bench.n8n.workflows.deactivate(down.id);
		bench.emulator.faults.clear();
		const dead = await bench.n8n.credentials.create(
			'kingfisherApi',
			customCredential(bench.emulator.baseUrl, 'kf_expired_signals_e2e_1'),
		);
		const { id } = await workflow({ signals: ['gammaRegime'], assets: 'BTC' }, dead);
		const { status, triggers } = await bench.n8n.workflows.activate(id);
		expect(status).toBe('failed');
		expect(triggers[0]?.errorMessage).toMatch(/invalid or expired.*dashboard/i);
	}, 120_000);
});

it('left no key in a log, the database or an execution', async () => {
	await bench.n8n.stop();
	for (const one of keys) {
		await expectKeyNowhere(one, [
			{ name: 'log of n8n', text: bench.n8n.output() },
			{ name: 'data of n8n', folder: bench.n8n.dataFolder() },
		]);
	}
});
