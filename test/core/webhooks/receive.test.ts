import fc from 'fast-check';
import {
	MAX_WEBHOOK_BYTES,
	receiveWebhook,
	SeenDeliveries,
	type Signing,
	type WebhookRequest,
} from '../../../core';
import { guide } from '../support/guide';
import { NOW, receivers, SAMPLE, SETTINGS, TOKEN, type Delivery } from './support/receiving';
import { FLIP, FUNDING, PROXIMITY } from './support/registering';

const receiving = receivers();

const STANDARD: Signing = { kind: 'standard', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };

describe('the delivery of the guide', () => {
	it('is answered with 200 and worked on', async () => {
		const { deliver, receptions } = await receiving();
		expect(await deliver()).toBe(200);
		expect(receptions).toEqual([
			{
				status: 200,
				events: [
					expect.objectContaining({
						name: PROXIMITY,
						asset: 'BTC',
						raw: guide('webhook-payload'),
						text: 'BTC 67,000 is 1.0% above a liquidation cluster of $4.8B at 66,330',
						deliveryId: expect.stringMatching(/^sha256:[\da-f]{32}$/),
						receivedAt: NOW,
					}),
				],
				rejected: undefined,
				reason: undefined,
			},
		]);
	});
});

describe('a delivery that is refused', () => {
	const wrong: Required<Pick<Delivery, 'method' | 'token' | 'body' | 'headers'>> = {
		method: 'PUT',
		token: 'wrong',
		body: 'x'.repeat(MAX_WEBHOOK_BYTES + 1),
		headers: { 'content-type': 'text/plain' },
	};

	// Each has everything wrong that is asked about later.
	it.each<[string, number, Delivery, string]>([
		['is no POST', 405, wrong, 'it was not sent with POST'],
		[
			'has the wrong token',
			401,
			{ ...wrong, method: 'POST' },
			'its address does not hold the right token',
		],
		['is too large', 413, { ...wrong, method: 'POST', token: TOKEN }, 'it is larger than 64 KiB'],
		[
			'is not JSON by its type',
			415,
			{ headers: wrong.headers, body: 'x' },
			'it is not JSON by its content type',
		],
		['has no signature', 401, { body: 'x' }, 'its signature is missing or wrong'],
		[
			'has a wrong signature',
			401,
			{
				body: 'x',
				headers: { 'webhook-id': 'a', 'webhook-timestamp': '5', 'webhook-signature': 'v1,x' },
			},
			'its signature is missing or wrong',
		],
	])('since it %s is answered with %d', async (_, status, delivery, reason) => {
		const { deliver, receptions, seen } = await receiving({ signing: STANDARD });
		expect(await deliver(delivery)).toBe(status);
		expect(receptions).toMatchObject([{ status, events: [], reason }]);
		expect(seen.save()).toEqual([]);
	});

	it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
		'since it is sent with %s is answered with 405',
		async (method) => {
			const { deliver } = await receiving();
			expect(await deliver({ method })).toBe(405);
		},
	);

	it.each([
		['no token', ''],
		['an empty one', '?token='],
		['two', `?token=${TOKEN}&token=${TOKEN}`],
		['another name for it', `?Token=${TOKEN}`],
		['a shorter one', `?token=${TOKEN.slice(1)}`],
	])('since its address holds %s is answered with 401', async (_, query) => {
		for (const signing of [SETTINGS.signing, STANDARD]) {
			const { deliver, receptions } = await receiving({ signing });
			expect(await deliver({ query })).toBe(401);
			expect(receptions).toMatchObject([{ rejected: 'token', events: [] }]);
		}
	});

	it('without the token is not even looked at', () => {
		const untouchable = {
			get(): never {
				throw new Error('It was read');
			},
		};
		const untouched: WebhookRequest = {
			method: 'POST',
			token: 'wrong',
			headers: new Proxy({}, untouchable),
			body: new Proxy(new Uint8Array(), untouchable),
		};
		const seen = new SeenDeliveries();
		expect(receiveWebhook(untouched, SETTINGS, seen, NOW)).toMatchObject({ status: 401 });
	});

	it.each(['', undefined, null])(
		'is refused for everybody where the token that is set is %j',
		async (token) => {
			const { deliver } = await receiving({ token: token as string });
			for (const query of ['', '?token=', '?token=undefined', '?token=null', `?token=${TOKEN}`]) {
				expect(await deliver({ query })).toBe(401);
			}
		},
	);

	it.each(['', '?token=wrong'])('is let in with "%s" where anybody may deliver', async (query) => {
		const { deliver } = await receiving({ signing: { kind: 'none' } });
		expect(await deliver({ query })).toBe(200);
	});

	it.each<[string, string | Uint8Array<ArrayBuffer>]>([
		['nothing', ''],
		['blanks', '  \n'],
		['no JSON', 'event=gex.flip'],
		['JSON that breaks off', SAMPLE.slice(0, -3)],
		['an empty object', '{}'],
		['an empty list', '[]'],
		['null', 'null'],
		['a number', '5'],
		['a text', '"gex.flip"'],
		['no name', '{"data":{"asset":"BTC"}}'],
		['a name that is none', '{"event":{"a":1}}'],
		['lists in lists', '['.repeat(5000)],
		['objects in objects', '{"event":'.repeat(500)],
		['bytes that are no text', new Uint8Array([0xff, 0xfe, 0, 0x80])],
	])('since it holds %s is answered with 400', async (_, body) => {
		const { deliver, receptions } = await receiving();
		expect(await deliver({ body })).toBe(400);
		expect(receptions).toMatchObject([
			{ rejected: 'body', reason: 'it holds no event', events: [] },
		]);
	});

	it('is told nothing but the status, whatever it sent', async () => {
		const { deliver, receptions } = await receiving({ token: 'other' });
		await deliver({ token: 'my token', body: 'my body', headers: { 'x-mine': 'my header' } });
		expect(JSON.stringify(receptions)).not.toContain('my ');
	});
});

