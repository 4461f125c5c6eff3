import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket as TcpSocket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Closure, Socket, SocketFactory } from '../../../../core';

/** Everything that a socket said, in order. */
export type Said =
	| ['open']
	| ['text', string]
	| ['binary', number]
	| ['alive']
	| ['close', Closure];

export interface Heard {
	said: Said[];
	socket: Socket;
	/** Resolves when as many things were said. */
	until: (count: number) => Promise<Said[]>;
}

/** Sockets under test, and real servers on this machine; all are gone after each test. */
export function socketRig(sockets: SocketFactory) {
	const opened: Socket[] = [];
	const ends: (() => Promise<unknown>)[] = [];
	afterEach(async () => {
		for (const socket of opened.splice(0)) socket.destroy();
		await Promise.all(ends.splice(0).map((end) => end()));
	});

	function open(url: string): Heard {
		const said: Said[] = [];
		const watchers = new Set<() => void>();
		const note = (...one: Said) => {
			said.push(one);
			for (const watcher of [...watchers]) watcher();
		};
		const socket = sockets(url, {
			open: () => note('open'),
			text: (text) => note('text', text),
			binary: (bytes) => note('binary', bytes),
			alive: () => note('alive'),
			close: (closure) => note('close', closure),
		});
		opened.push(socket);
		const until = (count: number) =>
			new Promise<Said[]>((resolve) => {
				const watcher = () => {
					if (said.length < count) return;
					watchers.delete(watcher);
					resolve(said);
				};
				watchers.add(watcher);
				watcher();
			});
		return { said, socket, until };
	}

	/** A real WebSocket server; `onConnection` is given the other end of every connection. */
	async function serve(onConnection: (peer: WebSocket) => void = () => undefined) {
		const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
		server.on('connection', onConnection);
		await once(server, 'listening');
		ends.push(async () => {
			for (const client of server.clients) client.terminate();
			await new Promise((resolve) => server.close(resolve));
		});
		const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/stream`;
		return { server, url };
	}

	/** A server that speaks TCP only. */
	async function serveRaw(onConnection: (peer: TcpSocket) => void) {
		const peers = new Set<TcpSocket>();
		const server = createServer((peer) => {
			peers.add(peer);
			peer.on('error', () => undefined);
			// Unread, it would not notice its end.
			peer.resume();
			onConnection(peer);
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		ends.push(async () => {
			for (const peer of peers) peer.destroy();
			await new Promise((resolve) => server.close(resolve));
		});
		return { peers, url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/` };
	}

	return { open, serve, serveRaw };
}
