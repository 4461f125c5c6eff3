import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo, Socket as TcpSocket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { WebSocket, WebSocketServer } from 'ws';
import { connectionInto, ReadBuffers } from '../../node-red/shared/read-buffers';
import { wsSockets } from '../../node-red/shared/ws-sockets';
import { serverFrame } from '../core/stream/support/server-frame';
import { socketRig } from '../core/stream/support/socket-rig';
import { privateCertificate } from '../network/certificate';

/** A text of that length in which every place can be told from every other. */
function text(index: number, length: number): string {
	return Array.from({ length: Math.ceil(length / 8) }, (_, place) =>
		(index * 100_003 + place).toString(36).padStart(8, '.'),
	)
		.join('')
		.slice(0, length);
}

/** Short ones, as long as frames are told apart by, and longer than what is read at once. */
const LENGTHS = [0, 1, 125, 126, 1350, 9000, 65_535, 65_536, 70_000, 300_000, 700_000];

const MESSAGES = Array.from({ length: 400 }, (_, index) =>
	text(index, (LENGTHS[(index * 7) % LENGTHS.length] ?? 0) + (index % 3)),
);

/** Frames of a text as a server sends it, in `parts`. */
function frames(message: string, parts: number): Buffer[] {
	const payload = Buffer.from(message);
	const size = Math.ceil(payload.length / parts);
	return Array.from({ length: parts }, (_, part) => {
		const piece = payload.subarray(part * size, (part + 1) * size);
		const first = (part === 0 ? 1 : 0) | (part === parts - 1 ? 0x80 : 0);
		return serverFrame(piece, first);
	});
}

/** Everything on one wire, cut where frames do not end. */
async function pour(peer: TcpSocket): Promise<void> {
	const ping = serverFrame(Buffer.from('are you there'), 0x89);
	const wire = Buffer.concat(
		MESSAGES.flatMap((message, index) => {
			const parts = frames(message, message.length > 100 && index % 5 === 0 ? 3 : 1);
			return index % 4 === 0 ? [...parts.slice(0, 1), ping, ...parts.slice(1)] : parts;
		}),
	);
	for (let at = 0, turn = 0; at < wire.length && !peer.destroyed; turn += 1) {
		const length = [3, 1400, 65_536, 1_000_000][turn % 4] ?? 0;
		await new Promise((resolve) => peer.write(wire.subarray(at, at + length), resolve));
		at += length;
	}
}

const tcpOf = (peer: WebSocket) => (peer as unknown as { _socket: TcpSocket })._socket;

describe('a connection that reads into the same buffers again', () => {
	const { open, serve } = socketRig(wsSockets);

	it('hands over every message as it was sent, however it is cut', async () => {
		const { url } = await serve((peer) => void pour(tcpOf(peer)));
		const { until } = open(url);
		const said = await until(1 + MESSAGES.length + MESSAGES.length / 4);
		expect(
			firstWrong(said.flatMap(([kind, heard]) => (kind === 'text' ? [heard] : []))),
		).toBeUndefined();
	});

	it('does so through TLS, too', async () => {
		const { key, cert, remove } = privateCertificate();
		remove();
		const { port, named } = await serveSecurely({ key, cert });
		const buffers = new ReadBuffers();
		const createConnection = connectionInto(buffers, 'wss:');
		const socket = new WebSocket(`wss://localhost:${port}/`, { ca: cert, createConnection });
		ends.push(() => socket.terminate());
		const texts: string[] = [];
		socket.on('message', (data: Buffer) => {
			texts.push(data.toString());
			buffers.handedOver(data.byteLength);
			if (texts.length === MESSAGES.length) socket.close();
		});
		await once(socket, 'close');
		expect(firstWrong(texts)).toBeUndefined();
		// Servers of many names answer to none without it.
		expect(named).toEqual(['localhost']);
	});

	const ends: (() => unknown)[] = [];
	afterEach(() => {
		for (const end of ends.splice(0)) end();
	});

	async function serveSecurely(identity: { key: Buffer; cert: Buffer }) {
		const server = createServer(identity);
		const sockets = new WebSocketServer({ server });
		sockets.on('connection', (peer) => void pour(tcpOf(peer)));
		const named: unknown[] = [];
		server.on('secureConnection', ({ servername }: TLSSocket) => named.push(servername));
		server.listen(0, '127.0.0.1');
		ends.push(() => {
			for (const peer of sockets.clients) peer.terminate();
			sockets.close();
			server.close();
		});
		await once(server, 'listening');
		return { named, ...(server.address() as AddressInfo) };
	}
});

/** The place of the first message that did not come as it was sent. */
function firstWrong(texts: string[]): number | undefined {
	const at = MESSAGES.findIndex((message, index) => message !== texts[index]);
	return at < 0 ? undefined : at;
}

describe('the buffers of a connection', () => {
	/** Reads so many bytes, and returns the memory that they were read into. */
	function read(buffers: ReadBuffers, bytes: number): ArrayBufferLike {
		const { buffer, length } = buffers.next();
		expect(length).toBeGreaterThanOrEqual(bytes);
		buffers.took(bytes);
		return buffer;
	}

	it.each([50, 1350, 60_000])(
		'are few, however many messages of %d bytes come, and whatever came before them',
		(length) => {
			const buffers = new ReadBuffers();
			const used = new Set([read(buffers, 129)]);
			for (let count = 0; count < 10_000; count += 1) {
				used.add(read(buffers, length + (length < 126 ? 2 : 4)));
				buffers.handedOver(length);
			}
			expect(used.size).toBeLessThanOrEqual(2);
		},
	);

	it.each([
		[100, 2],
		[126, 4],
		// In two frames, as few as there can be with short headers.
		[70_000, 8],
	])(
		'are read into at their beginning again once a message of %d bytes and %d around it is all there was',
		(length, around) => {
			const buffers = new ReadBuffers();
			const half = Math.floor(length / 2);
			read(buffers, half);
			read(buffers, length - half + around + 1);
			buffers.handedOver(length);
			expect(buffers.next().byteOffset).toBe(length + around + 1);
			read(buffers, 101);
			buffers.handedOver(100);
			expect(buffers.next().byteOffset).toBe(0);
		},
	);

	it('keep a message until its end has come', () => {
		const buffers = new ReadBuffers();
		const used = Array.from({ length: 36 }, () => read(buffers, 60_000));
		// Four reads fill one.
		expect(new Set(used).size).toBe(9);
	});

	it('are given up where a message is longer than all of them, and few again after it', () => {
		const buffers = new ReadBuffers();
		const length = 400 * 60_000;
		const before = new Set(Array.from({ length: 400 }, () => read(buffers, 60_000)));
		expect(before.size).toBe(100);
		buffers.handedOver(length - 8);
		const after = Array.from({ length: 400 }, () => {
			const memory = read(buffers, 60_000);
			buffers.handedOver(60_000 - 4);
			return memory;
		});
		expect(new Set(after).size).toBe(1);
	});

	it.each([
		[1350, 65_536],
		[5000, 160_000],
		[30_000, 262_144],
	])('take as many messages of %d bytes at a time as are no burden: %d bytes', (length, most) => {
		const buffers = new ReadBuffers();
		read(buffers, length + 4);
		buffers.handedOver(length);
		expect(buffers.next()).toHaveLength(most);
	});
});