describe('what a flow wants', () => {
	const event = (name: string, asset?: string) => JSON.stringify({ event: name, data: { asset } });

	it.each<[string[], string[], string, string | undefined, boolean]>([
		[[], [], FLIP, 'BTC', true],
		[[FLIP], [], FLIP, 'BTC', true],
		[[FUNDING, FLIP], ['ETH', 'BTC'], FLIP, 'BTC', true],
		[[FUNDING], [], FLIP, 'BTC', false],
		[[FLIP], ['ETH'], FLIP, 'BTC', false],
		[[FLIP], ['btc '], FLIP, 'BTC', true],
		[[FLIP], ['BTC'], FLIP, 'btc', true],
		[[FLIP], ['BTC'], FLIP, undefined, true],
		[[FLIP], [], 'whale.alert', 'BTC', true],
		[[FLIP], ['ETH'], 'whale.alert', 'BTC', false],
	])('is of %j and %j: %s of %s', async (events, assets, name, asset, isWanted) => {
		const one = await receiving({ events, assets });
		expect(await one.deliver({ body: event(name, asset) })).toBe(200);
		expect(one.receptions[0]).toMatchObject(
			isWanted
				? { events: [{ name }], rejected: undefined }
				: { events: [], rejected: 'unwanted', reason: 'its event or asset is not asked for' },
		);
		expect(one.seen.save().length).toBe(isWanted ? 1 : 0);
	});
});

describe('whatever is sent', () => {
	it('never throws', () => {
		const text = fc.oneof(
			fc.string(),
			fc.constantFrom(SAMPLE, '{"event":"x"}', TOKEN, 'application/json'),
		);
		const request = fc.record({
			method: fc.oneof(fc.constant('POST'), fc.string()),
			token: fc.oneof(fc.constant(TOKEN), fc.anything()),
			headers: fc.dictionary(
				fc.oneof(
					fc.constantFrom(
						'content-type',
						'webhook-id',
						'webhook-timestamp',
						'webhook-signature',
						'x-signature',
					),
					fc.string(),
				),
				fc.oneof(text, fc.array(text, { maxLength: 2 })),
			),
			body: fc.oneof(
				fc.uint8Array(),
				text.map((one) => Buffer.from(one)),
				fc.json().map((one) => Buffer.from(one)),
			),
		});
		const secret = fc.oneof(fc.string(), fc.constant(undefined as unknown as string));
		const signing = fc.oneof(
			fc.constantFrom<Signing>({ kind: 'token' }, { kind: 'none' }),
			secret.map((one): Signing => ({ kind: 'standard', secret: one })),
			secret.map((one): Signing => ({ kind: 'hmac', secret: one, header: 'X-Signature' })),
		);
		const seen = new SeenDeliveries();
		fc.assert(
			fc.property(request, signing, fc.nat(), (one, kind, toleranceMs) => {
				const reception = receiveWebhook(
					one,
					{ ...SETTINGS, signing: kind, toleranceMs },
					seen,
					NOW,
				);
				expect([200, 400, 401, 405, 413, 415]).toContain(reception.status);
				expect(reception.events.length > 0 || reception.rejected !== undefined).toBe(true);
				expect(reception.events.length === 0 || reception.status === 200).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	});
});
