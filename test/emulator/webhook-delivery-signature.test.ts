import { createHmac } from 'node:crypto';
import { signatureHeaders } from '../../emulator/webhooks/signature';
import { emulate, stoppedClock } from './support';
import { receive, register } from './webhook-receiver';

const STANDARD = { kind: 'standard', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' } as const;
const HMAC = { kind: 'hmac', header: 'x-signature', secret: "It's a Secret to Everybody" } as const;

/** What arrives with a signature. */
async function delivered(signature: Parameters<typeof signatureHeaders>[0]) {
	const emulator = await emulate({ now: stoppedClock().now });
	const receiver = await receive();
	await register(emulator, receiver.url);
	emulator.webhooks.behave({ signature });
	const [report] = await emulator.webhooks.fire('gex.flip', 'BTC', { data: { note: '€' } });
	return { report: report!, ...receiver.requests[0]! };
}

describe('the signature of a webhook', () => {
	it('is the one of the Standard Webhooks reference for its example', () => {
		const signed = {
			id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
			at: 1_614_265_330_999,
			body: Buffer.from('{"test": 2432232314}'),
		};
		expect(signatureHeaders(STANDARD, signed)).toEqual({
			'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
			'webhook-timestamp': '1614265330',
			'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
		});
	});

	it('is the one of the GitHub reference for its example', () => {
		const signed = { id: '', at: 0, body: Buffer.from('Hello, World!') };
		expect(signatureHeaders({ ...HMAC, prefix: 'sha256=' }, signed)).toEqual({
			'x-signature': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
		});
	});

	it('is there only when asked for', async () => {
		const { headers } = await delivered(undefined);
		const names = Object.keys(headers).filter((name) => /^webhook-|signature/.test(name));
		expect(names).toEqual([]);
	});

	it('covers id, time and the bytes as sent, by the Standard Webhooks', async () => {
		const { report, headers, body } = await delivered({ kind: 'standard', secret: 'plain' });
		expect(headers['webhook-id']).toBe(report.deliveryId);
		expect(headers['webhook-timestamp']).toBe(String(report.at / 1000));
		const content = `${report.deliveryId}.${report.at / 1000}.${body.toString()}`;
		const digest = createHmac('sha256', 'plain').update(content).digest('base64');
		expect(headers['webhook-signature']).toBe(`v1,${digest}`);
	});

	it('covers the bytes as sent, as a plain HMAC', async () => {
		const { headers, body } = await delivered({ ...HMAC, encoding: 'base64' });
		const digest = createHmac('sha256', HMAC.secret).update(body).digest('base64');
		expect(headers['x-signature']).toBe(digest);
	});

	it.each([
		['webhook-signature', STANDARD],
		['x-signature', HMAC],
	])('can be wrong: %s', async (name, signature) => {
		const right = (await delivered(signature)).headers[name] as string;
		const wrong = (await delivered({ ...signature, wrong: true })).headers[name] as string;
		expect(wrong).not.toBe(right);
		expect(wrong).toHaveLength(right.length);
	});
});
