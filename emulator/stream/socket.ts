import { WebSocket } from 'ws';

/** A server's socket that can fall silent: it leaves even the protocol's own frames unanswered. */
export class StreamSocket extends WebSocket {
	#silent = false;
	/** A close that is due once the silence ends. */
	#due: Parameters<WebSocket['close']> | undefined;

	get silent(): boolean {
		return this.#silent;
	}

	set silent(silent: boolean) {
		this.#silent = silent;
		if (silent || !this.#due) return;
		super.close(...this.#due);
		this.#due = undefined;
	}

	/** Also what ws calls to answer the other side's close frame. */
	override close(...how: Parameters<WebSocket['close']>): void {
		if (this.#silent) this.#due = how;
		else super.close(...how);
	}

	override pong(...how: Parameters<WebSocket['pong']>): void {
		if (!this.#silent) super.pong(...how);
	}
}
