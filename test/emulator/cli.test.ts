import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { json } from 'node:stream/consumers';
import { WebSocket } from 'ws';

// Against hanging, not a measure of speed: processes start slowly on a busy machine.
jest.setTimeout(30_000);

const ROOT = resolve(__dirname, '../..');
let folder: string;
const running: ChildProcess[] = [];

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'kingfisher-emulator-'));
	execFileSync(process.execPath, [
		require.resolve('esbuild/bin/esbuild'),
		join(ROOT, 'emulator/cli.ts'),
		'--bundle',
		'--platform=node',
		'--packages=external',
		'--log-level=warning',
		`--outfile=${join(folder, 'cli.js')}`,
	]);
	cpSync(join(ROOT, 'emulator/samples'), join(folder, 'samples'), { recursive: true });
});

afterEach(() => {
	for (const child of running.splice(0)) child.kill('SIGKILL');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]) {
	const child = spawn(process.execPath, [join(folder, 'cli.js'), ...args], {
		env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
	});
	running.push(child);
	const output = { out: '', err: '' };
	child.stdout.on('data', (data) => (output.out += data));
	child.stderr.on('data', (data) => (output.err += data));
	const ended = once(child, 'close').then(([code, signal]) => ({ ...output, code, signal }));
	/** Resolves when the output matches; ends with the process at the latest. */
	const said = async (pattern: RegExp) => {
		while (!pattern.test(output.out) && child.exitCode === null) {
			await Promise.race([once(child.stdout, 'data'), ended]);
		}
		return output.out.match(pattern) ?? [];
	};
	return { child, ended, said };
}

/** Waits until the emulator has recorded a number of calls. */
async function sent(calls: string, count: number): Promise<number> {
	for (;;) {
		const recorded = (await (await fetch(calls)).json()) as unknown[];
		if (recorded.length >= count) return recorded.length;
	}
}

