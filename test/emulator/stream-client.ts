import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { WebSocket, type ClientOptions } from 'ws';
import type { Emulator } from '../../emulator';

const opened: WebSocket[] = [];
let test = 0;

afterEach(() => {
	test++;
	for (const socket of opened.splice(0)) socket.terminate();
});

/** A client of the stream that keeps what it is sent; gone after the test. */
export class StreamClient {
	/** Parsed JSON, or the text or Buffer where it is none, oldest first. */
	readonly frames: any[] = [];
	readonly closed: Promise<{ code: number; reason: string }>;

	constructor(readonly socket: WebSocket) {
		opened.push(socket);
		socket.on('message', (data: Buffer, isBinary: boolean) => {
			this.frames.push(isBinary ? data : parsed(data.toString()));
			socket.emit('kept');
		});
		this.closed = new Promise((resolve) => {
			socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
		});
	}

	/** An object as JSON, a string as it stands. */
	send(frame: unknown): this {
		this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
		return this;
	}

	authenticate(apiKey: unknown): this {
		return this.send({ action: 'auth', apiKey });
	}

	/** `liquidations:BTC:all` and the like. */
	subscribe(...keys: string[]): this {
		for (const key of keys) this.send({ action: 'subscribe', ...named(key) });
		return this;
	}

	unsubscribe(key: string): this {
		return this.send({ action: 'unsubscribe', ...named(key) });
	}

	/** Resolves when everything sent so far has been dealt with, answers included. */
	async settled(): Promise<this> {
		this.socket.ping();
		await once(this.socket, 'pong');
		return this;
	}

	/** The frames, once there are as many. */
	async received(count: number): Promise<any[]> {
		while (this.frames.length < count) await once(this.socket, 'kept');
		return this.frames;
	}
}

/** A socket that is open and nothing more. */
export async function open(emulator: Emulator, options?: ClientOptions): Promise<StreamClient> {
	const client = new StreamClient(new WebSocket(emulator.stream.url, options));
	await once(client.socket, 'open');
	return client;
}

/** A client with the Elite key and these subscriptions. */
export async function subscribed(emulator: Emulator, ...keys: string[]): Promise<StreamClient> {
	const client = await open(emulator);
	return client
		.authenticate(emulator.keys.elite)
		.subscribe(...keys)
		.settled();
}

/** How an upgrade fails: with an HTTP answer, or with a system error's code. */
export function refusedUpgrade(
	url: string,
): Promise<{ status?: number; body?: any; code?: string }> {
	return new Promise((resolve, reject) => {
		const socket = new WebSocket(url);
		opened.push(socket);
		socket.on('open', () => reject(new Error('The upgrade was accepted')));
		socket.on('error', (error: NodeJS.ErrnoException) => resolve({ code: error.code ?? '' }));
		socket.on('unexpected-response', (_request, response) => {
			let text = '';
			response.on('data', (data) => (text += data));
			response.on('end', () => {
				resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
			});
		});
	});
}

/** Looks again and again, letting sockets get on in between; no longer than its test. */
export async function until(condition: () => boolean): Promise<void> {
	const mine = test;
	while (!condition()) {
		if (mine !== test) throw new Error('What was waited for did not happen');
		await setImmediate();
	}
}

function named(key: string) {
	const [channel, asset, exchange] = key.split(':');
	return { channel, asset, exchange };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
