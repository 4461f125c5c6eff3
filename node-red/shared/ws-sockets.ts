import { WebSocket, type ClientOptions } from 'ws';
import { distrust, type Closure, type Socket, type SocketFactory } from '../../core';
import { USER_AGENT } from './client';
import { proxyAgentFor } from './proxy';
import { connectionInto, ReadBuffers } from './read-buffers';

const OPTIONS: ClientOptions = {
	// Messages are small; compressing them costs memory and time on both sides.
	perMessageDeflate: false,
	// What is no UTF-8 is no JSON either, and is counted like other garbage instead of ending the connection.
	skipUTF8Validation: true,
	// Only against running out of memory: the core counts and leaves out what is far smaller.
	maxPayload: 32 * 1024 * 1024,
	// The key goes to the address it was entered for, and nowhere else.
	followRedirects: false,
	headers: { 'User-Agent': USER_AGENT },
};

/** "Abnormal closure": over without a close frame. */
const ABNORMAL = 1006;

/** The library `ws` as a port: Node.js 20 has no WebSocket of its own, and none tells why it was refused. */
export const wsSockets: SocketFactory = (url, handlers): Socket => {
	let agent: ReturnType<typeof proxyAgentFor>;
	try {
		agent = proxyAgentFor(url);
	} catch (error) {
		return neverOpened(() => handlers.close({ code: ABNORMAL, reason: reasonOf(error as Error) }));
	}
	const buffers = new ReadBuffers();
	const createConnection = connectionInto(buffers, new URL(url).protocol);
	// An agent brings a connection of its own, which reads as any other.
	const socket = new WebSocket(url, { ...OPTIONS, ...(agent ? { agent } : { createConnection }) });

	const destroy = () => {
		socket.removeAllListeners();
		// Ended while it is opening, it reports that as an error.
		socket.on('error', () => undefined);
		socket.terminate();
	};
	const end = (closure: Closure) => {
		destroy();
		handlers.close(closure);
	};

	socket.on('open', () => handlers.open());
	socket.on('message', (data: Buffer, isBinary) => {
		if (isBinary) handlers.binary(data.byteLength);
		else handlers.text(data.toString());
		buffers.handedOver(data.byteLength);
	});
	const hear = (data: Buffer) => {
		handlers.alive();
		buffers.handedOver(data.byteLength);
	};
	socket.on('ping', hear);
	socket.on('pong', hear);
	socket.on('unexpected-response', (_request, { statusCode = 0 }) =>
		end({ code: ABNORMAL, reason: `HTTP status ${statusCode}`, httpStatus: statusCode }),
	);
	// What is broken is over: waiting for the other side's word about it could take half a minute.
	socket.on('error', (error) => end({ code: ABNORMAL, reason: reasonOf(error) }));
	socket.on('close', (code, reason) => end({ code, reason: reason.toString() }));

	const ifOpen = (act: () => void) => {
		if (socket.readyState === WebSocket.OPEN) act();
	};
	return {
		send: (text) => ifOpen(() => socket.send(text)),
		ping: () => ifOpen(() => socket.ping()),
		destroy,
	};
};

/** A socket that ends as soon as whoever asked for it has it in hand. */
function neverOpened(end: () => void): Socket {
	const ending = setImmediate(end);
	const nothing = () => undefined;
	return { send: nothing, ping: nothing, destroy: () => clearImmediate(ending) };
}

/** An error that stands for several addresses has no message of its own. */
function reasonOf(error: Error & { code?: string }): string {
	return distrust(error) ?? (error.message || (error.code ?? error.name));
}
