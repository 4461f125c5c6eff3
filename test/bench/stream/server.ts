import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { Chunk } from './frames';

/** What the bench asks of the server. */
export interface Pour {
	/** What the path begins with that the receiver has connected to: `/name`. */
	to: string;
	count: number;
	clusters: number;
	/** As fast as the socket takes them when left out. */
	perSecond?: number;
}

/** Told to whoever started this process: where it listens, and that everything was sent. */
export type ServerNews = { url: string } | { poured: number };

/**
 * A WebSocket server in a process of its own that does nothing but write frames it has made before:
 * the receiver is to be the limit. What clients say is not read.
 */
function main(): void {
	const sockets = new Map<string, Receiver>();
	// What is asked by HTTP, such as whether the key works, is answered with nothing.
	const server = createServer((_request, response) => response.end('{}'));
	server.on('upgrade', ({ headers, url = '' }, socket: Socket) => {
		const accept = createHash('sha1')
			.update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
			.digest('base64');
		socket.write(
			`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
		);
		socket.setNoDelay(true);
		socket.on('error', () => socket.destroy());
		socket.resume();
		sockets.set(url.split('/', 2).join('/'), { socket, dated: 0 });
	});
	server.listen(0, '127.0.0.1', () => {
		tell({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
	});
	process.on('message', (pour: Pour) => {
		const receiver = sockets.get(pour.to);
		if (!receiver) throw new Error(`nobody has connected to ${pour.to}`);
		void send(receiver, pour).then(() => tell({ poured: pour.count }));
	});
	process.once('disconnect', () => process.exit());
}

interface Receiver {
	socket: Socket;
	/** Its messages are dated from there on: older ones would be left out. */
	dated: number;
}

function dateFor(receiver: Receiver, chunk: Chunk): void {
	receiver.dated = chunk.date(Math.max(Date.now(), receiver.dated));
}

async function send(receiver: Receiver, { count, clusters, perSecond }: Pour): Promise<void> {
	if (perSecond !== undefined) {
		await sendSteadily(receiver, count, clusters, perSecond);
		return;
	}
	const size = Math.max(25, Math.round(20_000 / clusters / 25) * 25);
	const chunks = [new Chunk(size, clusters), new Chunk(size, clusters)] as const;
	let written = Promise.resolve();
	for (let sent = 0; sent < count; sent += size) {
		const chunk = chunks[(sent / size) % 2] ?? chunks[0];
		dateFor(receiver, chunk);
		const before = written;
		written = write(receiver.socket, chunk.buffer);
		// The other buffer is free again.
		await before;
	}
	await written;
}

async function sendSteadily(
	receiver: Receiver,
	count: number,
	clusters: number,
	perSecond: number,
): Promise<void> {
	const began = performance.now();
	const singles = Array.from({ length: 25 }, (_, first) => new Chunk(1, clusters, first));
	for (let sent = 0; sent < count; sent += 1) {
		while (performance.now() - began < (sent * 1000) / perSecond) await setImmediate();
		const chunk = singles[sent % singles.length] as Chunk;
		dateFor(receiver, chunk);
		await write(receiver.socket, chunk.buffer);
	}
}

/** Resolves when the socket has taken the whole buffer, or is gone. */
async function write(socket: Socket, buffer: Buffer): Promise<void> {
	await new Promise<void>((resolve) => socket.write(buffer, () => resolve()));
}

function tell(news: ServerNews): void {
	process.send?.(news);
}

main();
