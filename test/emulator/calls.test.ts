import { Agent, get } from 'node:http';
import type { Emulator } from '../../emulator';
import { ask, control, emulate, stoppedClock } from './support';

/** Asks over a connection of one's choice, which fetch does not offer. */
function askOver(agent: Agent, { baseUrl, keys }: Emulator): Promise<void> {
	return new Promise((resolve, reject) => {
		const headers = { authorization: `Bearer ${keys.elite}` };
		get(`${baseUrl}/tof/BTC`, { agent, headers }, (response) => {
			response.resume().on('end', resolve);
		}).on('error', reject);
	});
}

describe('the record of calls', () => {
	it('has what a test wants to know of each', async () => {
		const emulator = await emulate({ now: stoppedClock().now });
		await ask(emulator, '/liquidations/BTC?exchange=okx&timeframe=4H', {
			headers: { 'user-agent': 'a test' },
		});
		expect(emulator.calls).toHaveLength(1);
		expect(emulator.calls[0]).toMatchObject({
			method: 'GET',
			url: '/v1/liquidations/BTC?exchange=okx&timeframe=4H',
			path: '/v1/liquidations/BTC',
			query: { exchange: 'okx', timeframe: '4H' },
			keyKind: 'pro',
			authorized: true,
			status: 200,
			remaining: 99,
			receivedAt: Date.parse('2026-02-01T12:00:00Z'),
			headers: { 'user-agent': 'a test', authorization: '[pro key]' },
			remotePort: expect.any(Number),
		});
	});

	it('holds no key, but tells keys apart', async () => {
		const emulator = await emulate();
		for (const key of [emulator.keys.pro, 'kf_pro_other', 'some-real-key', emulator.keys.pro]) {
			await ask(emulator, '/gex/BTC', { key });
		}
		const text = JSON.stringify([emulator.calls, (await control(emulator, '/state')).json]);
		for (const key of [emulator.keys.pro, 'kf_pro_other', 'some-real-key']) {
			expect(text).not.toContain(key);
		}
		const [first, second, third, fourth] = emulator.calls.map(({ keyId }) => keyId);
		expect(fourth).toBe(first);
		expect(new Set([first, second, third]).size).toBe(3);
	});

	it('keeps bodies: JSON parsed, anything else as text', async () => {
		const emulator = await emulate();
		await ask(emulator, '/webhooks', { method: 'POST', body: { url: 1 } });
		await ask(emulator, '/webhooks', { method: 'POST', body: '{' });
		expect(emulator.calls.map(({ body }) => body)).toEqual([{ url: 1 }, '{']);
	});

	it('includes refused and unknown calls, in order', async () => {
		const emulator = await emulate();
		await ask(emulator, '/nothing');
		await ask(emulator, '/gex/BTC', { key: null });
		await ask(emulator, '/gex/BTC', { method: 'POST', body: 'x' });
		expect(emulator.calls.map(({ path, status }) => [path, status])).toEqual([
			['/v1/nothing', 404],
			['/v1/gex/BTC', 401],
			['/v1/gex/BTC', 405],
		]);
	});

	it('is one array for good, emptied by a reset', async () => {
		const emulator = await emulate();
		const { calls } = emulator;
		await ask(emulator, '/gex/BTC');
		expect(calls).toHaveLength(1);
		emulator.reset();
		expect(calls).toHaveLength(0);
		await ask(emulator, '/gex/BTC');
		expect(calls).toHaveLength(1);
	});

	it('becomes a readable line per call', async () => {
		const lines: string[] = [];
		const log = (line: string) => void lines.push(line);
		const emulator = await emulate({ now: stoppedClock().now, log });
		await ask(emulator, '/liquidations/BTC?timeframe=4H');
		await ask(emulator, '/gex/SOL', { key: emulator.keys.elite });
		await ask(emulator, '/gex/BTC', { key: null });
		emulator.faults.inject({ dropConnection: 'before' });
		await ask(emulator, '/tof/BTC').catch(() => {});
		expect(lines).toEqual([
			'12:00:00 GET /v1/liquidations/BTC?timeframe=4H 200 pro, 99 of 100 left',
			'12:00:00 GET /v1/gex/SOL 404 elite, unlimited',
			'12:00:00 GET /v1/gex/BTC 401 missing key',
			'12:00:00 GET /v1/tof/BTC dropped pro, 99 of 100 left',
		]);
	});
});

describe('connections', () => {
	it('are counted, however many calls they carry', async () => {
		const emulator = await emulate();
		const pooled = new Agent({ keepAlive: true, maxSockets: 1 });
		for (let call = 0; call < 5; call++) await askOver(pooled, emulator);
		expect(emulator.connections()).toBe(1);
		expect(new Set(emulator.calls.map(({ remotePort }) => remotePort)).size).toBe(1);
		const single = new Agent({ keepAlive: false });
		for (let call = 0; call < 3; call++) await askOver(single, emulator);
		expect(emulator.connections()).toBe(4);
		pooled.destroy();
	});

	it('that only steer the emulator are not', async () => {
		const emulator = await emulate();
		await control(emulator, '/state');
		await control(emulator, '/state');
		expect(emulator.connections()).toBe(0);
	});

	it('are counted anew after a reset', async () => {
		const emulator = await emulate();
		const single = new Agent({ keepAlive: false });
		await askOver(single, emulator);
		emulator.reset();
		expect(emulator.connections()).toBe(0);
		await askOver(single, emulator);
		expect(emulator.connections()).toBe(1);
	});
});

describe('closing', () => {
	it('frees the port at once and may be done twice', async () => {
		const emulator = await emulate();
		const port = Number(new URL(emulator.url).port);
		const pooled = new Agent({ keepAlive: true });
		await askOver(pooled, emulator);
		await emulator.close();
		await emulator.close();
		await expect(ask(emulator, '/gex/BTC')).rejects.toThrow('fetch failed');
		const again = await emulate({ port });
		expect(again.baseUrl).toBe(`http://127.0.0.1:${port}/v1`);
		pooled.destroy();
	});

	it('says so when the port is taken', async () => {
		const emulator = await emulate();
		const port = Number(new URL(emulator.url).port);
		await expect(emulate({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
		expect((await ask(emulator, '/gex/BTC')).status).toBe(200);
	});
});
