import type { Fault } from '../../emulator';
import { ask, control, emulate, statuses } from './support';

const PATH = '/liquidations/BTC';

describe('a fault', () => {
	it('strikes once unless told otherwise', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ status: 500 });
		expect(await statuses(emulator, PATH, PATH)).toEqual([500, 200]);
	});

	it('strikes as often as told, or always until cleared', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ status: 503, times: 2 });
		expect(await statuses(emulator, PATH, PATH, PATH)).toEqual([503, 503, 200]);
		emulator.faults.inject({ status: 500, times: 'always' });
		expect(await statuses(emulator, PATH, PATH, PATH)).toEqual([500, 500, 500]);
		emulator.faults.clear();
		expect(await statuses(emulator, PATH)).toEqual([200]);
	});

	it('strikes only the path and method it is meant for', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ path: '/liquidations/ETH', status: 500 });
		emulator.faults.inject({ path: '/v1/gex', status: 502 });
		emulator.faults.inject({ method: 'post', path: '/webhooks', status: 503 });
		expect(await statuses(emulator, PATH, '/gex/BTC', '/liquidations/ETH', '/webhooks')).toEqual([
			200, 502, 500, 200,
		]);
		expect((await ask(emulator, '/webhooks', { method: 'POST', body: {} })).status).toBe(503);
	});

	it('follows the one injected before it', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ status: 500 });
		emulator.faults.inject({ status: 502 });
		expect(await statuses(emulator, PATH, PATH, PATH)).toEqual([500, 502, 200]);
	});

	it('strikes refused keys as well, without giving them a budget', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ status: 500 });
		const { status, headers } = await ask(emulator, PATH, { key: 'wrong' });
		expect([status, headers.get('X-RateLimit-Remaining')]).toEqual([500, null]);
	});

	it('leaves refused calls refused when it only slows them down', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ delayMs: 1, times: 2 });
		emulator.setRemaining(emulator.keys.pro, 0);
		expect((await ask(emulator, PATH)).status).toBe(429);
		expect((await ask(emulator, PATH, { key: null })).status).toBe(401);
	});

	it.each<[object, string]>([
		[{ stauts: 500 }, 'stauts'],
		[{ toString: 1 }, 'toString'],
		[{ status: '500' }, 'status'],
		[{ status: 99 }, 'status'],
		[{ times: -1 }, 'times'],
		[{ delayMs: 1.5 }, 'delayMs'],
		[{ dropConnection: 'during' }, 'before'],
		[{ headers: { 'x-a': 1 } }, 'headers'],
		[[], 'object'],
	])('that is misspelt is refused: %j', async (fault, message) => {
		const emulator = await emulate();
		expect(() => emulator.faults.inject(fault as Fault)).toThrow(message);
		expect(emulator.faults.waiting()).toEqual([]);
	});

	it('can be injected and cleared over HTTP', async () => {
		const emulator = await emulate();
		const body = { path: '/gex', status: 500, times: 3 };
		const injected = await control(emulator, '/faults', { method: 'POST', body });
		expect([injected.status, injected.json]).toEqual([201, [body]]);
		expect(await statuses(emulator, '/gex/BTC', '/tof/BTC')).toEqual([500, 200]);
		expect(emulator.faults.waiting()).toEqual([{ ...body, times: 2 }]);
		const cleared = await control(emulator, '/faults', { method: 'DELETE' });
		expect([cleared.status, cleared.json]).toEqual([200, []]);
		expect(await statuses(emulator, '/gex/BTC')).toEqual([200]);
	});
});
