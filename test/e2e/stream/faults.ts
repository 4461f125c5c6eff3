import { sleep, waitFor } from '../hosts/wait';
import type { Consumer, StreamBench } from './bench';

const HUGE = 1_200_000;

/**
 * The fault matrix: what is done to a listening flow, and what must have become of it. The same for
 * every host; docs/reliability.md is the table of it.
 */
export function describeFaults(bench: () => StreamBench): void {
	const btc = (more: Partial<Consumer> = {}): Consumer => ({
		name: 'one',
		key: bench().freshKey(),
		assets: ['BTC', 'ETH'],
		...more,
	});

	afterEach(async () => {
		await bench().run();
		await bench().gone();
		bench().emulator.reset();
		bench().sink.clear();
	});

	describe('a connection that is lost', () => {
		it('ten restarts of the API leave one socket and every subscription once', async () => {
			const one = btc();
			await bench().listen(one);
			for (let restart = 0; restart < 10; restart += 1) {
				await bench().stopApi();
				await bench().startApi();
				await bench().connected([one], 60_000);
				await bench().publish(one);
			}
			await bench().healthy(one);
		}, 240_000);

		it.each([
			['a reset', 'destroy' as const],
			['close 1001, going away', { code: 1001 }],
			['close 1012, restarting', { code: 1012 }],
			['close 1011, internal error', { code: 1011 }],
		])(
			'%s is followed by a new one',
			async (_, how) => {
				const one = btc();
				await bench().listen(one);
				bench().emulator.stream.drop(how);
				await waitFor('a second connection', () => bench().emulator.stream.opened() === 2);
				await bench().healthy(one);
				expect(
					bench()
						.sink.events()
						.map(({ event }) => event),
				).toEqual(expect.arrayContaining(['connected', 'disconnected']));
			},
			60_000,
		);

		it('silent half-open: it is noticed and replaced, and the gap is told', async () => {
			const one = btc({ idleLimit: 5 });
			await bench().listen(one);
			await bench().publish(one);
			bench().emulator.stream.goSilent();
			await waitFor('another connection', () => bench().emulator.stream.opened() > 1, {
				timeoutMs: 40_000,
			});
			bench().emulator.stream.resume();
			await waitFor(
				'the old socket to go',
				() => bench().emulator.stream.connections().length === 1,
			);
			await bench().healthy(one);
			const again = bench()
				.sink.events()
				.filter(({ event }) => event === 'connected')
				.at(-1);
			expect(Number(again?.['gapSeconds'])).toBeGreaterThan(4);
		}, 90_000);

		it('refused for a minute: it goes on trying and comes back', async () => {
			const one = btc();
			await bench().listen(one);
			bench().emulator.stream.behave({ refuseUpgrade: 'reset' });
			bench().emulator.stream.drop();
			await sleep(60_000);
			const attempts = bench().emulator.stream.attempts();
			expect(attempts).toBeGreaterThan(3);
			expect(attempts).toBeLessThan(40);
			bench().emulator.stream.behave({ refuseUpgrade: undefined });
			await bench().connected([one], 45_000);
			await bench().healthy(one);
		}, 180_000);

		it('answered with 503 and then accepted', async () => {
			const one = btc();
			bench().emulator.stream.behave({ refuseUpgrade: 503 });
			await bench().run(one);
			await waitFor('two attempts', () => bench().emulator.stream.attempts() >= 2);
			bench().emulator.stream.behave({ refuseUpgrade: undefined });
			await bench().healthy(one);
		}, 60_000);
	});

	describe('a key that may not stream', () => {
		it.each([
			['by frame', { refuse: 'frame' }],
			['by frame alone', { refuse: 'frameOnly' }],
			['by close 4401 or 4403', { refuse: 'close' }],
			['by close 1008', { refuse: 'close', closeCode: 1008 }],
			['by HTTP 401', { refuse: 'http', httpStatus: 401 }],
			['by HTTP 403', { refuse: 'http', httpStatus: 403 }],
		] as const)(
			'refused %s, it stops and says whether it is the key or the plan',
			async (_, behaviour) => {
				bench().emulator.stream.behave(behaviour);
				await bench().run(
					btc({ name: 'dead', key: bench().freshKey('expired') }),
					btc({ name: 'pro', key: bench().freshKey('pro') }),
				);
				expect(await bench().host.refusal('dead')).toContain('invalid or expired');
				expect(await bench().host.refusal('pro')).toContain('Elite plan');
				await bench().gone();
			},
			90_000,
		);

		it('a key that dies later stops the stream and says so', async () => {
			const one = btc();
			await bench().listen(one);
			await bench().publish(one);
			bench().emulator.setTier(one.key, 'expired');
			bench().emulator.stream.revoke(one.key);
			expect(await bench().host.refusal('one')).toContain('invalid or expired');
			await bench().gone();
		}, 60_000);
	});

	describe('frames that are not what they should be', () => {
		it.each([
			['garbage', 'not { json'],
			[
				'a huge frame',
				JSON.stringify({ channel: 'liquidations', asset: 'BTC', data: 'x'.repeat(HUGE) }),
			],
			['a binary frame', Buffer.from([1, 2, 3, 0xff])],
			[
				'__proto__ keys',
				'{"channel":"liquidations","asset":"BTC","data":{"__proto__":{"polluted":1},"clusters":[]}}',
			],
			['a list', '[1,2,3]'],
			['deep nesting', '['.repeat(50_000) + ']'.repeat(50_000)],
			['an unknown form', { hello: { world: [] } }],
			[
				'an error about something else',
				{ error: 'invalid_parameter', message: 'Unknown asset', code: 400 },
			],
		])(
			'%s does not end the connection',
			async (_, frame) => {
				const one = btc();
				await bench().listen(one);
				bench().emulator.stream.sendRaw(frame);
				await bench().healthy(one);
				expect(bench().emulator.stream.opened()).toBe(1);
				expect(JSON.stringify(bench().sink.deliveries)).not.toContain('polluted');
			},
			60_000,
		);

		it('repeated and out-of-order messages arrive once', async () => {
			const one = btc();
			await bench().listen(one);
			bench().emulator.stream.behave({ repeat: 2, outOfOrder: true });
			for (let round = 0; round < 5; round += 1) await bench().publish(one);
			await bench().healthy(one);
		}, 60_000);

		it('heartbeats in every form are not data', async () => {
			const one = btc();
			await bench().listen(one);
			for (const heartbeat of ['heartbeat', 'ping', 'protocol'] as const) {
				bench().emulator.stream.behave({ heartbeat, heartbeatEveryMs: 50 });
				await sleep(500);
			}
			bench().emulator.stream.behave({ heartbeatEveryMs: 0 });
			expect(bench().sink.data()).toEqual([]);
			await bench().healthy(one);
		}, 60_000);
	});

	describe('many at once', () => {
		it('two flows with the same key share one socket, and each gets every message', async () => {
			const one = btc();
			const two = btc({ name: 'two', key: one.key, assets: ['ETH', 'SOL'] });
			await bench().listen(one, two);
			await bench().healthy(one, two);
			expect(bench().emulator.stream.opened()).toBe(1);
			await bench().run(two);
			await bench().connected([two]);
			await bench().healthy(two);
		}, 90_000);

		it('500 subscriptions are each made once, again after a reconnect', async () => {
			bench().emulator.stream.behave({ anyAsset: true });
			const assets = Array.from({ length: 125 }, (_, index) => `COIN${index}`);
			const channels = ['liquidations', 'gex', 'open_interest', 'funding_rates'];
			const one = btc({ assets, channels });
			await bench().listen(one);
			expect(bench().emulator.stream.subscriptions()).toHaveLength(500);
			bench().emulator.stream.drop();
			await waitFor('a second connection', () => bench().emulator.stream.opened() === 2);
			await bench().connected([one]);
			const subscribed = bench().emulator.stream.received.filter(
				({ frame }) => (frame as { action?: string }).action === 'subscribe',
			);
			expect(subscribed).toHaveLength(1000);
			bench().clean();
		}, 90_000);
	});

	describe('deployments', () => {
		it('ten in a row leave one socket and no message twice', async () => {
			const one = btc();
			for (let deployment = 0; deployment < 10; deployment += 1) {
				await bench().listen({ ...one, bufferSize: 1000 + deployment });
				await bench().publish(one);
			}
			await bench().healthy(one);
		}, 240_000);

		it('removal during an outage leaves nothing that tries again', async () => {
			const one = btc();
			await bench().listen(one);
			bench().emulator.stream.behave({ refuseUpgrade: 'reset' });
			bench().emulator.stream.drop();
			await waitFor('an attempt', () => bench().emulator.stream.attempts() > 1);
			await bench().run();
			await bench().gone();
		}, 60_000);
	});
}