describe('the command line', () => {
	it('prints where it is, the keys, and a line per call', async () => {
		const { said } = run('--port', '0');
		const [, baseUrl] = await said(/base URL\s+(http:\/\/127\.0\.0\.1:\d+\/v1)/);
		const [, key] = await said(/Pro key\s+(kf_pro_\w+)/);
		const response = await fetch(`${baseUrl}/liquidations/BTC?timeframe=4H`, {
			headers: { authorization: `Bearer ${key}` },
		});
		expect(response.status).toBe(200);
		const [line] = await said(/^\d\d:\d\d:\d\d GET .*$/m);
		expect(line).toMatch(/GET \/v1\/liquidations\/BTC\?timeframe=4H 200 pro, 99 of 100 left$/);
	});

	it("serves the guide's samples when asked to", async () => {
		const { said } = run('--port=0', '--scenario=guide');
		const [, baseUrl] = await said(/base URL\s+(\S+)/);
		const [, key] = await said(/Elite key\s+(\S+)/);
		const response = await fetch(`${baseUrl}/gex/BTC`, {
			headers: { authorization: `Bearer ${key}` },
		});
		expect(await response.json()).toMatchObject({ current_price: 67000, flip_level: 68200 });
	});

	it.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly on %s', async (signal) => {
		const { child, ended, said } = run('--port', '0');
		const [, baseUrl] = await said(/base URL\s+(\S+)/);
		await said(/Calls:/);
		await fetch(`${baseUrl}/gex/BTC`).then((response) => response.text());
		child.kill(signal);
		expect(await ended).toMatchObject({ code: 0, signal: null, err: '' });
	});

	it('streams the market to whoever subscribes, and does not wait for them to go', async () => {
		const { child, ended, said } = run('--port', '0', '--stream-every', '1');
		const [, url = ''] = await said(/stream\s+(ws:\/\/127\.0\.0\.1:\d+\/v1\/stream)/);
		const [, apiKey] = await said(/Elite key\s+(kf_elite_\w+)/);
		const socket = new WebSocket(url);
		socket.on('open', () => {
			socket.send(JSON.stringify({ action: 'auth', apiKey }));
			socket.send(JSON.stringify({ action: 'subscribe', channel: 'gex', asset: 'BTC' }));
		});
		for (let message = 0; message < 3; message++) {
			const [data] = (await once(socket, 'message')) as [Buffer];
			expect(JSON.parse(data.toString())).toMatchObject({ channel: 'gex', asset: 'BTC' });
		}
		await said(/stream 1 subscribes to gex:BTC:all/);
		const closed = once(socket, 'close');
		child.kill('SIGTERM');
		expect(await ended).toMatchObject({ code: 0, err: '' });
		await closed;
	});

	it('watches the market for registered webhooks, and does not wait for their receivers', async () => {
		const receiver = createHttpServer(() => {}).listen(0, '127.0.0.1');
		await once(receiver, 'listening');
		const { port } = receiver.address() as AddressInfo;
		const { child, ended, said } = run('--port=0', '--scenario=guide', '--webhooks-every=1');
		const [, baseUrl] = await said(/base URL\s+(\S+)/);
		const [, key] = await said(/Pro key\s+(\S+)/);
		const delivered = once(receiver, 'request');
		await fetch(`${baseUrl}/webhooks`, {
			method: 'POST',
			headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
			body: JSON.stringify({
				url: `http://127.0.0.1:${port}/`,
				events: ['liquidation.cluster_proximity'],
				config: { asset: 'BTC', threshold: 1_000_000_000 },
			}),
		});
		const [request] = (await delivered) as [IncomingMessage];
		expect(await json(request)).toMatchObject({ data: { cluster_price: 66330 } });
		child.kill('SIGTERM');
		expect(await ended).toMatchObject({ code: 0, err: '' });
		receiver.close();
		await once(receiver, 'close');
	});

	it('does not wait for calls that are delayed or left hanging', async () => {
		const { child, ended, said } = run('--port', '0');
		const [, url] = await said(/base URL\s+(\S+)\/v1/);
		await said(/Calls:/);
		const inject = (fault: object) =>
			fetch(`${url}/_control/faults`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(fault),
			});
		await inject({ delayMs: 3_600_000 });
		const outcome = () =>
			fetch(`${url}/v1/gex/BTC`).catch((error: unknown) => (error as Error).message);
		const delayed = outcome();
		expect(await Promise.race([delayed, sent(`${url}/_control/calls`, 1)])).toBe(1);
		await inject({ hang: true });
		const hanging = outcome();
		await said(/hanging/);
		child.kill('SIGTERM');
		expect(await ended).toMatchObject({
			code: 0,
			err: '',
			out: expect.not.stringContaining('AbortError'),
		});
		expect(await Promise.all([delayed, hanging])).toEqual(['fetch failed', 'fetch failed']);
	});

	it('says what to do when the port is taken', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await once(other, 'listening');
		const { port } = other.address() as AddressInfo;
		const { code, err } = await run('--port', String(port)).ended;
		other.close();
		expect(code).toBe(1);
		expect(err).toContain(`Port ${port} is already in use.`);
		expect(err).toContain(`--port ${port + 1}`);
		expect(err).not.toContain('    at ');
	});

	it.each([
		[['--port', 'abc'], "--port is a whole number from 0 to 65535, not 'abc'"],
		[['--port', '70000'], '--port is a whole number'],
		[['--seed', '1.5'], '--seed is a whole number'],
		[['--stream-every=-1'], '--stream-every is a whole number'],
		[['--webhooks-every', '1.5'], '--webhooks-every is a whole number'],
		[['--scenario', 'moon'], "--scenario is 'market' or 'guide', not 'moon'"],
		[['--prot', '1'], "'--prot'"],
		[['extra'], 'extra'],
	])('explains %j', async (args, message) => {
		const { code, err, out } = await run(...args).ended;
		expect(code).toBe(2);
		expect(err).toContain(message);
		expect(err).toContain('--scenario <name>');
		expect(out).toBe('');
	});

	it('has a help text', async () => {
		const { code, out } = await run('--help').ended;
		expect(code).toBe(0);
		const options = ['--port', '--seed', '--scenario', '--speed', '--stream-every', '--help'];
		for (const option of [...options, '--webhooks-every', '4780', 'WebSocket stream']) {
			expect(out).toContain(option);
		}
	});
});
