import type { Closure, Socket, SocketFactory, SocketHandlers } from './socket';

/** The part of the web platform's WebSocket that is used here. */
export interface WebSocketLike {
	binaryType: string;
	readonly readyState: number;
	onopen: ((event: never) => void) | null;
	onmessage: ((event: never) => void) | null;
	onclose: ((event: never) => void) | null;
	send(text: string): void;
	close(): void;
}

const OPEN = 1;

/**
 * The web platform's WebSocket as a port. It tells nothing of why a handshake failed (1006 for an
 * answer of 401 and for a closed port alike), and cannot send pings. Where the other side is dead, what
 * was destroyed stays open unheard until the operating system gives it up.
 */
export function webSockets(Platform: new (url: string) => WebSocketLike): SocketFactory {
	return (url, handlers): Socket => {
		const socket = new Platform(url);
		// A Blob would have to be read to be counted.
		socket.binaryType = 'arraybuffer';
		attach(socket, handlers);
		return {
			send(text) {
				// In any other state it is about to close, and throws.
				if (socket.readyState === OPEN) socket.send(text);
			},
			destroy() {
				socket.onopen = socket.onmessage = socket.onclose = null;
				socket.close();
			},
		};
	};
}

function attach(socket: WebSocketLike, handlers: SocketHandlers): void {
	socket.onopen = () => handlers.open();
	socket.onmessage = ({ data }: { data: unknown }) => {
		if (typeof data === 'string') handlers.text(data);
		else handlers.binary(data instanceof ArrayBuffer ? data.byteLength : 0);
	};
	socket.onclose = ({ code, reason }: Closure) => {
		const closure: Closure = { code, reason };
		handlers.close(closure);
	};
}
