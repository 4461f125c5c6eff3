import { ask, control, emulate, stoppedClock } from './support';

describe('the controls over HTTP', () => {
	it('tell the state', async () => {
		const emulator = await emulate({ seed: 7, now: stoppedClock().now });
		await ask(emulator, '/gex/BTC');
		const { json } = await control(emulator, '/state');
		expect(json).toEqual({
			scenario: 'market',
			seed: 7,
			marketTime: '2026-02-01T12:00:00.000Z',
			connections: 1,
			calls: 1,
			budgets: [{ keyId: emulator.calls[0]?.keyId, remaining: 99 }],
			faults: [],
			shapes: emulator.shapes.current,
			webhooks: [],
		});
	});

	it('tell the calls, without being calls themselves', async () => {
		const emulator = await emulate();
		await ask(emulator, '/gex/BTC');
		const { json } = await control(emulator, '/calls');
		expect(json).toEqual(JSON.parse(JSON.stringify(emulator.calls)));
		expect(json).toHaveLength(1);
	});

	it('set what a key has left', async () => {
		const emulator = await emulate();
		const body = { key: emulator.keys.pro, remaining: 9 };
		expect((await control(emulator, '/remaining', { method: 'POST', body })).status).toBe(200);
		expect((await ask(emulator, '/gex/BTC')).headers.get('X-RateLimit-Remaining')).toBe('8');
	});

	it('switch shapes', async () => {
		const emulator = await emulate();
		const body = { funding: 'data' };
		const { json } = await control(emulator, '/shapes', { method: 'POST', body });
		expect(json).toMatchObject(body);
		expect(Object.keys((await ask(emulator, '/funding-rates/BTC')).json)).toEqual([
			'asset',
			'data',
		]);
	});

	it('move the market on', async () => {
		const emulator = await emulate({ now: stoppedClock().now });
		const before = emulator.market.price('BTC');
		await control(emulator, '/advance', { method: 'POST', body: { ms: 60_000 } });
		expect(emulator.market.now()).toBe(Date.parse('2026-02-01T12:01:00Z'));
		expect(emulator.market.price('BTC')).not.toBe(before);
	});

	it('reset everything but the market', async () => {
		const emulator = await emulate({ now: stoppedClock().now });
		emulator.market.advance(60_000);
		emulator.setRemaining(emulator.keys.pro, 3);
		emulator.faults.inject({ status: 500, times: 5 });
		await ask(emulator, '/gex/BTC');
		expect((await control(emulator, '/reset', { method: 'POST' })).json).toMatchObject({
			marketTime: '2026-02-01T12:01:00.000Z',
			calls: 0,
			budgets: [],
			faults: [],
		});
		expect((await ask(emulator, '/gex/BTC')).headers.get('X-RateLimit-Remaining')).toBe('99');
	});

	it.each([
		['/faults', { stauts: 500 }, 'stauts'],
		['/faults', null, 'object'],
		['/remaining', { remaining: 1 }, "'key'"],
		['/remaining', { key: 'kf_pro_1', remaining: 1000 }, '0 to 100'],
		['/remaining', null, "'key'"],
		['/shapes', { depth: 'deep' }, 'bookArrays'],
		['/advance', { ms: -1 }, 'only moves forward'],
		['/advance', { ms: '60000' }, 'number'],
		['/advance', null, 'number'],
	])('POST %s says what is wrong with %j', async (path, body, message) => {
		const emulator = await emulate();
		const answer = await control(emulator, path, { method: 'POST', body });
		expect(answer.status).toBe(400);
		expect(answer.json.message).toContain(message);
	});
});
