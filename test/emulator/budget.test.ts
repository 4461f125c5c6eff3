import { ask, emulate, stoppedClock } from './support';

const MIDNIGHT = Date.parse('2026-02-02T00:00:00Z') / 1000;

describe("a Pro key's budget", () => {
	it('is 100 calls a day, told by the headers of every answer', async () => {
		const emulator = await emulate({ now: stoppedClock().now });
		const { headers } = await ask(emulator, '/liquidations/BTC');
		expect(headers.get('X-RateLimit-Limit')).toBe('100');
		expect(headers.get('X-RateLimit-Remaining')).toBe('99');
		expect(headers.get('X-RateLimit-Reset')).toBe(String(MIDNIGHT));
	});

	it('pays for mistakes and faults as well', async () => {
		const emulator = await emulate();
		const remaining = async (path: string) => {
			const answer = await ask(emulator, path);
			return [answer.status, answer.headers.get('X-RateLimit-Remaining')];
		};
		emulator.faults.inject({ path: '/tof', status: 500 });
		expect(await remaining('/liquidations/BTC?timeframe=2D')).toEqual([400, '99']);
		expect(await remaining('/gex/SOL')).toEqual([404, '98']);
		expect(await remaining('/nothing')).toEqual([404, '97']);
		expect(await remaining('/tof/BTC')).toEqual([500, '96']);
		expect(await remaining('/tof/BTC')).toEqual([200, '95']);
	});

	it('counts down to the last call and then refuses until midnight', async () => {
		const clock = stoppedClock('2026-02-01T23:00:00Z');
		const emulator = await emulate(clock);
		const statuses = [];
		for (let call = 0; call < 102; call++) {
			statuses.push((await ask(emulator, '/gex/BTC')).status);
		}
		expect(statuses.slice(0, 100).every((status) => status === 200)).toBe(true);
		expect(statuses.slice(100)).toEqual([429, 429]);
		expect(emulator.calls.map(({ remaining }) => remaining).slice(98)).toEqual([1, 0, 0, 0]);
		clock.set('2026-02-02T00:00:00Z');
		const { status, headers } = await ask(emulator, '/gex/BTC');
		expect(status).toBe(200);
		expect(headers.get('X-RateLimit-Remaining')).toBe('99');
		expect(headers.get('X-RateLimit-Reset')).toBe(String(MIDNIGHT + 86_400));
	});

	it("is refused with the guide's 429, to the letter, an hour before midnight", async () => {
		const emulator = await emulate({ now: stoppedClock('2026-02-01T23:00:00Z').now });
		emulator.setRemaining(emulator.keys.pro, 0);
		const { status, text, headers } = await ask(emulator, '/gex/BTC');
		expect(status).toBe(429);
		expect(text).toBe(
			'{"error":"rate_limit_exceeded","message":"Daily limit exceeded","code":429,"retry_after":3600}',
		);
		expect(headers.get('Retry-After')).toBe('3600');
		expect(headers.get('X-RateLimit-Remaining')).toBe('0');
		expect(headers.get('X-RateLimit-Limit')).toBe('100');
		expect(headers.get('X-RateLimit-Reset')).toBe(String(MIDNIGHT));
	});

	it('rounds the wait up, so that waiting it out is always enough', async () => {
		const clock = stoppedClock('2026-02-01T23:59:57.900Z');
		const emulator = await emulate({ now: clock.now });
		emulator.setRemaining(emulator.keys.pro, 0);
		expect((await ask(emulator, '/gex/BTC')).json.retry_after).toBe(3);
		clock.forward(2099);
		expect((await ask(emulator, '/gex/BTC')).json.retry_after).toBe(1);
	});

	it("is the key's own", async () => {
		const emulator = await emulate();
		emulator.setRemaining(emulator.keys.pro, 0);
		const other = await ask(emulator, '/gex/BTC', { key: 'kf_pro_other' });
		expect(other.headers.get('X-RateLimit-Remaining')).toBe('99');
		expect((await ask(emulator, '/gex/BTC')).status).toBe(429);
	});

	it('is not touched by refused keys', async () => {
		const emulator = await emulate();
		const refused = await ask(emulator, '/gex/BTC', { key: 'kf_expired_1' });
		expect(refused.headers.get('X-RateLimit-Remaining')).toBeNull();
		expect((await ask(emulator, '/gex/BTC')).headers.get('X-RateLimit-Remaining')).toBe('99');
	});

	it('is not charged for injected refusals either', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ status: 429 });
		emulator.faults.inject({ status: 401 });
		emulator.faults.inject({ echoKey: true });
		emulator.faults.inject({ dropConnection: 'before' });
		expect((await ask(emulator, '/gex/BTC')).status).toBe(429);
		expect((await ask(emulator, '/gex/BTC')).status).toBe(401);
		expect((await ask(emulator, '/gex/BTC')).status).toBe(401);
		await expect(ask(emulator, '/gex/BTC')).rejects.toThrow();
		expect((await ask(emulator, '/gex/BTC')).headers.get('X-RateLimit-Remaining')).toBe('99');
	});

	it('cannot be set to something a server would never say', async () => {
		const emulator = await emulate();
		for (const remaining of [-1, 101, 1.5, NaN]) {
			expect(() => emulator.setRemaining(emulator.keys.pro, remaining)).toThrow('0 to 100');
		}
	});

	it.each([
		['seconds', String(MIDNIGHT)],
		['milliseconds', String(MIDNIGHT * 1000)],
		['guide', '1643721600'],
	] as const)('tells its reset in %s when switched so', async (rateLimitReset, expected) => {
		const emulator = await emulate({ now: stoppedClock().now });
		emulator.shapes.set({ rateLimitReset });
		const { headers } = await ask(emulator, '/gex/BTC');
		expect(headers.get('X-RateLimit-Reset')).toBe(expected);
	});
});

describe('an Elite key', () => {
	it('has no limit and hears of none', async () => {
		const emulator = await emulate();
		const key = emulator.keys.elite;
		for (let call = 0; call < 120; call++) {
			const { status, headers } = await ask(emulator, '/gex/BTC', { key });
			expect([status, headers.get('X-RateLimit-Remaining')]).toEqual([200, null]);
		}
	});

	it.each([
		['unlimited', 'unlimited'],
		['minusOne', '-1'],
		['zero', '0'],
	] as const)('can be sent odd headers: %s', async (eliteRateLimit, value) => {
		const emulator = await emulate();
		emulator.shapes.set({ eliteRateLimit });
		const answer = await ask(emulator, '/gex/BTC', { key: emulator.keys.elite });
		expect(answer.status).toBe(200);
		expect(answer.headers.get('X-RateLimit-Limit')).toBe(value);
		expect(answer.headers.get('X-RateLimit-Remaining')).toBe(value);
	});
});
