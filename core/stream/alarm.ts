import type { Clock } from '../client/transport';

/** One thing to be done later; setting it again forgets the one before. */
export class Alarm {
	private waiting: AbortController | undefined;

	constructor(private readonly clock: Clock) {}

	set(ms: number, ring: () => void): void {
		this.clear();
		const waiting = new AbortController();
		this.waiting = waiting;
		void this.clock.sleep(ms, waiting.signal).then(() => {
			if (waiting.signal.aborted) return;
			this.waiting = undefined;
			ring();
		});
	}

	get isSet(): boolean {
		return this.waiting !== undefined;
	}

	clear(): void {
		this.waiting?.abort();
		this.waiting = undefined;
	}
}
