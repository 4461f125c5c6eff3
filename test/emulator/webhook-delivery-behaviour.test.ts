import { emulate, stoppedClock } from './support';
import { receive, register } from './webhook-receiver';

const FLIP = ['gex.flip', 'BTC'] as const;

/** An emulator with a registration at a receiver. */
async function staged(path = '') {
	const clock = stoppedClock();
	const emulator = await emulate({ now: clock.now });
	const receiver = await receive();
	const id = await register(emulator, receiver.url + path);
	return { clock, emulator, receiver, id, webhooks: emulator.webhooks };
}

describe('webhook deliveries', () => {
	it('can be duplicated one after the other, with the same id and body', async () => {
		const emulator = await emulate();
		const order: string[] = [];
		const receiver = await receive((response) => {
			order.push('in');
			setImmediate(() => {
				order.push('out');
				response.end();
			});
		});
		await register(emulator, receiver.url);
		emulator.webhooks.behave({ times: 3, deliveryId: 'body' });
		const reports = await emulator.webhooks.fire(...FLIP);
		expect(order).toEqual(['in', 'out', 'in', 'out', 'in', 'out']);
		expect(reports.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
		const [first, ...others] = receiver.requests.map(({ body }) => body.toString());
		expect(others).toEqual([first, first]);
	});

	it('can be duplicated at the same moment', async () => {
		const emulator = await emulate();
		const waiting: (() => void)[] = [];
		// None is answered before all have come.
		const receiver = await receive((response) => {
			waiting.push(() => response.end());
			if (waiting.length === 3) for (const answer of waiting) answer();
		});
		await register(emulator, receiver.url);
		emulator.webhooks.behave({ times: 3, together: true });
		const reports = await emulator.webhooks.fire(...FLIP);
		expect(reports.map(({ attempt, status }) => [attempt, status])).toEqual([
			[1, 200],
			[2, 200],
			[3, 200],
		]);
	});

	it('can get lost', async () => {
		const { webhooks, receiver } = await staged();
		webhooks.behave({ times: 0 });
		expect(await webhooks.fire(...FLIP)).toEqual([]);
		expect(receiver.requests).toEqual([]);
	});

	it('can be delayed, and overtaken meanwhile', async () => {
		const { emulator, webhooks, receiver } = await staged();
		webhooks.behave({ delayMs: 3_600_000 });
		const delayed = webhooks.fire(...FLIP, { data: { number: 1 } });
		webhooks.behave({ delayMs: 1 });
		await webhooks.fire(...FLIP, { data: { number: 2 } });
		emulator.reset();
		expect(await delayed).toEqual([]);
		expect(receiver.requests.map(({ json }) => json.data.number)).toEqual([2]);
	});

	it.each([
		[600_000, '2026-02-01T11:50:00Z'],
		[-600_000, '2026-02-01T12:10:00Z'],
	])('can be %i ms stale, signature and all', async (staleMs, timestamp) => {
		const { webhooks, receiver } = await staged();
		webhooks.behave({ staleMs, signature: { kind: 'standard', secret: 'x' } });
		await webhooks.fire(...FLIP);
		const [{ json, headers }] = receiver.requests as [(typeof receiver.requests)[number]];
		expect(json.timestamp).toBe(timestamp);
		expect(headers['webhook-timestamp']).toBe(String(Date.parse(timestamp) / 1000));
		await webhooks.fire(...FLIP, { timestamp: '2026-02-01T12:00:00.5Z' });
		expect(receiver.requests[1]!.json.timestamp).toBe('2026-02-01T12:00:00.5Z');
	});

	it("can be stale in the guide scenario too, where the time is the guide's", async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const receiver = await receive();
		await register(emulator, receiver.url);
		emulator.webhooks.behave({ staleMs: 56_000 });
		await emulator.webhooks.fire('liquidation.cluster_proximity', 'BTC');
		expect(receiver.requests[0]!.json.timestamp).toBe('2026-02-01T12:34:00Z');
	});

	it('can be oversized to the byte, and still say the same', async () => {
		const { webhooks, receiver } = await staged();
		webhooks.behave({ padToBytes: 65_537 });
		await webhooks.fire(...FLIP, { data: { note: '€' } });
		webhooks.behave({ padToBytes: 10 });
		await webhooks.fire(...FLIP, { data: { note: '€' } });
		const [large, usual] = receiver.requests;
		expect(large!.body).toHaveLength(65_537);
		expect(large!.headers['content-length']).toBe('65537');
		expect(large!.json).toEqual(usual!.json);
		expect(usual!.body.toString().trimEnd()).toBe(usual!.body.toString());
	});

	it.each([
		['right', '/kf?token=abcdef', '/kf?token=abcdef'],
		['wrong', '/kf?token=abcdef', '/kf?token=abAAAA'],
		['wrong', '/kf?token=AbA', '/kf?token=BAB'],
		['wrong', '/kf?token=ab-_A%3D', '/kf?token=ab-_A%AA'],
		['wrong', '/kf/abcdef', '/kf/abAAAA'],
		['wrong', '/kf/abcdef/', '/kf/abAAAA/'],
		['missing', '/kf?token=abcdef', '/kf'],
		['missing', '/kf/abcdef', '/kf/'],
		['missing', '/kf/abcdef/', '/kf/'],
		['missing', '/', '/'],
	] as const)('with the token %s call %s as %s', async (token, path, called) => {
		const { webhooks, receiver } = await staged(path);
		webhooks.behave({ token });
		const [report] = await webhooks.fire(...FLIP);
		expect(receiver.requests[0]!.url).toBe(called);
		expect(report!.url).toBe(receiver.url + called);
	});

	it('carry their id nowhere, in the body or in a header, and each its own', async () => {
		const { webhooks, receiver } = await staged();
		const reports = [...(await webhooks.fire(...FLIP))];
		webhooks.behave({ deliveryId: 'body' });
		reports.push(...(await webhooks.fire(...FLIP)));
		webhooks.behave({ deliveryId: { header: 'X-Delivery' } });
		reports.push(...(await webhooks.fire(...FLIP)));
		const ids = reports.map(({ deliveryId }) => deliveryId!);
		expect(new Set(ids).size).toBe(3);
		const told = receiver.requests.map(({ json, headers }) => [json.id, headers['x-delivery']]);
		expect(told).toEqual([
			[undefined, undefined],
			[ids[1], undefined],
			[undefined, ids[2]],
		]);
		expect(receiver.requests[0]!.body.toString()).not.toContain(ids[0]);
	});

	it('can be given an id, and are not given one again after a reset', async () => {
		const { emulator, webhooks, receiver } = await staged();
		const [first] = await webhooks.fire(...FLIP);
		const [given] = await webhooks.fire(...FLIP, { deliveryId: 'mine' });
		expect(given!.deliveryId).toBe('mine');
		emulator.reset();
		await register(emulator, receiver.url);
		const [second] = await webhooks.fire(...FLIP);
		expect(second!.deliveryId).not.toBe(first!.deliveryId);
	});

	it('can be of another content type', async () => {
		const { webhooks, receiver } = await staged();
		webhooks.behave({ contentType: 'text/plain; charset=utf-8' });
		await webhooks.fire(...FLIP);
		expect(receiver.requests[0]!.headers['content-type']).toBe('text/plain; charset=utf-8');
	});
});

