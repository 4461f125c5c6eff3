import { emulate } from './support';
import { open, refusedUpgrade, subscribed } from './stream-client';

const INVALID_KEY = {
	error: 'invalid_api_key',
	message: 'API key is invalid or expired',
	code: 401,
};
const PLAN_REQUIRED = {
	error: 'plan_required',
	message: 'WebSocket streaming requires the Elite plan',
	code: 403,
};

describe('a key on the stream', () => {
	it.each([
		['an expired key', 'kf_expired_1', INVALID_KEY, 4401],
		['an unknown key', 'secret', INVALID_KEY, 4401],
		['a key with a space', 'kf_elite_1 ', INVALID_KEY, 4401],
		['no key', undefined, INVALID_KEY, 4401],
		['something else than a text', 1, INVALID_KEY, 4401],
		['a Pro key', 'kf_pro_1', PLAN_REQUIRED, 4403],
	])('%s is refused by an error and a close code', async (_name, key, error, code) => {
		const emulator = await emulate();
		const client = (await open(emulator)).authenticate(key);
		expect(await client.closed).toEqual({ code, reason: error.error });
		expect(client.frames).toEqual([error]);
	});

	it('is accepted when it is an Elite one, whatever it looks like', async () => {
		const emulator = await emulate();
		emulator.setTier('my own', 'elite');
		const client = await open(emulator);
		await client.authenticate('my own').settled();
		expect(emulator.stream.connections()).toMatchObject([{ tier: 'elite', authenticated: true }]);
		expect(client.frames).toEqual([]);
	});

	it.each([
		['all', INVALID_KEY, 4401],
		['plan', PLAN_REQUIRED, 4403],
	] as const)('is refused whatever its tier: %s', async (refuseKeys, error, code) => {
		const emulator = await emulate();
		emulator.stream.behave({ refuseKeys });
		const client = (await open(emulator)).authenticate(emulator.keys.elite);
		expect((await client.closed).code).toBe(code);
		expect(client.frames).toEqual([error]);
	});

	it('can be refused by an error alone, and another one tried on the same socket', async () => {
		const emulator = await emulate();
		emulator.stream.behave({ refuse: 'frameOnly' });
		const client = await open(emulator);
		await client.authenticate(emulator.keys.pro).subscribe('gex:BTC:all').settled();
		expect(client.frames).toMatchObject([PLAN_REQUIRED, { error: 'not_authenticated', code: 401 }]);
		expect(emulator.stream.connections()).toMatchObject([{ tier: 'pro', authenticated: false }]);
		await client.authenticate(emulator.keys.elite).subscribe('gex:BTC:all').settled();
		expect(emulator.stream.subscriptions()).toEqual(['gex:BTC:all']);
	});

	it.each([
		[{}, 4401],
		[{ closeCode: 1008 }, 1008],
	])('can be refused by a close code alone: %j', async (how, code) => {
		const emulator = await emulate();
		emulator.stream.behave({ refuse: 'close', ...how });
		const client = (await open(emulator)).authenticate('wrong');
		expect((await client.closed).code).toBe(code);
		expect(client.frames).toEqual([]);
	});

	it('can be refused without a word', async () => {
		const emulator = await emulate();
		emulator.stream.behave({ refuse: 'silent' });
		const client = await open(emulator);
		await client
			.authenticate('wrong')
			.subscribe('gex:BTC:all')
			.unsubscribe('gex:BTC:all')
			.settled();
		expect(client.frames).toEqual([]);
		expect(emulator.stream.connections()).toMatchObject([
			{ authenticated: false, subscriptions: [] },
		]);
	});

	it.each([
		[{}, INVALID_KEY],
		[{ httpStatus: 403 }, PLAN_REQUIRED],
	])('can be refused at the upgrade: %j', async (how, body) => {
		const emulator = await emulate();
		emulator.stream.behave({ refuse: 'http', ...how });
		expect(await refusedUpgrade(emulator.stream.url)).toEqual({ status: body.code, body });
		expect([emulator.stream.attempts(), emulator.stream.opened()]).toEqual([1, 0]);
	});

	it('is acknowledged when asked for', async () => {
		const emulator = await emulate();
		emulator.stream.behave({ acknowledge: true });
		const client = await subscribed(emulator, 'gex:BTC:all');
		expect(client.frames).toEqual([
			{ type: 'auth', status: 'ok' },
			{ type: 'subscribed', channel: 'gex', asset: 'BTC', exchange: 'all' },
		]);
	});
});

describe('revoking a key', () => {
	it('ends its sessions and no others', async () => {
		const emulator = await emulate();
		const other = (await open(emulator)).authenticate('kf_elite_other');
		await other.settled();
		const client = await subscribed(emulator, 'gex:BTC:all');
		emulator.setTier(emulator.keys.elite, 'expired');
		expect(emulator.stream.publish('gex', 'BTC')).toBe(1);
		expect(emulator.stream.revoke(emulator.keys.elite)).toBe(1);
		expect(await client.closed).toEqual({ code: 4401, reason: 'invalid_api_key' });
		expect(client.frames).toEqual([expect.objectContaining({ channel: 'gex' }), INVALID_KEY]);
		expect(emulator.stream.connections()).toMatchObject([{ id: 1, authenticated: true }]);
	});

	it('keeps it from beginning another one once its tier is expired', async () => {
		const emulator = await emulate();
		emulator.setTier(emulator.keys.elite, 'expired');
		const client = (await open(emulator)).authenticate(emulator.keys.elite);
		expect((await client.closed).code).toBe(4401);
	});

	it.each([
		['frameOnly', [INVALID_KEY]],
		['silent', []],
	] as const)('leaves the socket without its subscriptions: %s', async (refuse, frames) => {
		const emulator = await emulate();
		const client = await subscribed(emulator, 'gex:BTC:all');
		emulator.stream.behave({ refuse });
		emulator.stream.revoke(emulator.keys.elite);
		expect(emulator.stream.publish('gex', 'BTC')).toBe(0);
		expect((await client.settled()).frames).toEqual(frames);
	});

	it('breaks the connection off where refusals come at the upgrade', async () => {
		const emulator = await emulate();
		const client = await subscribed(emulator, 'gex:BTC:all');
		emulator.stream.behave({ refuse: 'http' });
		emulator.stream.revoke(emulator.keys.elite);
		expect((await client.closed).code).toBe(1006);
		expect(await refusedUpgrade(emulator.stream.url)).toMatchObject({ status: 401 });
	});
});
