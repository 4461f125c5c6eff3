/** Why a connection is over. */
export interface Closure {
	/** As WebSocket numbers them; 1006 = without a word. */
	code: number;
	reason: string;
	/** Of an answer other than "switching protocols", where the runtime tells. */
	httpStatus?: number | undefined;
}

export interface SocketHandlers {
	open(): void;
	/** A text frame. */
	text(text: string): void;
	/** A binary frame, of which the stream has none. */
	binary(bytes: number): void;
	/** A protocol ping or pong: the other side lives. */
	alive(): void;
	/** Once, also for a connection that was never open. */
	close(closure: Closure): void;
}

/** One WebSocket, opening or open. */
export interface Socket {
	send(text: string): void;
	/** Sends a protocol ping, where the runtime can. */
	ping?(): void;
	/** Ends it at once. No handler is called any more. */
	destroy(): void;
}

/** Opens a WebSocket. @throws when the address cannot be one */
export type SocketFactory = (url: string, handlers: SocketHandlers) => Socket;
