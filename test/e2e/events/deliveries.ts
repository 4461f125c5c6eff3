import { EventBench, FLIP, FUNDING, PROXIMITY, SECRET, type EventConsumer } from './bench';
import { waitFor } from '../hosts/wait';

const HEADER = 'X-Signature';

/**
 * What a provider, or somebody who is none, may send, and what a flow has got of it. The same for every
 * host; docs/reliability.md is the table of it.
 */
export function describeEvents(bench: () => EventBench): void {
	afterEach(async () => {
		await bench().run();
		await bench().registered([]);
		bench().clean();
		bench().emulator.reset();
		bench().sink.clear();
	});

	describe('what is registered', () => {
		it('is one event of one asset each, with the threshold of its unit', async () => {
			const all = bench().consumer({ events: [PROXIMITY, FLIP, FUNDING], assets: ['BTC', 'ETH'] });
			await bench().listen(all);
			const registrations = bench().emulator.webhooks.registrations();
			expect(
				registrations.map(({ events, config }) => [events.join(), config.asset, config.threshold]),
			).toEqual(
				expect.arrayContaining([
					[PROXIMITY, 'BTC', 1e9],
					[PROXIMITY, 'ETH', 1e9],
					[FLIP, 'BTC', undefined],
					[FLIP, 'ETH', undefined],
					[FUNDING, 'BTC', 0.05],
					[FUNDING, 'ETH', 0.05],
				]),
			);
			expect(new Set(registrations.map(({ url }) => url)).size).toBe(1);
			for (const event of [PROXIMITY, FLIP, FUNDING]) {
				expect(await bench().fire(event)).toEqual([200]);
			}
			const records = await bench().received(3);
			expect(records.map((record) => record['event']).sort()).toEqual(
				[PROXIMITY, FLIP, FUNDING].sort(),
			);
			for (const record of records) expect(String(record['text'])).toMatch(/^BTC/);
		}, 90_000);

		it('is there once after ten deployments, at the same address', async () => {
			const one = bench().consumer({ events: [FLIP, PROXIMITY] });
			const addresses = new Set<string>();
			for (let round = 0; round < 10; round += 1) {
				// The second is the same again; others are changed, and changed back.
				const changed = { ...one, assets: round % 3 === 2 ? ['BTC', 'ETH'] : ['BTC'] };
				if (round % 2 === 1) await bench().run();
				await bench().listen(changed);
				addresses.add(bench().address());
			}
			await bench().listen(one);
			expect(addresses.size).toBe(1);
			expect(await bench().fire()).toEqual([200]);
			await bench().received(1);
		}, 240_000);

		it('survives an end without warning, and the next event is received', async () => {
			const one = bench().consumer();
			await bench().listen(one);
			const before = bench().emulator.webhooks.registrations();
			await bench().host.restart({ kill: true });
			expect(bench().emulator.webhooks.registrations()).toEqual(before);
			await waitFor('the host to answer', async () => (await bench().fire())[0] === 200, {
				everyMs: 500,
			});
			expect((await bench().received(1))[0]).toMatchObject({ event: FLIP, asset: 'BTC' });
		}, 120_000);
	});

	describe('a delivery', () => {
		it.each([
			['as it should be', {}, 200, 1],
			['with the wrong token', { token: 'wrong' }, 401, 0],
			['without a token', { token: 'missing' }, 401, 0],
			['that is no JSON by its type', { contentType: 'text/plain' }, 415, 0],
			['of 64 KiB', { padToBytes: 65_536 }, 200, 1],
			['of more', { padToBytes: 65_537 }, 413, 0],
			['of almost five minutes ago', { staleMs: 280_000 }, 200, 1],
			['of more than five minutes ago', { staleMs: 320_000 }, 400, 0],
			['of the future', { staleMs: -120_000 }, 400, 0],
		] as const)(
			'%s: %j is answered with %d',
			async (_, behaviour, status, count) => {
				await bench().listen(bench().consumer());
				bench().emulator.webhooks.behave(behaviour);
				const [report] = await bench().emulator.webhooks.fire(FLIP, 'BTC');
				expect(report?.status).toBe(status);
				expect(report?.body).toBe('');
				await bench().received(count);
			},
			60_000,
		);

		it('of another method is answered with 405', async () => {
			await bench().listen(bench().consumer());
			for (const method of ['GET', 'PUT', 'DELETE']) {
				const { status, body } = await bench().emulator.webhooks.send(bench().address(), {
					method,
				});
				expect([method, status, body]).toEqual([method, 405, '']);
			}
			await bench().received(0);
		}, 60_000);

		it('of an event that nobody has heard of is passed on; a list is taken apart', async () => {
			await bench().listen(bench().consumer());
			const headers = { 'content-type': 'application/json' };
			const timestamp = new Date().toISOString();
			const other = { event: 'whale.alert', timestamp, data: { asset: 'BTC', size: 5 } };
			const flip = { event: FLIP, timestamp, data: { asset: 'BTC', current_gex: 'negative' } };
			const body = JSON.stringify([other, flip]);
			const sent = await bench().emulator.webhooks.send(bench().address(), { headers, body });
			expect(sent.status).toBe(200);
			expect((await bench().received(2)).map(({ event }) => event)).toEqual(['whale.alert', FLIP]);
		}, 60_000);

		it('is worked on once, however often it comes, also at the same moment and after a restart', async () => {
			await bench().listen(bench().consumer());
			bench().emulator.webhooks.behave({ deliveryId: 'body', times: 5, together: true });
			expect(await bench().fire(FLIP, { deliveryId: 'dlv_1' })).toEqual([200, 200, 200, 200, 200]);
			await bench().received(1);
			bench().emulator.webhooks.behave({ times: 1, together: false });
			expect(await bench().fire(FLIP, { deliveryId: 'dlv_1' })).toEqual([200]);
			await bench().received(1);
			await bench().host.restart({ kill: true });
			await waitFor(
				'the host to answer',
				async () => (await bench().fire(FLIP, { deliveryId: 'dlv_1' }))[0] === 200,
				{ everyMs: 500 },
			);
			await bench().received(1);
			expect(await bench().fire(FLIP, { deliveryId: 'dlv_2' })).toEqual([200]);
			await bench().received(2);
		}, 120_000);
	});

	describe('a signature', () => {
		const signed = (verification: EventConsumer['verification']) =>
			bench().consumer({ ...(verification ? { verification } : {}) });

		it.each([
			['standard', { kind: 'standard', secret: SECRET }],
			['hmac', { kind: 'hmac', secret: SECRET, header: HEADER, prefix: 'sha256=' }],
		] as const)(
			'%s is judged over the bytes as they came',
			async (verification, signature) => {
				await bench().listen(signed(verification));
				bench().emulator.webhooks.behave({ signature });
				expect(await bench().fire()).toEqual([200]);
				bench().emulator.webhooks.behave({ signature: { ...signature, wrong: true } });
				expect(await bench().fire()).toEqual([401]);
				bench().emulator.webhooks.behave({ signature: undefined });
				expect(await bench().fire()).toEqual([401]);
				await bench().received(1);
			},
			60_000,
		);

		it('is not needed, and no token either, where that is chosen', async () => {
			await bench().listen(signed('none'));
			bench().emulator.webhooks.behave({ token: 'missing' });
			expect(await bench().fire()).toEqual([200]);
			await bench().received(1);
		}, 60_000);
	});

	describe('an event that is to be confirmed', () => {
		it('is asked about after it was answered, and carries what the API says', async () => {
			await bench().listen(bench().consumer({ events: [PROXIMITY], confirm: 'mark' }));
			expect(await bench().fire(PROXIMITY)).toEqual([200]);
			expect((await bench().received(1))[0]).toMatchObject({ confirmed: true });
		}, 60_000);

		it('is left out when the API does not say the same, where only confirmed ones may pass', async () => {
			await bench().listen(bench().consumer({ events: [PROXIMITY], confirm: 'require' }));
			const forged = { data: { cluster_price: 1, cluster_size: 1e12 } };
			expect(await bench().fire(PROXIMITY, forged)).toEqual([200]);
			await bench().received(0);
			expect(await bench().fire(PROXIMITY)).toEqual([200]);
			await bench().received(1);
		}, 60_000);
	});
}
