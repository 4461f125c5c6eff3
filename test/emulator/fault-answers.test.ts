import { connect } from 'node:net';
import type { Emulator } from '../../emulator';
import { ask, emulate, statuses } from './support';

const PATH = '/liquidations/BTC';

describe('the faults', () => {
	it('status: an error in the form of the guide', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ status: 500 });
		emulator.faults.inject({ status: 429 });
		emulator.faults.inject({ status: 403 });
		expect((await ask(emulator, PATH)).json).toMatchObject({ error: 'server_error', code: 500 });
		const limited = await ask(emulator, PATH);
		expect(limited.json).toMatchObject({ error: 'rate_limit_exceeded', code: 429 });
		expect(limited.headers.get('Retry-After')).toBe(String(limited.json.retry_after));
		expect((await ask(emulator, PATH)).json).toMatchObject({ code: 403 });
	});

	it('status and body: any error', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ status: 503, body: { detail: 'maintenance' } });
		emulator.faults.inject({ status: 502, body: 'upstream down' });
		const [first, second] = [await ask(emulator, PATH), await ask(emulator, PATH)];
		expect([first.status, first.json]).toEqual([503, { detail: 'maintenance' }]);
		expect([second.status, second.text]).toEqual([502, 'upstream down']);
	});

	it.each([[null], [[]], [42], [{ clusters: 'soon' }]])('body: 200 with %j', async (body) => {
		const emulator = await emulate();
		emulator.faults.inject({ body });
		const answer = await ask(emulator, PATH);
		expect([answer.status, answer.json]).toEqual([200, body]);
	});

	it('delayMs: the genuine answer, later', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ delayMs: 150 });
		const before = performance.now();
		expect((await ask(emulator, PATH)).json.asset).toBe('BTC');
		expect(performance.now() - before).toBeGreaterThanOrEqual(145);
	});

	it('brokenJson: the genuine answer, cut off', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ brokenJson: true });
		const answer = await ask(emulator, PATH);
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toContain('application/json');
		expect(answer.text).toMatch(/^\{"asset":"BTC"/);
		expect(() => answer.json).toThrow(SyntaxError);
	});

	it('html: a page in place of data', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ html: true });
		const answer = await ask(emulator, PATH);
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toContain('text/html');
		expect(answer.text).toMatch(/^<!DOCTYPE html>/);
	});

	it('dropConnection before: no answer at all', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ dropConnection: 'before' });
		await expect(ask(emulator, PATH)).rejects.toThrow('fetch failed');
		expect(emulator.calls).toHaveLength(1);
		expect(emulator.calls[0]?.status).toBeUndefined();
		expect(await statuses(emulator, PATH)).toEqual([200]);
	});

	it('dropConnection after: no answer, though all was done for it', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ dropConnection: 'after' });
		expect(await bytes(emulator, PATH)).toBe('');
		expect(emulator.calls).toMatchObject([{ status: undefined, remaining: 99 }]);
		expect(await statuses(emulator, PATH)).toEqual([200]);
	});

	it('dropConnection midBody: headers, half of the body, and no more', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ dropConnection: 'midBody' });
		const answer = await bytes(emulator, PATH);
		const [head = '', body = ''] = answer.split('\r\n\r\n');
		expect(head).toMatch(/^HTTP\/1\.1 200 OK/);
		const announced = Number(head.match(/content-length: (\d+)/)?.[1]);
		expect(body).toMatch(/^\{"asset":"BTC"/);
		expect(body).toHaveLength(Math.ceil(announced / 2));
		expect(await statuses(emulator, PATH)).toEqual([200]);
	});

	it('redirect: elsewhere, with any redirecting status', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ redirect: 'https://elsewhere.example/v1' });
		emulator.faults.inject({ redirect: 'https://elsewhere.example/v1', status: 308 });
		for (const status of [302, 308]) {
			const answer = await ask(emulator, PATH, { redirect: 'manual' });
			expect(answer.status).toBe(status);
			expect(answer.headers.get('location')).toBe('https://elsewhere.example/v1');
		}
	});

	it.each([20, 65_536, 1_000_000])('oversize: %d bytes of JSON', async (oversize) => {
		const emulator = await emulate();
		emulator.faults.inject({ oversize });
		const { text, json } = await ask(emulator, PATH);
		expect(text).toHaveLength(oversize);
		expect(Object.keys(json)).toEqual(['padding']);
	});

	it('oversize: can be stopped early', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ oversize: 10_000_000_000 });
		const stop = new AbortController();
		const response = await fetch(emulator.baseUrl + PATH, {
			headers: { authorization: `Bearer ${emulator.keys.pro}` },
			signal: stop.signal,
		});
		await response.body?.getReader().read();
		stop.abort();
		expect(await statuses(emulator, PATH)).toEqual([200]);
	});

	it('headers: set, changed and left out', async () => {
		const emulator = await emulate();
		emulator.faults.inject({
			headers: { 'X-RateLimit-Remaining': 'soon', 'X-RateLimit-Limit': null, 'Retry-After': '7' },
		});
		const { status, headers, json } = await ask(emulator, PATH);
		expect([status, json.asset]).toEqual([200, 'BTC']);
		expect(headers.get('X-RateLimit-Remaining')).toBe('soon');
		expect(headers.get('X-RateLimit-Limit')).toBeNull();
		expect(headers.get('Retry-After')).toBe('7');
	});

	it("echoKey: the caller's key in an error", async () => {
		const emulator = await emulate();
		emulator.faults.inject({ echoKey: true, times: 2 });
		for (const key of [emulator.keys.pro, 'my-secret']) {
			const answer = await ask(emulator, PATH, { key });
			expect(answer.status).toBe(401);
			expect(answer.json.message).toBe(`API key ${key} is invalid or expired`);
		}
		emulator.faults.inject({ echoKey: true, status: 500 });
		expect(await ask(emulator, PATH)).toMatchObject({ status: 500 });
		expect(JSON.stringify(emulator.calls)).not.toContain('my-secret');
	});

	it('protoKeys: the genuine answer with poisonous keys', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ protoKeys: true });
		const { text, json } = await ask(emulator, PATH);
		expect(text).toMatch(/^\{"__proto__":\{"polluted":true\},"constructor":/);
		expect(Object.keys(json)).toEqual(
			expect.arrayContaining(['__proto__', 'constructor', 'clusters']),
		);
	});

	it('hang: no answer, until the caller gives up', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ hang: true });
		const signal = AbortSignal.timeout(100);
		await expect(ask(emulator, PATH, { signal })).rejects.toThrow('timeout');
		expect(emulator.calls[0]?.status).toBeUndefined();
	});

	it('hang: let go by a reset and by closing', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ hang: true, times: 2 });
		const hanging = async () => {
			const before = emulator.calls.length;
			const asked = ask(emulator, PATH);
			asked.catch(() => {});
			while (emulator.calls.length === before) await new Promise(setImmediate);
			return asked;
		};
		const first = await settled(hanging, () => emulator.reset());
		expect(first).toContain('fetch failed');
		emulator.faults.inject({ hang: true });
		const second = await settled(hanging, () => emulator.close());
		expect(second).toContain('fetch failed');
	});

	it('delayed answers do not hold up closing', async () => {
		const emulator = await emulate();
		emulator.faults.inject({ delayMs: 3_600_000 });
		const asked = ask(emulator, PATH).catch((error: unknown) => (error as Error).message);
		while (emulator.calls.length === 0) await new Promise(setImmediate);
		await emulator.close();
		expect(await asked).toContain('fetch failed');
	});
});

/** All that comes back over a connection of its own until the emulator closes it. */
function bytes({ baseUrl, keys }: Emulator, path: string): Promise<string> {
	const { hostname, port, pathname } = new URL(baseUrl + path);
	const lines = [
		`GET ${pathname} HTTP/1.1`,
		`Host: ${hostname}`,
		`Authorization: Bearer ${keys.pro}`,
	];
	return new Promise((resolve, reject) => {
		const socket = connect(Number(port), hostname, () => {
			socket.write(`${lines.join('\r\n')}\r\n\r\n`);
		});
		let text = '';
		socket.on('data', (data) => (text += data));
		socket.on('close', () => resolve(text));
		socket.on('error', reject);
	});
}

/** Starts something, does something else about it, and returns how it failed. */
async function settled(start: () => Promise<unknown>, interfere: () => unknown): Promise<string> {
	const failed = start().then(
		() => 'it succeeded',
		(error: unknown) => (error as Error).message,
	);
	await new Promise((resolve) => setTimeout(resolve, 50));
	await interfere();
	return failed;
}
