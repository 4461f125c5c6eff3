import { randomUUID } from 'node:crypto';
import { EventBench, FLIP } from '../events/bench';
import { INSTALL_TIMEOUT_MS } from '../hosts/install';
import { itemsOf } from '../hosts/n8n-executions';
import { N8nQueue } from '../hosts/n8n-queue';
import { inARow } from '../hosts/n8n-workflows';
import { packN8n } from '../hosts/pack';
import { waitFor } from '../hosts/wait';
import { StreamBench, type Consumer } from '../stream/bench';
import { N8nEventHost } from './event-host';
import { KINGFISHER } from './setup';
import { N8nStreamHost } from './stream-host';

/** n8n's scale-out: one main process, two workers, a webhook processor; PostgreSQL and Redis. */
let queue: N8nQueue;
let bench: StreamBench;
let host: N8nStreamHost;

beforeAll(async () => {
	queue = await N8nQueue.start(await packN8n(), {
		N8N_LOG_LEVEL: 'debug',
		// A worker that was killed is given up after seconds, not after a minute.
		QUEUE_WORKER_LOCK_DURATION: '5000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
		QUEUE_WORKER_STALLED_INTERVAL: '2000',
	});
	host = N8nStreamHost.on(queue.main);
	bench = await StreamBench.open(host);
}, INSTALL_TIMEOUT_MS);

afterEach(async () => {
	await bench.run();
	await bench.gone();
	bench.emulator.reset();
	bench.sink.clear();
});

afterAll(async () => {
	await bench.close();
	await queue.remove();
});

const btc = (more: Partial<Consumer> = {}): Consumer => ({
	name: 'one',
	key: bench.freshKey(),
	assets: ['BTC'],
	...more,
});

/** How many executions each worker has begun since `before`. */
const begun = (before: string[][]) =>
	queue.executed().map((ids, index) => ids.length - (before[index]?.length ?? 0));

describe('the stream trigger in queue mode', () => {
	it('has one socket, in the main process, and its executions spread over the workers', async () => {
		const one = btc({ inFlight: 4 });
		await bench.listen(one);
		const before = queue.executed();
		for (let round = 0; round < 12; round += 1) await bench.publish(one);
		await bench.healthy(one);
		const each = begun(before);
		expect(Math.min(...each)).toBeGreaterThan(0);
		expect(bench.emulator.stream.opened()).toBe(1);
	}, 120_000);

	it('goes on when a worker is killed, and doubles nothing', async () => {
		const one = btc({ inFlight: 4 });
		await bench.listen(one);
		await bench.publish(one);
		const [killed] = queue.workers;
		await killed?.kill();
		for (let round = 0; round < 5; round += 1) await bench.publish(one);
		await killed?.start();
		await bench.healthy(one);
		expect(bench.emulator.stream.opened()).toBe(1);
	}, 180_000);

	it('goes on after a worker is killed in the middle of an execution', async () => {
		const one = btc({ delivery: 'latest' });
		await bench.listen(one);
		await bench.publish(one);
		const before = queue.executed();
		bench.sink.delayMs = 60_000;
		bench.emulator.stream.publish('liquidations', 'BTC', {
			data: { sequence: 900_001 },
			timestamp: new Date().toISOString(),
		});
		await bench.sink.received(900_001);
		const busy = begun(before).findIndex((count) => count > 0);
		await queue.workers[busy]?.kill();
		bench.sink.delayMs = 0;
		await queue.workers[busy]?.start();
		bench.emulator.stream.publish('liquidations', 'BTC', {
			data: { sequence: 900_002 },
			timestamp: new Date().toISOString(),
		});
		await bench.sink.received(900_002, 'one', 60_000);
		const last = bench.sink.sequences().filter((one) => one > 900_000);
		expect(last).toEqual([900_001, 900_002]);
	}, 180_000);

	it('connects once again after the main process was killed', async () => {
		const one = btc();
		await bench.listen(one);
		await bench.publish(one);
		await queue.main.restart({ kill: true });
		await bench.healthy(one);
		expect(bench.emulator.stream.connections()).toHaveLength(1);
	}, 180_000);
});

