import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { notFound, type ErrorBody } from '../errors';
import { upgradeRefusal } from './refusal';
import type { BehaviourSwitches } from './behaviour';
import { StreamSocket } from './socket';

export const STREAM_PATH = '/v1/stream';

/** Clients send a few dozen bytes at a time. */
const LARGEST_FRAME = 64 * 1024;

export interface UpgradeParts {
	behaviour: BehaviourSwitches;
	closing: AbortSignal;
	attempted: () => void;
	opened: (socket: StreamSocket, transport: Socket) => void;
}

/** Turns HTTP requests for the stream into WebSockets, or refuses to. */
export function acceptUpgrades(server: Server, parts: UpgradeParts): void {
	const { behaviour, closing, attempted, opened } = parts;
	const sockets = new WebSocketServer({
		noServer: true,
		clientTracking: false,
		maxPayload: LARGEST_FRAME,
		WebSocket: StreamSocket,
	});
	server.on('upgrade', (request: IncomingMessage, transport: Socket, head: Buffer) => {
		if (closing.aborted) {
			transport.destroy();
			return;
		}
		if (request.url?.split('?', 1)[0] !== STREAM_PATH) {
			answer(transport, notFound('Route'));
			return;
		}
		attempted();
		const refusal = upgradeRefusal(behaviour.current);
		if (behaviour.current.refuseUpgrade === 'reset') transport.resetAndDestroy();
		else if (refusal) answer(transport, refusal);
		else sockets.handleUpgrade(request, transport, head, (socket) => opened(socket, transport));
	});
}

function answer(transport: Socket, body: ErrorBody): void {
	const text = JSON.stringify(body);
	// The caller may hang up first, which concerns nobody.
	transport.on('error', () => {});
	transport.once('finish', () => transport.destroy());
	transport.end(
		[
			`HTTP/1.1 ${body.code} ${STATUS_CODES[body.code] ?? ''}`,
			'content-type: application/json; charset=utf-8',
			`content-length: ${Buffer.byteLength(text)}`,
			'connection: close',
			'',
			text,
		].join('\r\n'),
	);
}
