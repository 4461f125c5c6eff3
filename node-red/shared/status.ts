import type { Node, NodeStatus } from 'node-red';

/** The editor takes 1,000 status changes a second from all nodes together, and queues the rest without bound. */
const INTERVAL_MS = 1000;

/** An answer that comes sooner needs no word about being waited for. */
const QUICK_MS = 300;

/** A text in the user's language takes longer than reading an answer: most are replaced before they are shown. */
export type Shown = NodeStatus | (() => NodeStatus);

/** What is shown under a node: only changes, at most one a second, the newest one wins. */
export class Status {
	private shown = '{}';
	private mayChangeAt = 0;
	private timer: NodeJS.Timeout | undefined;
	private isClosed = false;

	constructor(private readonly node: Pick<Node, 'status'>) {}

	show(status: Shown): void {
		this.schedule(status, this.mayChangeAt - Date.now());
	}

	/** Shows it unless something else is to be shown in a moment. */
	showIfSlow(status: Shown): void {
		this.schedule(status, Math.max(QUICK_MS, this.mayChangeAt - Date.now()));
	}

	/** Clears it for good. */
	close(): void {
		clearTimeout(this.timer);
		if (this.shown !== '{}') this.node.status({});
		this.isClosed = true;
	}

	private schedule(status: Shown, inMs: number): void {
		clearTimeout(this.timer);
		if (this.isClosed) return;
		if (inMs <= 0) this.set(status);
		else this.timer = setTimeout(() => this.set(status), inMs).unref();
	}

	private set(shown: Shown): void {
		const status = typeof shown === 'function' ? shown() : shown;
		const text = JSON.stringify(status);
		if (text === this.shown) return;
		this.shown = text;
		this.mayChangeAt = Date.now() + INTERVAL_MS;
		this.node.status(status);
	}
}
