import { execFile } from 'node:child_process';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { WebSocketServer } from 'ws';
import { privateCertificate } from './certificate';
import { Network } from './network';

const run = promisify(execFile);
const network = new Network();
const certificate = privateCertificate();
// In the repository, since it asks for axios and ws.
const program = join(__dirname, '../../node_modules/.cache/kingfisher-network-program.cjs');

beforeAll(() => {
	buildSync({
		entryPoints: [join(__dirname, 'program.ts')],
		outfile: program,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		packages: 'external',
		logLevel: 'silent',
	});
});

afterEach(() => network.close());
afterAll(() => certificate.remove());

/** An API with a certificate of the house, at its `host:port`. */
async function api(): Promise<string> {
	const { key, cert } = certificate;
	const server = createServer({ key, cert }, (_, response) => response.end('answer'));
	new WebSocketServer({ server }).on('connection', (socket) => socket.send('hello'));
	return `localhost:${await network.listening(server)}`;
}

async function reach(host: string, address: string, env: Record<string, string> = {}) {
	const { PATH = '' } = process.env;
	const { stdout } = await run(process.execPath, [program, host, address], {
		env: { PATH, ...env },
	});
	return JSON.parse(stdout) as { request: string; stream: string };
}

const REACHED = { request: 'answer', stream: 'hello' };

describe.each(['node-red', 'platform'])('the transports of %s', (host) => {
	it('reach an API of a private authority by NODE_EXTRA_CA_CERTS', async () => {
		expect(await reach(host, await api(), { NODE_EXTRA_CA_CERTS: certificate.file })).toEqual(
			REACHED,
		);
	});

	it('trust nobody without it', async () => {
		const { request, stream } = await reach(host, await api());
		expect(request).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
		expect(stream).toMatch(/^1006/);
	});
});

describe('behind a proxy', () => {
	async function through(host: string, more: Record<string, string> = {}) {
		const [address, proxy] = [await api(), await network.proxy()];
		const env = { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: certificate.file, ...more };
		expect(await reach(host, address, env)).toEqual(REACHED);
		return proxy.passed.map((passed) => passed === address);
	}

	it("Node-RED's request and stream pass it", async () => {
		expect(await through('node-red')).toEqual([true, true]);
	});

	it("the platform's pass it with NODE_USE_ENV_PROXY", async () => {
		expect(await through('platform', { NODE_USE_ENV_PROXY: '1' })).toEqual([true, true]);
	});

	it("the platform's pass it by without NODE_USE_ENV_PROXY", async () => {
		expect(await through('platform')).toEqual([]);
	});

	it("the platform's pass it by for an address in NO_PROXY", async () => {
		const env = { NODE_USE_ENV_PROXY: '1', NO_PROXY: 'localhost' };
		expect(await through('platform', env)).toEqual([]);
	});
});
