import net, { type OnReadOpts, type Socket } from 'node:net';
import tls from 'node:tls';

const SIZE = 256 * 1024;

/** At a time; a buffer with less room left is full. */
const LEAST_READ = 64 * 1024;

/**
 * Messages that are read at a time where they are long: fewer cuts through a message, each of which is
 * another copy of it. With more of them, more lie about when memory is collected.
 */
const MESSAGES = 32;

/** What waits for the end of an even longer message is not kept for use. */
const MAX_HELD = 8;

interface ReadBuffer {
	readonly buffer: Buffer;
	filled: number;
	/** How many bytes of the connection have come with its last one. */
	until: number;
}

/**
 * The memory that a connection reads into. By itself, Node.js takes new memory for every read, and
 * frees it at some later collection: in a burst, that costs more than the messages do of which only the
 * latest counts. A message is made a text as soon as it has come, so the same few buffers serve for all:
 * one is used again when messages that were handed over account for every byte in it.
 */
export class ReadBuffers {
	private current = newBuffer();
	/** Full, and perhaps still looked at; oldest first. */
	private readonly held: ReadBuffer[] = [];
	private readonly free: ReadBuffer[] = [];
	/** Bytes of the connection so far. */
	private read = 0;
	/** Of these, what certainly nobody looks at any more. */
	private handled = 0;
	/** Of a message, as the last one was. */
	private length = 0;

	/** Where to read to; nobody looks at what is there. */
	next(): Buffer {
		for (let [oldest] = this.held; oldest && this.isOver(oldest); [oldest] = this.held) {
			this.held.shift();
			this.free.push(oldest);
		}
		if (this.isOver(this.current)) this.current.filled = 0;
		else if (SIZE - this.current.filled < LEAST_READ) this.turn();
		const { buffer, filled } = this.current;
		return buffer.subarray(filled, filled + Math.max(LEAST_READ, MESSAGES * this.length));
	}

	/** @param bytes that were read to where `next` has said */
	took(bytes: number): void {
		this.read += bytes;
		this.current.filled += bytes;
		this.current.until = this.read;
	}

	/** @param bytes of a message or a ping that came, which nobody looks at any more */
	handedOver(bytes: number): void {
		this.handled += leastHeader(bytes) + bytes;
		this.length = bytes;
	}

	private isOver({ until }: ReadBuffer): boolean {
		return until <= this.handled;
	}

	private turn(): void {
		this.held.push(this.current);
		if (this.held.length > MAX_HELD) this.held.shift();
		this.current = this.free.pop() ?? newBuffer();
		this.current.filled = 0;
	}
}

function newBuffer(): ReadBuffer {
	return { buffer: Buffer.allocUnsafeSlow(SIZE), filled: 0, until: 0 };
}

/** What comes with a message, however it is cut into frames (RFC 6455, section 5.2). */
function leastHeader(bytes: number): number {
	if (bytes < 126) return 2;
	return bytes < 65_536 ? 4 : 8;
}

/** Connects as the library `ws` does by itself, and reads into `buffers`. @param protocol `ws:` or `wss:` */
export function connectionInto(buffers: ReadBuffers, protocol: string): typeof net.connect {
	const connect = (options: net.TcpNetConnectOpts & tls.ConnectionOptions): Socket => {
		const onread: OnReadOpts = {
			buffer: () => buffers.next(),
			callback: (bytes, buffer) => {
				buffers.took(bytes);
				socket.push(buffer.subarray(0, bytes));
				return true;
			},
		};
		// What http calls so is the path of the address; a socket would take it for a file.
		const given = { ...options, path: undefined, onread };
		const servername = options.servername ?? (net.isIP(options.host ?? '') ? '' : options.host);
		const socket: Socket =
			protocol === 'wss:' ? tls.connect({ ...given, servername }) : net.connect(given);
		return socket;
	};
	return connect as typeof net.connect;
}
