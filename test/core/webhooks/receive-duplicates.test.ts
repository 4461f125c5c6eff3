import { SeenDeliveries, signWebhook, type Signing } from '../../../core';
import { NOW, receivers, SAMPLE, type Delivery, type Receiver } from './support/receiving';
import { FLIP, FUNDING, PROXIMITY } from './support/registering';

const receiving = receivers();

const HMAC: Signing = { kind: 'hmac', secret: 'secret', header: 'X-Signature' };
const STANDARD: Signing = { kind: 'standard', secret: 'secret' };

const sample = JSON.parse(SAMPLE) as { timestamp: string; data: object };

/** The guide's event without a time. */
const untimed = { event: PROXIMITY, data: sample.data };

/** Delivers both, and says whether the second one was a duplicate. */
async function isDuplicate(one: Receiver, first: Delivery, second: Delivery): Promise<boolean> {
	for (const delivery of [first, second]) expect(await one.deliver(delivery)).toBe(200);
	const [before, after] = one.receptions.slice(-2);
	expect(before?.events).toHaveLength(1);
	return after?.rejected === 'duplicate' && after.events.length === 0;
}

const body = (value: unknown) => ({ body: JSON.stringify(value) });

describe('a delivery that comes again', () => {
	it('is answered with 200 and worked on once, however often it comes', async () => {
		const { deliver, receptions, events } = await receiving();
		for (let index = 0; index < 5; index += 1) expect(await deliver()).toBe(200);
		expect(events()).toHaveLength(1);
		expect(receptions.slice(1)).toEqual(
			Array(4).fill({
				status: 200,
				events: [],
				rejected: 'duplicate',
				reason: 'it has been received before',
			}),
		);
	});

	it('is worked on once though it comes several times at the same moment', async () => {
		const { deliver, events } = await receiving();
		expect(await Promise.all(Array.from({ length: 10 }, () => deliver()))).toEqual(
			Array(10).fill(200),
		);
		expect(events()).toHaveLength(1);
	});

	it('is still known after a restart', async () => {
		const before = await receiving();
		await before.deliver();
		const after = await receiving();
		after.seen = new SeenDeliveries(JSON.parse(JSON.stringify(before.seen.save())));
		expect(await after.deliver()).toBe(200);
		expect(after.receptions).toMatchObject([{ rejected: 'duplicate' }]);
	});

	it('is a duplicate, and not too old, however late it comes', async () => {
		const one = await receiving();
		await one.deliver();
		one.now = NOW + 2 * 86_400_000;
		expect(await one.deliver()).toBe(200);
		expect(one.receptions[1]).toMatchObject({ rejected: 'duplicate' });
	});

	it('is too old when it has been refused as that before', async () => {
		const one = await receiving();
		one.now = NOW + 3_600_000;
		for (let index = 0; index < 3; index += 1) expect(await one.deliver()).toBe(400);
		expect(one.seen.save()).toEqual([]);
	});

	it('is new when the work on it has failed', async () => {
		const one = await receiving();
		await one.deliver({ headers: { 'webhook-id': 'a' } });
		one.seen.forget(one.events()[0]!.rememberedBy);
		await one.deliver({ headers: { 'webhook-id': 'a' } });
		expect(one.events()).toHaveLength(2);
	});
});

describe('deliveries are the same', () => {
	it.each<[string, Delivery, Delivery]>([
		['with the same content', body(untimed), body(untimed)],
		[
			'in another order of their fields',
			body({ event: FLIP, data: { a: 1, b: { c: 2, d: 3 } } }),
			body({ data: { b: { d: 3, c: 2 }, a: 1 }, event: FLIP }),
		],
		['in another spelling', body(untimed), { body: ` ${JSON.stringify(untimed, null, 4)}\n` }],
		[
			'with the same id',
			body({ ...untimed, id: 'e1' }),
			body({ ...untimed, id: 'e1', attempt: 2 }),
		],
		[
			'with the same event id',
			body({ ...untimed, event_id: 'e1' }),
			body({ ...untimed, event_id: 'e1', attempt: 2 }),
		],
		[
			'with the same delivery id',
			body({ ...untimed, delivery_id: 5 }),
			body({ ...untimed, delivery_id: 5, attempt: 2 }),
		],
		...['webhook-id', 'x-delivery-id', 'x-event-id', 'x-kingfisher-delivery'].map(
			(name): [string, Delivery, Delivery] => [
				`with the same ${name}`,
				{ ...body(untimed), headers: { [name]: 'd1' } },
				{ ...body({ ...untimed, attempt: 2 }), headers: { [name]: 'd1' } },
			],
		),
		[
			'with the same content and time, though each has an id of its own',
			body({ ...sample, id: 'e1' }),
			body({ ...sample, id: 'e2' }),
		],
		[
			'with the same content and time, though each header has',
			{ headers: { 'webhook-id': 'd1' } },
			{ headers: { 'webhook-id': 'd2' } },
		],
		[
			'with the same content and time, though only one has an id',
			{},
			{ headers: { 'webhook-id': 'd2' } },
		],
	])('%s', async (_, first, second) => {
		expect(await isDuplicate(await receiving(), first, second)).toBe(true);
	});
});

