import type { Socket } from 'node:net';
import type { BehaviourSwitches } from './behaviour';
import type { StreamSocket } from './socket';
import type { Subscription } from './subscription';
import type { StreamConnection } from './types';

/** One client's socket with what the server knows of it. */
export class Session {
	tier: StreamConnection['tier'];
	authenticated = false;
	/** Of the key it authenticated with. */
	keyId: string | undefined;
	/** Refused without a word: whatever it asks for is ignored. */
	ignored = false;
	/** What came in while it was silent. */
	readonly missed: unknown[] = [];
	/** In order; twice where it was asked for twice. */
	subscriptions: Subscription[] = [];
	readonly #latest = new Map<string, string>();
	#ended = false;

	constructor(
		readonly id: number,
		private readonly socket: StreamSocket,
		private readonly transport: Socket,
		private readonly behaviour: BehaviourSwitches,
	) {}

	get open(): boolean {
		return !this.#ended && this.socket.readyState === this.socket.OPEN;
	}

	get silent(): boolean {
		return this.socket.silent;
	}

	set silent(silent: boolean) {
		this.socket.silent = silent;
	}

	/** How much is written and not yet taken by the network, in bytes. */
	get backlog(): number {
		return this.socket.bufferedAmount;
	}

	isSubscribedTo(key: string): boolean {
		return this.subscriptions.some((subscription) => subscription.key === key);
	}

	describe(): StreamConnection {
		const { id, tier, authenticated } = this;
		return { id, tier, authenticated, subscriptions: this.subscriptions.map(({ key }) => key) };
	}

	/** A string as it stands, a Buffer as a binary frame, anything else as JSON. False while it is silent. */
	send(frame: unknown): boolean {
		if (!this.open || this.silent) return false;
		const asItIs = typeof frame === 'string' || Buffer.isBuffer(frame);
		this.socket.send(asItIs ? frame : JSON.stringify(frame));
		return true;
	}

	/** A data message, with the repetitions and the disorder asked for. */
	deliver(key: string, text: string): boolean {
		const { repeat, outOfOrder } = this.behaviour.current;
		const sent = this.send(text);
		if (!sent) return false;
		for (let extra = 0; extra < repeat; extra++) this.send(text);
		if (outOfOrder) {
			const previous = this.#latest.get(key);
			if (previous !== undefined) this.send(previous);
			this.#latest.set(key, text);
		}
		return true;
	}

	ping(): void {
		if (this.open && !this.silent) this.socket.ping();
	}

	/** Whether more should be written only after `drained()`. */
	get full(): boolean {
		return this.open && !this.silent && this.transport.writableNeedDrain;
	}

	/** Resolves when the network has taken what was written, or there is no one left to take it. */
	drained(): Promise<void> {
		if (!this.full) return Promise.resolve();
		return new Promise((resolve) => {
			const done = () => {
				this.transport.off('drain', done).off('close', done);
				resolve();
			};
			this.transport.on('drain', done).on('close', done);
		});
	}

	/** What it may see no more, without ending the connection. */
	expel(): void {
		this.authenticated = false;
		this.keyId = undefined;
		this.subscriptions = [];
	}

	/** By a close frame, even out of a silence. */
	close(code: number, reason?: string): void {
		this.silent = false;
		this.socket.close(code, reason);
	}

	/** By a TCP reset, as a server that goes away. */
	destroy(): void {
		this.#ended = true;
		this.transport.resetAndDestroy();
	}
}
