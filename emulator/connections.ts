import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** The TCP connections of the server. */
export class Connections {
	readonly #open = new Set<Socket>();
	readonly #held = new Set<Socket>();
	readonly #controlling = new WeakSet<Socket>();
	#accepted = 0;

	watch(server: Server): void {
		server.on('connection', (socket: Socket) => {
			this.#accepted++;
			this.#open.add(socket);
			socket.once('close', () => {
				this.#open.delete(socket);
				this.#held.delete(socket);
			});
		});
	}

	/** Accepted since the start or the last reset, but for those that only steer the emulator. */
	accepted(): number {
		return this.#accepted;
	}

	/** Takes a connection that carries control calls out of the count. */
	discount(socket: Socket): void {
		if (this.#controlling.has(socket)) return;
		this.#controlling.add(socket);
		this.#accepted = Math.max(0, this.#accepted - 1);
	}

	/** Remembers a connection that is left without an answer. */
	hold(socket: Socket): void {
		this.#held.add(socket);
	}

	/** Forgets what was counted and lets go of the callers left hanging. */
	reset(): void {
		this.#accepted = 0;
		for (const socket of this.#held) socket.destroy();
	}

	closeAll(): void {
		for (const socket of this.#open) socket.destroy();
	}
}
