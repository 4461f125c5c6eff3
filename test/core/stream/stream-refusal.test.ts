import { KingfisherError } from '../../../core';
import { settled } from '../support/manual-clock';
import { message } from './support/frames';
import { BTC, ELITE, fails, KEY, Streaming } from './support/streaming';

const MINUTES = 60_000;

let rig: Streaming;
beforeEach(() => {
	rig = new Streaming();
});
afterEach(() => {
	rig.stream.stop();
	expect(rig.clock.asleep).toEqual([]);
	expect(rig.sockets.alive).toEqual([]);
});

/** Live, having had data. */
async function working(): Promise<void> {
	await rig.live(BTC);
	rig.socket.say(message());
}

const refusals: [string, () => void][] = [
	['closes with 4401', () => rig.socket.close(4401)],
	['closes with 4403', () => rig.socket.close(4403)],
	['closes with 1008', () => rig.socket.close(1008)],
	['answers 401', () => rig.socket.close(1006, { httpStatus: 401 })],
	['answers 403', () => rig.socket.close(1006, { httpStatus: 403 })],
	[
		'says so in a frame',
		() => rig.socket.say({ error: 'invalid_api_key', message: 'no', code: 401 }),
	],
	['speaks of the plan', () => rig.socket.say({ error: 'plan_required', code: 403 })],
];

describe('a server that refuses', () => {
	it.each(refusals)('and %s is believed when REST refuses the key too', async (_, refuse) => {
		rig.rest = fails('invalid_api_key');
		await rig.authenticating();
		refuse();
		await settled();
		expect(rig.stream.state).toBe('refused');
		expect(rig.probes).toBe(1);
		const { error } = rig.last('refused');
		expect(error).toMatchObject({ code: 'invalid_api_key', retryable: false });
		expect(error.message).toContain('credential "Kingfisher"');
		await rig.clock.pass(24 * 60 * MINUTES);
		expect(rig.sockets.all).toHaveLength(1);
	});

	it.each(refusals)('and %s lacks the plan when REST accepts the key', async (_, refuse) => {
		await rig.authenticating();
		refuse();
		await settled();
		expect(rig.stream.state).toBe('refused');
		expect(rig.last('refused').error).toMatchObject({ code: 'plan_required' });
	});

	it('and ends without a word is explained by what REST met on the same way', async () => {
		rig.rest = () =>
			Promise.reject(
				new KingfisherError({
					code: 'connection_failed',
					message: 'Could not reach stream.test: its certificate is self-signed',
					help: 'Set it.',
				}),
			);
		await rig.connecting();
		rig.socket.close(1006);
		await settled();
		expect(rig.last('disconnected').reason).toBe(
			'Could not reach stream.test: its certificate is self-signed. Set it.',
		);
	});

	it.each(refusals)('and %s is asked again while REST cannot be reached', async (_, refuse) => {
		rig.rest = fails('connection_failed');
		await rig.authenticating();
		for (let attempt = 1; attempt <= 6; attempt += 1) {
			refuse();
			await settled();
			expect(rig.stream.state).toBe('waiting');
			expect(rig.probes).toBe(attempt);
			await rig.next();
			rig.socket.open();
		}
		rig.rest = () => Promise.resolve(ELITE);
		rig.socket.say({ type: 'auth', status: 'ok' });
		expect(rig.stream.state).toBe('live');
	});

	it.each(refusals)('and %s after it worked is believed the third time', async (_, refuse) => {
		await working();
		for (let strike = 1; strike <= 2; strike += 1) {
			refuse();
			await settled();
			expect(rig.stream.state).toBe('waiting');
			await rig.next();
			rig.socket.open();
		}
		refuse();
		await settled();
		expect(rig.stream.state).toBe('refused');
		expect(rig.last('refused').error).toMatchObject({ code: 'plan_required' });
	});

	it('now and then only, with data in between, is never believed', async () => {
		await working();
		for (let day = 0; day < 20; day += 1) {
			rig.socket.close(4401);
			await rig.reconnected();
			rig.socket.say(message());
			await rig.clock.pass(30_000);
		}
		expect(rig.stream.state).toBe('live');
	});

	it('while REST was away too has not struck', async () => {
		await working();
		rig.rest = fails('timeout');
		for (let attempt = 0; attempt < 5; attempt += 1) {
			rig.socket.close(1008);
			await rig.next();
			rig.socket.open();
		}
		rig.rest = () => Promise.resolve(ELITE);
		rig.socket.close(1008);
		await settled();
		expect(rig.stream.state).toBe('waiting');
	});

	it('a key whose calls are used up knows that it works, and lacks the plan', async () => {
		rig.rest = fails('rate_limited');
		await rig.authenticating();
		rig.socket.close(4403);
		await settled();
		expect(rig.last('refused').error.code).toBe('plan_required');
	});

	it('is asked again when the user wants it', async () => {
		await rig.live(BTC);
		rig.socket.close(4403);
		await settled();
		expect(rig.stream.state).toBe('refused');
		rig.stream.start();
		await settled();
		rig.socket.open();
		rig.socket.say({ type: 'auth', status: 'ok' });
		expect(rig.stream.state).toBe('live');
		expect(rig.socket.subscribed).toEqual(['liquidations:BTC:all']);
	});
});

