import * as v from 'valibot';
import { finite } from './finite';
import { positive } from './plausible';

/** A change of it forgets everything: what is remembered is worth less than a misreading costs. */
const VERSION = 1;

/** Signals of one node, an asset each. Beyond it, whatever was looked at longest ago is forgotten. */
const MAX_ENTRIES = 100;

/** A price older than this is worse than none: an alert would be about another market. */
const PRICE_VALID_MS = 15 * 60_000;

const Memory = v.object({
	version: v.literal(VERSION),
	/** What each signal remembers of each asset, the one evaluated last at the end. */
	entries: v.array(v.tuple([v.string(), v.unknown()])),
	/** The last price of each asset, with when it was told. */
	prices: v.array(v.tuple([v.string(), finite(), finite()])),
});

/** What a node remembers of all its signals and assets: plain JSON, whose content is nobody else's affair. */
export type SignalMemory = v.InferOutput<typeof Memory>;

/** What a host has kept; nothing yet, of another version, or damaged: a fresh one. Never throws. */
export function readMemory(kept: unknown): SignalMemory {
	const read = v.safeParse(Memory, kept);
	return read.success ? read.output : { version: VERSION, entries: [], prices: [] };
}

export function recall(memory: SignalMemory, key: string): unknown {
	return memory.entries.find(([name]) => name === key)?.[1] ?? {};
}

export function withEntry(memory: SignalMemory, key: string, entry: unknown): SignalMemory {
	return { ...memory, entries: put(memory.entries, [key, entry]) };
}

export function withPrice(
	memory: SignalMemory,
	asset: string,
	price: number,
	now: number,
): SignalMemory {
	return { ...memory, prices: put(memory.prices, [asset, price, now]) };
}

/** The last price of the asset, as long as it still means something. */
export function lastPrice(
	{ prices }: SignalMemory,
	asset: string,
	now: number,
): { value: number; ageMs: number } | undefined {
	const [, told, at] = prices.find(([name]) => name === asset) ?? [];
	const value = positive(told);
	if (value === null || at === undefined) return undefined;
	const ageMs = now - at;
	return ageMs >= 0 && ageMs <= PRICE_VALID_MS ? { value, ageMs } : undefined;
}

/** At the end, and the oldest dropped. */
function put<T extends [string, ...unknown[]]>(list: readonly T[], one: T): T[] {
	return [...list.filter(([name]) => name !== one[0]), one].slice(-MAX_ENTRIES);
}