describe('the behaviour of webhooks', () => {
	it('has defaults, which a reset restores', async () => {
		const { emulator, webhooks } = await staged();
		const defaults = {
			times: 1,
			together: false,
			delayMs: 0,
			staleMs: 0,
			padToBytes: 0,
			token: 'right',
			signature: undefined,
			deliveryId: 'none',
			contentType: 'application/json',
			retryAfterMs: [],
			timeoutMs: 5000,
			watchEveryMs: 0,
		};
		expect(webhooks.behaviour).toEqual(defaults);
		const { deliveries } = webhooks;
		await webhooks.fire(...FLIP);
		expect(deliveries).toHaveLength(1);
		webhooks.behave({ times: 2, token: 'wrong' });
		expect(webhooks.behaviour).toEqual({ ...defaults, times: 2, token: 'wrong' });
		emulator.reset();
		expect(webhooks.behaviour).toEqual(defaults);
		expect(deliveries).toEqual([]);
		expect(webhooks.deliveries).toBe(deliveries);
	});

	it.each<[object, string]>([
		[{ tims: 1 }, 'tims'],
		[{ toString: 1 }, 'toString'],
		[{ times: -1 }, 'times'],
		[{ together: 1 }, 'together'],
		[{ delayMs: 2 ** 31 }, 'delayMs'],
		[{ staleMs: 0.5 }, 'staleMs'],
		[{ token: 'none' }, 'token'],
		[{ deliveryId: 'header' }, 'deliveryId'],
		[{ deliveryId: { header: 'x y' } }, 'deliveryId'],
		[{ contentType: 'a\nb' }, 'contentType'],
		[{ retryAfterMs: 5 }, 'retryAfterMs'],
		[{ retryAfterMs: [5, '5'] }, 'retryAfterMs'],
		[{ signature: { kind: 'standard' } }, 'signature'],
		[{ signature: { kind: 'standard', secret: 'x', header: 'x' } }, 'signature'],
		[{ signature: { kind: 'hmac', secret: 'x' } }, 'signature'],
		[{ signature: { kind: 'hmac', header: 'x', secret: 'x', encoding: 'utf8' } }, 'signature'],
	])('refuses %j and changes nothing', async (changes, message) => {
		const { webhooks } = await staged();
		expect(() => webhooks.behave({ padToBytes: 1, ...changes })).toThrow(TypeError);
		expect(() => webhooks.behave(changes)).toThrow(message);
		expect(webhooks.behaviour.padToBytes).toBe(0);
	});
});
