import type { Closure, Socket, SocketFactory, SocketHandlers } from '../../../../core';

/** A socket that does nothing by itself: a test plays the server. */
export class ScriptedSocket implements Socket {
	/** Every frame that was sent, parsed. */
	readonly sent: any[] = [];
	pings = 0;
	isDestroyed = false;
	wasOpened = false;
	/** Only where the runtime can. */
	readonly ping?: () => void;

	constructor(
		readonly url: string,
		private readonly handlers: SocketHandlers,
		canPing: boolean,
	) {
		if (canPing) this.ping = () => (this.pings += 1);
	}

	send(text: string): void {
		this.sent.push(JSON.parse(text));
	}

	destroy(): void {
		this.isDestroyed = true;
	}

	open(): void {
		this.wasOpened = true;
		this.handlers.open();
	}

	/** A string as it stands, anything else as JSON. */
	say(frame: unknown): void {
		this.handlers.text(typeof frame === 'string' ? frame : JSON.stringify(frame));
	}

	sayBinary(bytes: number): void {
		this.handlers.binary(bytes);
	}

	/** A ping or pong of the protocol. */
	showLife(): void {
		this.handlers.alive();
	}

	close(code = 1006, more: Partial<Closure> = {}): void {
		this.handlers.close({ code, reason: '', ...more });
	}

	/** What was subscribed to, `channel:asset:exchange`, in order. */
	get subscribed(): string[] {
		return this.asked('subscribe');
	}

	get unsubscribed(): string[] {
		return this.asked('unsubscribe');
	}

	private asked(action: string): string[] {
		return this.sent
			.filter((frame) => frame.action === action)
			.map(({ channel, asset, exchange }) => `${channel}:${asset}:${exchange}`);
	}
}

/** Opens scripted sockets, and keeps every one of them. */
export class ScriptedSockets {
	readonly all: ScriptedSocket[] = [];
	/** Sockets can send pings of the protocol. */
	canPing = false;
	/** Thrown by the next attempts. */
	failure: unknown;

	readonly factory: SocketFactory = (url, handlers) => {
		if (this.failure !== undefined) throw this.failure as Error;
		const socket = new ScriptedSocket(url, handlers, this.canPing);
		this.all.push(socket);
		return socket;
	};

	get newest(): ScriptedSocket {
		const newest = this.all.at(-1);
		if (!newest) throw new Error('No socket was opened');
		return newest;
	}

	/** Sockets that were not given up. */
	get alive(): ScriptedSocket[] {
		return this.all.filter(({ isDestroyed }) => !isDestroyed);
	}
}
