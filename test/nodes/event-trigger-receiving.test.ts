import { eventBench, FLIP, PROXIMITY, SECRET } from './event-bench';
import { nodeOfAnotherProcess, type EventTriggerHost } from './n8n-event-host';

const bench = eventBench();

async function published(parameters = {}, credentials = {}): Promise<EventTriggerHost> {
	const host = await bench.host({ parameters, credentials });
	await host.activate();
	host.saves = 0;
	return host;
}

describe('an event', () => {
	it('is one item with flat columns, a text, the id of its delivery, and when it came', async () => {
		const host = await published({ events: [PROXIMITY] });
		bench.emulator.webhooks.behave({ deliveryId: 'body' });
		expect(await bench.fire(PROXIMITY, { deliveryId: 'dlv_1' })).toEqual([200]);
		const [[item]] = host.executions as [[Record<string, unknown>]];
		expect(item).toMatchObject({ event: PROXIMITY, asset: 'BTC', deliveryId: 'dlv_1' });
		expect(item['text']).toMatch(/^BTC/);
		expect(Date.parse(String(item['receivedAt']))).not.toBeNaN();
		expect(item).not.toHaveProperty('raw');
		expect(item).not.toHaveProperty('confirmed');
	});

	it('carries what the columns leave out, and the event as it came, where that is chosen', async () => {
		const simple = await published();
		const data = { data: { volatility: 0.4 } };
		await bench.fire(FLIP, data);
		expect(simple.executions[0]?.[0]).not.toHaveProperty('volatility');
		await simple.call('delete');
		const host = await published({ options: { simplify: false, includeRaw: true } });
		await bench.fire(FLIP, data);
		expect(host.executions[0]?.[0]).toMatchObject({
			volatility: 0.4,
			raw: { event: FLIP, data: { volatility: 0.4 } },
		});
	});

	it.each([
		['with a wrong token', { token: 'wrong' }, 401],
		['without a token', { token: 'missing' }, 401],
		['that is too large', { padToBytes: 65_537 }, 413],
		['of another type', { contentType: 'text/plain' }, 415],
		['that is too old', { staleMs: 320_000 }, 400],
	] as const)('%s is refused: nothing is executed, nothing is saved', async (_, how, status) => {
		const host = await published();
		bench.emulator.webhooks.behave(how);
		const [report] = await bench.emulator.webhooks.fire(FLIP, 'BTC');
		expect([report?.status, report?.body]).toEqual([status, '']);
		expect(host.executions).toEqual([]);
		expect(host.saves).toBe(0);
	});

	it('of any age is taken where that is chosen', async () => {
		const host = await published({ options: { tolerance: 0 } });
		bench.emulator.webhooks.behave({ staleMs: 10 * 86_400_000 });
		expect(await bench.fire()).toEqual([200]);
		expect(host.executions).toHaveLength(1);
	});
});

describe('the same event', () => {
	it('is executed once, also when it comes five times at the same moment', async () => {
		const host = await published();
		bench.emulator.webhooks.behave({ times: 5, together: true, deliveryId: 'body' });
		expect(await bench.fire()).toEqual([200, 200, 200, 200, 200]);
		expect(host.executions).toHaveLength(1);
	});

	it('is known to another process, which takes events that this one has registered', async () => {
		const host = await published();
		bench.emulator.webhooks.behave({ deliveryId: 'body' });
		await bench.fire(FLIP, { deliveryId: 'dlv_1' });
		const other = await bench.host({ node: nodeOfAnotherProcess() });
		other.kept = host.kept;
		const [report] = bench.emulator.webhooks.deliveries;
		const { pathname, search } = new URL(report?.url ?? '');
		const send = async (id: string) =>
			await bench.emulator.webhooks.send(`${other.url}${pathname}${search}`, {
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({
					id,
					event: FLIP,
					timestamp: new Date().toISOString(),
					data: { asset: 'BTC' },
				}),
			});
		expect((await send('dlv_1')).status).toBe(200);
		expect(other.executions).toEqual([]);
		expect((await send('dlv_2')).status).toBe(200);
		expect(other.executions).toHaveLength(1);
		await bench.fire(FLIP, { deliveryId: 'dlv_2' });
		expect(host.executions).toHaveLength(1);
	});
});

describe('a signature', () => {
	it('is judged by the secret of the credential', async () => {
		const host = await published({ verification: 'standard' }, { webhookSecret: SECRET });
		bench.emulator.webhooks.behave({ signature: { kind: 'standard', secret: SECRET } });
		expect(await bench.fire()).toEqual([200]);
		bench.emulator.webhooks.behave({ signature: undefined });
		expect(await bench.fire()).toEqual([401]);
		expect(host.executions).toHaveLength(1);
	});
});

describe('asking the API about an event', () => {
	it('comes after the answer, and adds what it shows', async () => {
		const host = await published({ events: [PROXIMITY], options: { confirm: 'mark' } });
		expect(await bench.fire(PROXIMITY)).toEqual([200]);
		await untilIdle(host, 1);
		expect(host.executions[0]?.[0]).toMatchObject({ confirmed: true });
	});

	it('leaves out what is not confirmed where that is chosen, and says so in the log', async () => {
		const host = await published({ events: [PROXIMITY], options: { confirm: 'require' } });
		const forged = { data: { cluster_price: 1, cluster_size: 1e12 } };
		expect(await bench.fire(PROXIMITY, forged)).toEqual([200]);
		expect(await bench.fire(PROXIMITY)).toEqual([200]);
		await untilIdle(host, 1);
		expect(host.executions).toHaveLength(1);
		expect(host.log.join('\n')).toContain(`${PROXIMITY} left out`);
	});

	it('is not answered with 200 while the credential cannot be used; repeated later, it is new', async () => {
		const host = await published({ events: [PROXIMITY], options: { confirm: 'mark' } });
		const { credentials } = host;
		bench.emulator.webhooks.behave({ deliveryId: 'body' });
		host.credentials = { ...credentials, baseUrl: 'nowhere' };
		expect(await bench.fire(PROXIMITY, { deliveryId: 'dlv_1' })).toEqual([500]);
		host.credentials = credentials;
		expect(await bench.fire(PROXIMITY, { deliveryId: 'dlv_1' })).toEqual([200]);
		await untilIdle(host, 1);
		expect(host.executions).toHaveLength(1);
	});
});

async function untilIdle(host: EventTriggerHost, count: number): Promise<void> {
	while (host.executions.length < count) await new Promise((resolve) => setTimeout(resolve, 10));
}
