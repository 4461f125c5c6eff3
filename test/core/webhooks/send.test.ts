import { createHmac } from 'node:crypto';
import { signWebhook, type Signing } from '../../../core';
import { guide } from '../support/guide';
import { NOW, receivers } from './support/receiving';

const receiving = receivers();

const SIGNINGS: [string, Signing][] = [
	['nothing', { kind: 'none' }],
	['the token', { kind: 'token' }],
	[
		'Standard Webhooks and its secret',
		{ kind: 'standard', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
	],
	['Standard Webhooks and a text', { kind: 'standard', secret: 'ünï€' }],
	['an HMAC in a header', { kind: 'hmac', secret: 'ünï€', header: 'X-Kingfisher-Signature' }],
];

describe('a delivery that is made for a test', () => {
	const event = { ...guide('webhook-payload'), note: 'ü€🐟\uD800' };

	it.each(SIGNINGS)('passes where %s is asked for', async (_, signing) => {
		const { deliver, events } = await receiving({ signing });
		expect(await deliver(signWebhook(event, { signing, now: NOW }))).toBe(200);
		expect(events()).toMatchObject([{ name: 'liquidation.cluster_proximity', raw: event }]);
	});

	it.each(SIGNINGS.slice(2))(
		'is refused where %s is asked for and it is changed',
		async (_, signing) => {
			const { deliver } = await receiving({ signing });
			const { headers, body } = signWebhook(event, { signing, now: NOW });
			expect(await deliver({ headers, body: `${body} ` })).toBe(401);
			expect(await deliver({ headers, body: JSON.stringify(JSON.parse(body), null, 1) })).toBe(401);
			const other = { ...signing, secret: 'other' } as Signing;
			expect(await deliver(signWebhook(event, { signing: other, now: NOW }))).toBe(401);
			expect(await deliver(signWebhook(event, { now: NOW }))).toBe(401);
		},
	);

	it('can be given to fetch as it is', () => {
		expect(signWebhook({ event: 'gex.flip' }, { id: 'msg_1', now: NOW })).toEqual({
			method: 'POST',
			headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1' },
			body: '{"event":"gex.flip"}',
		});
	});

	it('has an id of its own unless it is given one', async () => {
		const ids = [1, 2].map(() => signWebhook({}, { now: NOW }).headers['webhook-id']);
		expect(ids[0]).toMatch(/^msg_[\da-f-]{36}$/);
		expect(ids[0]).not.toBe(ids[1]);
		const { deliver, events } = await receiving({ signing: SIGNINGS[2]![1] });
		await deliver(signWebhook({ event: 'x' }, { signing: SIGNINGS[2]![1], id: 'msg_7', now: NOW }));
		expect(events()[0]?.deliveryId).toBe('msg_7');
	});

	it('is signed as the vector of Standard Webhooks says', () => {
		const signing: Signing = { kind: 'standard', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };
		const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
		const { headers, body } = signWebhook(
			{ test: 2432232314 },
			{ signing, id, now: 1_614_265_330_999 },
		);
		expect(headers['webhook-timestamp']).toBe('1614265330');
		const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
		const expected = createHmac('sha256', key).update(`${id}.1614265330.${body}`).digest('base64');
		expect(headers['webhook-signature']).toBe(`v1,${expected}`);
	});

	it('is signed with an HMAC as other libraries do it', () => {
		const signing: Signing = { kind: 'hmac', secret: 'secret', header: ' X-Signature' };
		const { headers, body } = signWebhook({ a: 1 }, { signing, now: NOW });
		const expected = createHmac('sha256', 'secret').update(body).digest('hex');
		expect(headers['x-signature']).toBe(`sha256=${expected}`);
	});

	it.each<Signing>([
		{ kind: 'standard', secret: '' },
		{ kind: 'standard', secret: 'whsec_' },
		{ kind: 'hmac', secret: ' ', header: 'x-signature' },
	])('is not signed with the empty secret of %j', (signing) => {
		expect(() => signWebhook({}, { signing, now: NOW })).toThrow(
			expect.objectContaining({
				code: 'invalid_configuration',
				message: 'The secret to sign with is empty',
			}),
		);
	});
});
