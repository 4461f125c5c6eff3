import type { Accounts } from '../accounts';
import type { ReceivedFrame } from './types';

/** An emulator left running for days must not grow without end. */
const KEPT = 10_000;

/** What clients sent. */
export class ReceivedFrames {
	/** The same array for good, so that it can be held on to; oldest first. */
	readonly list: ReceivedFrame[] = [];

	constructor(
		private readonly accounts: Accounts,
		private readonly now: () => number,
	) {}

	add(connection: number, frame: unknown): void {
		this.list.push({ connection, at: this.now(), frame: this.#redacted(frame) });
		if (this.list.length > KEPT) this.list.shift();
	}

	clear(): void {
		this.list.length = 0;
	}

	/** Only where the key belongs: elsewhere a test should see it. */
	#redacted(frame: unknown): unknown {
		if (typeof frame !== 'object' || frame === null) return frame;
		const { action, apiKey } = frame as Record<string, unknown>;
		if (action !== 'auth' || typeof apiKey !== 'string') return frame;
		return { ...frame, apiKey: this.accounts.identify(`Bearer ${apiKey}`).kind };
	}
}
