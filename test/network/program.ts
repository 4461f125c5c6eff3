import { fetchTransport, webSockets } from '../../core';
import { axiosTransport } from '../../node-red/shared/axios-transport';
import { wsSockets } from '../../node-red/shared/ws-sockets';

/**
 * A program that asks an address and listens to it, over the transports of one host, and prints what it
 * got. In a process of its own, since Node.js reads NODE_EXTRA_CA_CERTS and NODE_USE_ENV_PROXY as it starts.
 */
const HOSTS = {
	'node-red': () => ({ send: axiosTransport().send, sockets: wsSockets }),
	platform: () => ({ send: fetchTransport(fetch), sockets: webSockets(WebSocket) }),
};

const [host = '', address = ''] = process.argv.slice(2);
const { send, sockets } = HOSTS[host as keyof typeof HOSTS]();

const asked = send({
	method: 'GET',
	url: `https://${address}/`,
	headers: {},
	authorization: 'Bearer kf_secret',
	signal: AbortSignal.timeout(20_000),
	timeoutMs: 20_000,
	maxBytes: 1000,
}).then(({ body }) => body, codeOf);

/** The first thing that the socket says, or how it ended. */
const heard = new Promise<string>((resolve) => {
	const socket = sockets(`wss://${address}/`, {
		open: () => undefined,
		alive: () => undefined,
		binary: () => undefined,
		text: (text) => {
			socket.destroy();
			resolve(text);
		},
		close: ({ code, reason }) => resolve(`${code} ${reason}`),
	});
});

void Promise.all([asked, heard]).then(([request, stream]) => {
	process.stdout.write(JSON.stringify({ request, stream }), () => process.exit());
});

function codeOf(error: unknown): string {
	const { code, cause } = error as { code?: string; cause?: { code?: string } };
	return String(cause?.code ?? code);
}
