import { EventBench, FLIP, PROXIMITY, tokenIn } from '../events/bench';
import { describeEvents } from '../events/deliveries';
import { startN8n } from '../hosts/n8n';
import { INSTALL_TIMEOUT_MS } from '../hosts/install';
import { itemsOf } from '../hosts/n8n-executions';
import { packN8n } from '../hosts/pack';
import { eventTrigger, N8nEventHost } from './event-host';

let host: N8nEventHost;
let bench: EventBench;

beforeAll(async () => {
	const env = { N8N_LOG_LEVEL: 'debug' };
	host = new N8nEventHost(await startN8n({ tarball: await packN8n(), env }));
	bench = await EventBench.open(host);
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await bench.close();
});

describeEvents(() => bench);

describe('n8n itself', () => {
	afterEach(async () => {
		await bench.run();
		await bench.registered([]);
		bench.emulator.reset();
		bench.sink.clear();
	});

	it('tries again when registering fails, and leaves one registration', async () => {
		const one = bench.consumer({ events: [FLIP, PROXIMITY] });
		bench.emulator.faults.inject({ method: 'POST', path: '/v1/webhooks', status: 500 });
		bench.emulator.faults.inject({ method: 'POST', path: '/v1/webhooks', dropConnection: 'after' });
		await bench.listen(one);
		expect(await bench.fire()).toEqual([200]);
		await bench.received(1);
	}, 90_000);

	it('says what to do when the API does not take an address of this machine', async () => {
		bench.emulator.shapes.set({ webhookUrls: 'public' });
		const error = await bench.run(bench.consumer()).catch((caught: unknown) => String(caught));
		expect(error).toContain('WEBHOOK_URL');
		await bench.registered([]);
	}, 90_000);

	it('takes back at the next occasion what could not be deleted', async () => {
		const one = bench.consumer();
		await bench.listen(one);
		bench.emulator.faults.inject({ method: 'DELETE', status: 503 });
		await bench.run();
		expect(bench.emulator.webhooks.registrations()).toHaveLength(1);
		expect(host.output()).toMatch(/could not be deleted, and will be tried again/);
		await bench.listen({ ...one, assets: ['ETH'] });
	}, 90_000);

	it('itself answers what is no JSON at all, and what browsers ask first; nothing is executed', async () => {
		await bench.listen(bench.consumer());
		const headers = { 'content-type': 'application/json' };
		const send = async (options: Parameters<typeof bench.emulator.webhooks.send>[1]) =>
			(await bench.emulator.webhooks.send(bench.address(), options)).status;
		expect(await send({ headers, body: '{ "event": ' })).toBe(422);
		expect(await send({ headers, body: '' })).toBe(400);
		expect(await send({ method: 'OPTIONS' })).toBe(204);
		await bench.received(0);
	}, 60_000);

	it('hands a downloaded workflow on without the token', async () => {
		const one = bench.consumer();
		await bench.listen(one);
		const saved = await host.n8n.workflows.get(host.workflow(one));
		const downloaded = { nodes: saved.nodes, connections: saved.connections };
		expect(JSON.stringify(downloaded)).not.toContain(tokenIn(bench.address()));
	}, 60_000);

	it('shows one event of the test address in the editor, and takes the address back', async () => {
		const one = bench.consumer();
		const credential = await host.credential(one.key, bench.emulator);
		const { id } = await host.n8n.workflows.create({
			name: 'Test',
			nodes: [eventTrigger(one, credential)],
			connections: {},
		});
		await host.n8n.session.rest('POST', `/workflows/${id}/run`, {
			triggerToStartFrom: { name: 'Events' },
		});
		await bench.registered([one]);
		expect(bench.address()).toContain('/webhook-test/');
		expect(await bench.fire()).toEqual([200]);
		const [execution] = await host.n8n.executions.finished(id);
		expect(itemsOf(execution!, 'Events')).toMatchObject([{ json: { event: FLIP, asset: 'BTC' } }]);
		await bench.registered([]);
	}, 60_000);
});
