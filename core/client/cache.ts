/** A response as it was received. Text, so that no reader can change what the next one gets. */
export interface CachedBody {
	body: string;
	receivedAt: number;
}

/** The newest responses, bounded by number and by size; the one longest unused goes first. */
export class ResponseCache {
	private readonly entries = new Map<string, CachedBody>();
	private characters = 0;

	constructor(
		private readonly maxEntries = 500,
		private readonly maxCharacters = 16_000_000,
	) {}

	get(key: string): CachedBody | undefined {
		const found = this.entries.get(key);
		if (found) {
			// A Map keeps the order of insertion: re-inserting makes it the newest.
			this.entries.delete(key);
			this.entries.set(key, found);
		}
		return found;
	}

	set(key: string, entry: CachedBody): void {
		this.delete(key);
		if (entry.body.length > this.maxCharacters) return;
		this.entries.set(key, entry);
		this.characters += entry.body.length;
		for (const oldest of this.entries.keys()) {
			if (this.entries.size <= this.maxEntries && this.characters <= this.maxCharacters) break;
			this.delete(oldest);
		}
	}

	delete(key: string): void {
		this.characters -= this.entries.get(key)?.body.length ?? 0;
		this.entries.delete(key);
	}

	get size(): number {
		return this.entries.size;
	}
}

/** Whether an answer may be served again without a call. */
export function isFresh(entry: CachedBody, now: number, freshForMs: number): boolean {
	// A clock that was set back must not make an old answer fresh for ever.
	const ageMs = now - entry.receivedAt;
	return ageMs >= 0 && ageMs < freshForMs;
}