describe('the call budget in queue mode', () => {
	/** A workflow that asks for as many assets as it is sent, each in an execution of its own. */
	async function asking(key: string) {
		const path = randomUUID();
		const credential = await host.credential(key, bench.emulator);
		const nodes = [
			{
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				webhookId: path,
				parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
			},
			{
				name: 'Kingfisher',
				type: KINGFISHER,
				parameters: {
					resource: 'liquidation',
					operation: 'get',
					asset: { __rl: true, mode: 'id', value: '={{ $json.body.asset }}' },
				},
				onError: 'continueRegularOutput' as const,
				credentials: credential.reference(),
			},
		];
		const { id } = await queue.main.workflows.create({
			name: 'Asking',
			nodes,
			connections: inARow(nodes),
		});
		await queue.main.workflows.activate(id);
		const send = async (asset: string) =>
			await fetch(`${queue.webhooks.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ asset }),
			});
		await waitFor('the webhook processor to know it', async () => (await send('BTC')).ok);
		return { id, send };
	}

	it('is kept by each worker, and learnt anew from every answer: the reserve is not used up', async () => {
		const key = bench.freshKey('pro');
		const { id, send } = await asking(key);
		await queue.main.executions.finished(id, 1);
		bench.emulator.setRemaining(key, 16);
		const callsBefore = bench.emulator.calls.length;
		for (let index = 0; index < 20; index += 1) await send(`COIN${index}`);
		const executions = await queue.main.executions.finished(id, 21, 60_000);
		const calls = bench.emulator.calls.length - callsBefore;
		// Ten in reserve. A worker learns of the calls of the other one with its own next answer.
		expect(calls).toBeGreaterThanOrEqual(5);
		expect(calls).toBeLessThanOrEqual(6 + queue.workers.length * 2);
		const refused = executions.filter((one) =>
			JSON.stringify(itemsOf(one, 'Kingfisher')).includes('budget_reserved'),
		);
		expect(refused.length).toBeGreaterThan(0);
		await queue.main.workflows.deactivate(id);
	}, 180_000);
});

describe('the event trigger in queue mode', () => {
	let events: EventBench;
	beforeAll(async () => {
		events = await EventBench.open(new N8nEventHost(queue.main));
	});
	afterAll(async () => {
		await events.emulator.close();
		await events.sink.close();
	});

	it('is registered by the main process, and called in another, which drops duplicates', async () => {
		const one = events.consumer();
		await events.listen(one);
		expect(events.address().startsWith(`${queue.webhooks.url}/webhook/`)).toBe(true);
		// Its first request makes a process load the nodes.
		events.emulator.webhooks.behave({
			timeoutMs: 60_000,
			deliveryId: 'body',
			times: 5,
			together: true,
		});
		const statuses = await events.fire(FLIP, { deliveryId: 'dlv_1' });
		expect(statuses).toEqual([200, 200, 200, 200, 200]);
		await events.received(1);
		await queue.webhooks.kill();
		await queue.webhooks.start();
		events.emulator.webhooks.behave({ times: 1, together: false });
		// Until it is up again nobody answers.
		await waitFor(
			'the webhook processor to answer',
			async () => (await events.fire(FLIP, { deliveryId: 'dlv_1' }))[0] === 200,
		);
		await events.received(1);
		expect(await events.fire(FLIP, { deliveryId: 'dlv_2' })).toEqual([200]);
		await events.received(2);
		events.clean();
		await events.run();
		await events.registered([]);
	}, 180_000);
});

it('left no key in the logs or in PostgreSQL', async () => {
	bench.clean();
	const kept = await queue.kept();
	expect(kept.length).toBeGreaterThan(1000);
	expect(kept).not.toMatch(/kf_(elite|pro)_stream_/);
	expect(queue.output()).not.toMatch(/kf_(elite|pro)_stream_/);
});