describe('a subscription that overtook a slow authentication', () => {
	it('is refused without an end: the next time the key is given longer', async () => {
		rig.stream.subscriptions.add(BTC);
		await rig.authenticating();
		for (const quietMs of [1000, 2000, 4000]) {
			await rig.clock.pass(quietMs);
			expect(rig.stream.state).toBe('live');
			rig.socket.say({ error: 'not_authenticated', message: 'Authenticate first', code: 401 });
			await settled();
			expect(rig.stream.state).toBe('waiting');
			await rig.next();
			rig.socket.open();
		}
		await rig.clock.pass(7000);
		expect(rig.socket.subscribed).toEqual([]);
		rig.socket.say({ type: 'auth', status: 'ok' });
		expect(rig.socket.subscribed).toEqual(['liquidations:BTC:all']);
		expect(rig.told).not.toContain('refused');
	});
});

describe('what is told of a refusal', () => {
	it('never holds the key, however the server spells it', async () => {
		rig.rest = fails('invalid_api_key');
		const spellings = [
			KEY,
			KEY.replaceAll('/', '\\/'),
			encodeURIComponent(KEY),
			Array.from(KEY, (one) => `\\u00${one.charCodeAt(0).toString(16)}`).join(''),
		];
		for (const spelling of spellings) {
			await rig.authenticating();
			rig.socket.say(`{"error":"invalid_api_key","message":"${spelling} is no key","code":401}`);
			await settled();
			rig.stream.stop();
			await rig.live();
			rig.socket.say(`{"error":"invalid_parameter","message":"what is ${spelling}?","code":400}`);
			rig.socket.close(1011, { reason: `bye ${JSON.parse(`"${spelling}"`)}` });
			rig.stream.stop();
			await rig.clock.pass(2 * MINUTES);
		}
		const told = JSON.stringify([rig.events, rig.logged]);
		expect(rig.told).toContain('problem');
		expect(rig.told).toContain('refused');
		expect(told).toContain('bye [hidden]');
		expect(told).not.toContain(KEY);
		expect(told).not.toContain('kf_secret');
		expect(told).not.toContain('0a1b2c3d4e5f');
	});

	it('is short, whatever the server says', async () => {
		rig.rest = fails('timeout');
		await rig.live(BTC);
		rig.socket.say({ error: 'unauthorized', message: 'x'.repeat(500_000), code: 401 });
		await settled();
		expect(rig.last('disconnected').reason.length).toBeLessThan(400);
	});
});