describe('deliveries are not the same', () => {
	it.each<[string, Delivery, Delivery]>([
		['at another time', body(sample), body({ ...sample, timestamp: '2026-02-01T12:34:57Z' })],
		[
			'with another value',
			body(sample),
			body({ ...sample, data: { ...sample.data, asset: 'ETH' } }),
		],
		[
			'with another id, where they do not say when they happened',
			body({ ...untimed, id: 'e1' }),
			body({ ...untimed, id: 'e2' }),
		],
		[
			'with another header',
			{ ...body(untimed), headers: { 'webhook-id': 'd1' } },
			{ ...body(untimed), headers: { 'webhook-id': 'd2' } },
		],
		[
			'with an id that says nothing',
			body({ event: FLIP, id: '', n: 1 }),
			body({ event: FLIP, id: '', n: 2 }),
		],
		[
			'with an id of the body that is another, in the same header',
			{ ...body({ event: FLIP, id: 'a' }), headers: { 'webhook-id': 'd1' } },
			{ ...body({ event: FLIP, id: 'b' }), headers: { 'webhook-id': 'd1' } },
		],
		[
			'with a header that may be the registration’s',
			{ ...body({ event: FLIP, n: 1 }), headers: { 'x-webhook-id': 'wh_1' } },
			{ ...body({ event: FLIP, n: 2 }), headers: { 'x-webhook-id': 'wh_1' } },
		],
	])('%s', async (_, first, second) => {
		expect(await isDuplicate(await receiving(), first, second)).toBe(false);
	});
});

describe('the id of a delivery', () => {
	it.each<[Delivery, string | RegExp]>([
		[body({ ...untimed, id: 'e1', event_id: 'e2' }), 'e1'],
		[{ ...body({ ...untimed, id: 'e1' }), headers: { 'webhook-id': 'd1' } }, 'e1'],
		[{ ...body(untimed), headers: { 'webhook-id': 'd1' } }, 'd1'],
		[body({ ...untimed, id: 17 }), '17'],
		[body({ ...untimed, id: true }), /^sha256:/],
		[body(untimed), /^sha256:/],
	])('of %j is %s', async (delivery, id) => {
		const { deliver, events } = await receiving();
		await deliver(delivery);
		expect(events()[0]?.deliveryId).toMatch(id);
	});
});

describe('a signed delivery', () => {
	it('cannot be sent again under another header by whoever has seen it', async () => {
		const one = await receiving({ signing: HMAC });
		const signed = signWebhook(untimed, { signing: HMAC, now: NOW });
		const again = {
			...signed,
			headers: { ...signed.headers, 'webhook-id': 'mine', 'x-delivery-id': 'mine' },
		};
		expect(await isDuplicate(one, signed, again)).toBe(true);
	});

	it('by Standard Webhooks is known by its signed id', async () => {
		const one = await receiving({ signing: STANDARD });
		const first = signWebhook(untimed, { signing: STANDARD, id: 'a', now: NOW });
		const repeated = signWebhook(
			{ ...untimed, attempt: 2 },
			{ signing: STANDARD, id: 'a', now: NOW + 5000 },
		);
		expect(await isDuplicate(one, first, repeated)).toBe(true);
		await one.deliver(signWebhook(untimed, { signing: STANDARD, id: 'b', now: NOW }));
		expect(one.events()).toHaveLength(2);
	});
});

describe('several events in one delivery', () => {
	const events = [
		{ event: PROXIMITY, data: { asset: 'BTC' } },
		{ event: FLIP, data: { asset: 'BTC' } },
		{ event: FUNDING, data: { asset: 'ETH' } },
	];

	it('are each worked on, though they share one id', async () => {
		const one = await receiving();
		const delivery = { ...body(events), headers: { 'webhook-id': 'd1' } };
		expect(await one.deliver(delivery)).toBe(200);
		expect(one.events().map(({ name }) => name)).toEqual([PROXIMITY, FLIP, FUNDING]);
		expect(one.receptions[0]?.rejected).toBeUndefined();
		expect(new Set(one.events().map(({ deliveryId }) => deliveryId)).size).toBe(3);
		expect(await one.deliver(delivery)).toBe(200);
		expect(one.receptions[1]).toMatchObject({ events: [], rejected: 'duplicate' });
	});

	it('are each known when they come again alone', async () => {
		const one = await receiving();
		await one.deliver(body(events));
		expect(await one.deliver(body(events[1]))).toBe(200);
		expect(one.receptions[1]).toMatchObject({ rejected: 'duplicate' });
	});

	it('may be twice the same', async () => {
		const one = await receiving();
		await one.deliver(body([events[0], events[0]]));
		expect(one.events()).toHaveLength(1);
		expect(one.receptions[0]).toMatchObject({ status: 200, rejected: 'duplicate' });
	});

	it('may be partly wanted, new or fresh: the rest is worked on, and why not all is said', async () => {
		const one = await receiving({ events: [PROXIMITY, FLIP] });
		expect(await one.deliver(body(events))).toBe(200);
		expect(one.events().map(({ name }) => name)).toEqual([PROXIMITY, FLIP]);
		expect(one.receptions[0]).toMatchObject({
			rejected: 'unwanted',
			reason: 'its event or asset is not asked for',
		});

		const old = { ...sample, timestamp: '2026-01-01T00:00:00Z' };
		expect(await one.deliver(body([events[0], sample, old]))).toBe(200);
		expect(one.receptions[1]).toMatchObject({ events: [{ raw: sample }], rejected: 'duplicate' });

		expect(await one.deliver(body([old, events[2]]))).toBe(400);
		expect(one.receptions[2]).toMatchObject({ events: [], rejected: 'age' });
	});

	it('may stand beside what is none', async () => {
		const one = await receiving();
		expect(await one.deliver(body([5, null, events[0], [events[1]], {}]))).toBe(200);
		expect(one.events().map(({ name }) => name)).toEqual([PROXIMITY]);
	});
});
