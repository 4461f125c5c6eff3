import { control, emulate } from './support';
import { open, subscribed } from './stream-client';

describe('the stream over HTTP', () => {
	it('tells its state and what it received', async () => {
		const emulator = await emulate();
		await subscribed(emulator, 'gex:BTC:all');
		expect((await control(emulator, '/stream')).json).toEqual({
			url: emulator.stream.url,
			attempts: 1,
			opened: 1,
			connections: [{ id: 1, tier: 'elite', authenticated: true, subscriptions: ['gex:BTC:all'] }],
			subscriptions: ['gex:BTC:all'],
			behaviour: emulator.stream.behaviour,
		});
		const { text, json } = await control(emulator, '/stream/received');
		expect(json).toEqual(emulator.stream.received);
		expect(json).toHaveLength(2);
		expect(text).not.toContain(emulator.keys.elite);
	});

	it('takes a behaviour, and with null takes it back', async () => {
		const emulator = await emulate();
		const set = (body: object) => control(emulator, '/stream/behaviour', { method: 'POST', body });
		expect((await set({ repeat: 2, refuseUpgrade: 503 })).json).toMatchObject({
			repeat: 2,
			refuseUpgrade: 503,
		});
		expect((await set({ refuseUpgrade: null })).json).not.toHaveProperty('refuseUpgrade');
		expect(emulator.stream.behaviour).toMatchObject({ repeat: 2 });
	});

	it('publishes and sends', async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const client = await subscribed(emulator, 'liquidations:BTC:okx');
		const post = async (path: string, body: object) =>
			(await control(emulator, `/stream${path}`, { method: 'POST', body })).json;
		const message = { channel: 'liquidations', asset: 'BTC' };
		expect(await post('/publish', message)).toEqual({ sockets: 0 });
		const options = { exchange: 'okx', timestamp: 'now', data: { clusters: [] } };
		expect(await post('/publish', { ...message, ...options })).toEqual({ sockets: 1 });
		expect(await post('/send', { frame: { type: 'notice' } })).toEqual({ sockets: 1 });
		expect(await post('/send', { frame: '{' })).toEqual({ sockets: 1 });
		expect(await post('/send', { base64: 'AAH/' })).toEqual({ sockets: 1 });
		expect(await client.received(4)).toEqual([
			{ ...message, data: { timestamp: 'now', clusters: [] } },
			{ type: 'notice' },
			'{',
			Buffer.from([0, 1, 255]),
		]);
	});

	it('silences, resumes and drops', async () => {
		const emulator = await emulate();
		const post = (path: string, body?: object) =>
			control(emulator, `/stream${path}`, { method: 'POST', ...(body && { body }) });
		const first = await subscribed(emulator);
		await post('/silence');
		expect(emulator.stream.sendRaw('x')).toBe(0);
		await post('/resume');
		expect(emulator.stream.sendRaw('x')).toBe(1);
		expect((await post('/drop', { code: 1012, reason: 'restart' })).json).toEqual({ sockets: 1 });
		expect(await first.closed).toEqual({ code: 1012, reason: 'restart' });
		const second = await open(emulator);
		expect((await post('/drop')).json).toEqual({ sockets: 1 });
		expect((await second.closed).code).toBe(1006);
	});

	it('revokes a key for good', async () => {
		const emulator = await emulate();
		const key = emulator.keys.elite;
		const client = await subscribed(emulator);
		await control(emulator, '/tier', { method: 'POST', body: { key, tier: 'expired' } });
		const { json } = await control(emulator, '/stream/revoke', { method: 'POST', body: { key } });
		expect(json).toEqual({ sockets: 1 });
		expect((await client.closed).code).toBe(4401);
		const again = (await open(emulator)).authenticate(key);
		expect((await again.closed).code).toBe(4401);
	});

	it('makes load and answers when it is over', async () => {
		const emulator = await emulate();
		const client = await subscribed(emulator, 'liquidations:SOL:all');
		const post = async (path: string, body: object) =>
			(await control(emulator, `/stream${path}`, { method: 'POST', body })).json;
		const options = { assets: ['SOL'], clusters: 1 };
		expect(await post('/burst', { count: 5, ...options })).toEqual({ 'liquidations:SOL:all': 4 });
		const steady = { perSecond: 1000, seconds: 0.003, ...options };
		expect(await post('/steady', steady)).toEqual({ 'liquidations:SOL:all': 2 });
		const sequences = (await client.received(8)).map(({ data }) => data.sequence);
		expect(sequences).toEqual([0, 1, 2, 3, 4, 0, 1, 2]);
	});

	it.each([
		['/stream/behaviour', { acknowlege: true }, 'acknowlege'],
		['/stream/publish', { channel: 'trades', asset: 'BTC' }, 'Invalid channel'],
		['/stream/publish', null, 'Invalid channel'],
		['/stream/send', {}, "'frame'"],
		['/stream/drop', { code: 1006 }, '1006'],
		['/stream/revoke', {}, "'key'"],
		['/stream/burst', {}, "'count'"],
		['/stream/steady', { perSecond: 1 }, "'seconds'"],
		['/tier', { key: 'x', tier: 'gold' }, "'tier'"],
		['/tier', { tier: 'pro' }, "'key'"],
	])('POST %s says what is wrong with %j', async (path, body, message) => {
		const emulator = await emulate();
		const answer = await control(emulator, path, { method: 'POST', body });
		expect(answer.status).toBe(400);
		expect(answer.json.message).toContain(message);
	});
});
