import { liquidations } from '../api/liquidations';
import type { Client } from '../client/client';
import type { Clock } from '../client/transport';

/** A price older than this is worse than none: an alert would be about another market. */
const TOO_OLD_MS = 15 * 60_000;

/** After a failure, so that a burst of messages does not become a burst of calls. */
const PAUSE_MS = 30_000;

interface Known {
	price: number;
	at: number;
}

/**
 * The prices that messages do not carry, from REST: one call an asset and interval at most, and only
 * while messages come.
 */
export class Prices {
	private readonly known = new Map<string, Known>();
	private readonly asking = new Map<string, Promise<void>>();
	private readonly askedAt = new Map<string, number>();

	constructor(
		private readonly client: () => Client,
		private readonly clock: Clock,
		private readonly everyMs: number,
		private readonly signal: AbortSignal,
	) {}

	/** The newest price that is not too old, and asks for a newer one when it is time. */
	newest(asset: string): number | undefined {
		this.refresh(asset);
		const known = this.known.get(asset);
		return known && this.age(known.at) < TOO_OLD_MS ? known.price : undefined;
	}

	/** Resolves when what is being asked has been answered, or could not be. */
	async settled(asset: string): Promise<void> {
		await this.asking.get(asset);
	}

	private refresh(asset: string): void {
		const known = this.known.get(asset);
		if (this.asking.has(asset)) return;
		if (known && this.age(known.at) < this.everyMs) return;
		const pauseMs = Math.min(PAUSE_MS, this.everyMs);
		if (this.age(this.askedAt.get(asset) ?? -Infinity) < pauseMs) return;
		this.askedAt.set(asset, this.clock.now());
		const asked = this.ask(asset).finally(() => this.asking.delete(asset));
		this.asking.set(asset, asked);
	}

	/** By a clock that may have been set back, which must not make a price new for ever. */
	private age(at: number): number {
		return Math.abs(this.clock.now() - at);
	}

	private async ask(asset: string): Promise<void> {
		const settings = { cacheSeconds: this.everyMs / 1000, retries: 0, signal: this.signal };
		try {
			const answer = await this.client().ask(liquidations, { asset }, settings);
			const price = answer.data().current_price;
			if (price !== null && price > 0) this.known.set(asset, { price, at: answer.receivedAt });
		} catch {
			// The client has told the log; without a price the limit holds messages back, and says so.
		}
	}
}
