import { createServer as createHttps } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { WebSocketServer } from 'ws';
import { axiosTransport } from '../../node-red/shared/axios-transport';
import { wsSockets } from '../../node-red/shared/ws-sockets';
import { privateCertificate } from '../network/certificate';
import { Network } from '../network/network';

const NAMES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'];
const VARIABLES = [...NAMES, ...NAMES.map((name) => name.toLowerCase())];
const saved = VARIABLES.map((name) => [name, process.env[name]] as const);
const network = new Network();
const certificate = privateCertificate();
const { key, cert } = certificate;

async function api(): Promise<string> {
	const server = createHttps({ key, cert }, (_, response) => response.end('{"ok":true}'));
	const sockets = new WebSocketServer({ server });
	sockets.on('connection', (socket) => socket.send('hello'));
	return `localhost:${await network.listening(server)}`;
}

async function ask(url: string): Promise<string> {
	const transport = axiosTransport();
	try {
		const { body } = await transport.send({
			method: 'GET',
			url,
			headers: {},
			authorization: 'Bearer kf_secret',
			signal: AbortSignal.timeout(20_000),
			maxBytes: 1000,
		} as never);
		return body;
	} finally {
		transport.destroy();
	}
}

/** The first thing that the socket says. */
async function listen(url: string): Promise<unknown> {
	return await new Promise((resolve) => {
		const socket = wsSockets(url, {
			open: () => undefined,
			alive: () => undefined,
			binary: () => undefined,
			text: (text) => {
				socket.destroy();
				resolve(text);
			},
			close: resolve,
		});
	});
}

beforeEach(() => {
	for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
	// What NODE_EXTRA_CA_CERTS does to the whole process when it starts.
	setDefaultCACertificates([...getCACertificates('bundled'), cert.toString()]);
});

afterEach(() => network.close());

afterAll(() => {
	setDefaultCACertificates(getCACertificates('bundled'));
	for (const [name, value] of saved) {
		if (value === undefined) Reflect.deleteProperty(process.env, name);
		else process.env[name] = value;
	}
	certificate.remove();
});

describe('through the proxy of HTTPS_PROXY, to an API with a private certificate', () => {
	it('a request and a stream pass by CONNECT, so that the proxy sees neither', async () => {
		const [host, { port, passed, plain }] = [await api(), await network.proxy()];
		process.env['HTTPS_PROXY'] = `http://user:pa55@127.0.0.1:${port}`;
		expect(await ask(`https://${host}/`)).toBe('{"ok":true}');
		expect(await listen(`wss://${host}/`)).toBe('hello');
		expect({ passed, plain }).toEqual({ passed: [host, host], plain: [] });
	});

	it('neither passes for an address in NO_PROXY', async () => {
		const [host, { port, passed }] = [await api(), await network.proxy()];
		process.env['HTTPS_PROXY'] = `http://user:pa55@127.0.0.1:${port}`;
		process.env['NO_PROXY'] = 'localhost';
		expect(await ask(`https://${host}/`)).toBe('{"ok":true}');
		expect(await listen(`wss://${host}/`)).toBe('hello');
		expect(passed).toEqual([]);
	});

	it('a refused password is an error that does not tell it', async () => {
		const [host, { port, passed }] = [await api(), await network.proxy()];
		process.env['HTTPS_PROXY'] = `http://user:wr0ng@127.0.0.1:${port}`;
		expect(JSON.stringify(await listen(`wss://${host}/`))).not.toContain('wr0ng');
		const failure = await ask(`https://${host}/`).catch((error: unknown) => String(error));
		expect(failure).not.toContain('wr0ng');
		expect(passed).toEqual([]);
	});

	it.each(['http://user:wr0ng@:bad', 'socks5://user:wr0ng@127.0.0.1:9'])(
		'a proxy that cannot be used ends the stream and is not told: %s',
		async (address) => {
			process.env['HTTPS_PROXY'] = address;
			const said = await listen(`wss://${await api()}/`);
			expect(said).toMatchObject({ code: 1006, reason: expect.stringMatching(/HTTPS_PROXY/) });
			expect(JSON.stringify(said)).not.toContain('wr0ng');
		},
	);
});

it('without the private certificate neither is trusted, and the stream says what to do', async () => {
	setDefaultCACertificates(getCACertificates('bundled'));
	const host = await api();
	await expect(ask(`https://${host}/`)).rejects.toThrow(/certificate/);
	expect(await listen(`wss://${host}/`)).toMatchObject({
		reason: expect.stringMatching(/^its certificate is self-signed.*NODE_EXTRA_CA_CERTS/),
	});
});
