import { createHash } from 'node:crypto';

/** What a host keeps across restarts: what deliveries are remembered by, oldest first, with the time of each. */
export type SavedDeliveries = [id: string, at: number][];

const MAX_REMEMBERED = 1000;

/** Providers repeat for hours, at most for days. */
const KEEP_MS = 3 * 86_400_000;

/** What is saved must stay small, whatever is sent as an id. */
const LONGEST_ID = 100;

/**
 * The deliveries seen, so that each is worked on once: bounded, and a value that can be saved. A delivery
 * may have several ids; it is the same when it has any of them.
 */
export class SeenDeliveries {
	private readonly seen: Map<string, number>;

	/** @param saved what `save()` has returned; what is damaged of it is left out */
	constructor(saved: unknown = []) {
		const entries = Array.isArray(saved) ? saved.filter(isEntry) : [];
		this.seen = new Map(entries.slice(-MAX_REMEMBERED));
	}

	has(ids: readonly string[], now: number): boolean {
		return ids.some((id) => {
			const at = this.seen.get(short(id));
			return at !== undefined && now - at < KEEP_MS;
		});
	}

	/** Whether it is new; it is remembered either way. */
	admit(ids: readonly string[], now: number): boolean {
		const isNew = !this.has(ids, now);
		for (const id of ids) if (!this.has([id], now)) this.remember(short(id), now);
		return isNew;
	}

	/** Work on it has failed: when it comes again, it is new. */
	forget(ids: readonly string[]): void {
		for (const id of ids) this.seen.delete(short(id));
	}

	/**
	 * Adds what somebody else has saved meanwhile: a process of the same flow, or this one for a delivery
	 * that was judged at the same moment.
	 */
	learn(saved: unknown): void {
		if (!Array.isArray(saved)) return;
		const isNews = ([id, at]: SavedDeliveries[number]) => at > (this.seen.get(id) ?? -Infinity);
		const news = saved.filter(isEntry).filter(isNews);
		if (news.length === 0) return;
		const all = [...new Map([...this.seen, ...news])].sort(([, one], [, other]) => one - other);
		this.seen.clear();
		for (const [id, at] of all.slice(-MAX_REMEMBERED)) this.seen.set(id, at);
	}

	save(): SavedDeliveries {
		return [...this.seen];
	}

	private remember(id: string, now: number): void {
		this.seen.delete(id);
		this.seen.set(id, now);
		for (const [oldest, since] of this.seen) {
			if (this.seen.size <= MAX_REMEMBERED && now - since < KEEP_MS) break;
			this.seen.delete(oldest);
		}
	}
}

function isEntry(value: unknown): value is SavedDeliveries[number] {
	return (
		Array.isArray(value) &&
		value.length === 2 &&
		typeof value[0] === 'string' &&
		Number.isFinite(value[1])
	);
}

function short(id: string): string {
	return id.length > LONGEST_ID ? digest(id) : id;
}

/** A name for what has none: the same content in any order of its fields is the same. */
export function contentId(value: unknown): string {
	return digest(canonical(value));
}

/** Half of it is more than chance needs. */
function digest(text: string): string {
	return `sha256:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`;
}
