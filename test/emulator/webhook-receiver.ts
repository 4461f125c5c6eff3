import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Emulator } from '../../emulator';
import { ask } from './support';

export interface Received {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** Parsed on reading: not every body is JSON. */
	readonly json: any;
}

/** Answers a delivery; 200 with an empty body where it does nothing of its own. */
type Answer = (response: ServerResponse, received: Received) => void;

const running: { close(): Promise<void> }[] = [];

afterEach(async () => {
	await Promise.all(running.splice(0).map((receiver) => receiver.close()));
});

/** A real HTTP server that takes deliveries; closed after the test. */
export async function receive(answer: Answer = (response) => response.end()) {
	const changed = new EventEmitter();
	const requests: Received[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((request, response) => {
		void buffer(request).then(
			(body) => {
				const { method = '', url = '', headers } = request;
				const received = {
					...{ method, url, headers, body },
					get json() {
						return JSON.parse(body.toString());
					},
				};
				requests.push(received);
				changed.emit('change');
				answer(response, received);
			},
			// A sender that breaks off has delivered nothing.
			() => {},
		);
	});
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.once('close', () => {
			sockets.delete(socket);
			changed.emit('change');
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const until = async (reached: () => boolean) => {
		while (!reached()) await once(changed, 'change');
	};
	running.push({
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		/** Resolves with the first so many requests. */
		async received(count: number) {
			await until(() => requests.length >= count);
			return requests.slice(0, count);
		},
		/** Resolves when no connection is left. */
		deserted: () => until(() => sockets.size === 0),
	};
}

export interface Wish {
	events?: string[];
	asset?: string;
	threshold?: number;
	key?: string;
}

export const EVENTS = ['liquidation.cluster_proximity', 'gex.flip', 'funding.rate.extreme'];

/** Registers a callback URL, for every event of BTC where nothing else is wished; returns the id. */
export async function register(emulator: Emulator, url: string, wish: Wish = {}): Promise<string> {
	const { events = EVENTS, asset = 'BTC', threshold, key } = wish;
	const { status, json } = await ask(emulator, '/webhooks', {
		method: 'POST',
		body: { url, events, config: { asset, threshold } },
		...(key !== undefined && { key }),
	});
	expect(status).toBe(201);
	return json.id;
}
