import { signWebhook, type Signing } from '../../../core';
import { NOW, receivers } from './support/receiving';
import { FLIP } from './support/registering';

const receiving = receivers();

const STANDARD: Signing = { kind: 'standard', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };

describe('the age of a delivery', () => {
	const happened = (before: number) =>
		JSON.stringify({ event: FLIP, timestamp: new Date(NOW - before).toISOString() });

	it.each([
		[0, 200],
		[300_000, 200],
		[300_001, 400],
		[-60_000, 200],
		[-60_001, 400],
		[86_400_000, 400],
	])('of %d ms is answered with %d', async (before, status) => {
		const { deliver, receptions } = await receiving();
		expect(await deliver({ body: happened(before) })).toBe(status);
		if (status === 400) {
			expect(receptions).toMatchObject([
				{ rejected: 'age', reason: 'it is too old, or from the future', events: [] },
			]);
		}
	});

	it('may be any where the flow says so, and is any where the event does not say', async () => {
		const anyAge = await receiving({ toleranceMs: 0 });
		expect(await anyAge.deliver({ body: happened(1e12) })).toBe(200);
		expect(await anyAge.deliver({ body: happened(-1e12) })).toBe(200);
		const { deliver } = await receiving();
		expect(await deliver({ body: JSON.stringify({ event: FLIP }) })).toBe(200);
	});

	it('may be as the flow says', async () => {
		const { deliver } = await receiving({ toleranceMs: 3_600_000 });
		expect(await deliver({ body: happened(3_600_000) })).toBe(200);
		expect(await deliver({ body: happened(3_600_001) })).toBe(400);
	});

	it('is that of the sending where it is signed: a late repetition of an old event passes', async () => {
		const { deliver, events } = await receiving({ signing: STANDARD });
		const old = JSON.parse(happened(3 * 3_600_000));
		const repeated = signWebhook(old, { signing: STANDARD, now: NOW - 300_000 });
		expect(await deliver(repeated)).toBe(200);
		expect(events()).toMatchObject([{ time: NOW - 3 * 3_600_000 }]);
		for (const sentAt of [NOW - 301_000, NOW + 61_000]) {
			const late = signWebhook({ ...old, n: sentAt }, { signing: STANDARD, now: sentAt });
			expect(await deliver(late)).toBe(400);
		}
	});

	it('is that of the event where the time of sending is not signed', async () => {
		const signing: Signing = { kind: 'hmac', secret: 's', header: 'x-signature' };
		const { deliver } = await receiving({ signing });
		const { headers, body } = signWebhook(JSON.parse(happened(301_000)), { signing, now: NOW });
		const claimed = { ...headers, 'webhook-timestamp': String(NOW / 1000) };
		expect(await deliver({ headers: claimed, body })).toBe(400);
	});
});
