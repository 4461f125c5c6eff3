import type { Row } from './endpoint';

/**
 * Tolerant readers: they take the documented form, accept what an API plausibly sends instead
 * (numbers as strings, times as seconds), and say `null` for what is not there.
 */

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function number(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value !== 'string' || value.trim() === '') return null;
	const parsed = Number(value);
	return Number.isFinite(parsed) ? parsed : null;
}

export function string(value: unknown): string | null {
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** The first of several plausible names that is present. */
export function first(record: JsonObject, names: readonly string[]): unknown {
	for (const name of names) {
		if (Object.hasOwn(record, name) && record[name] !== null) return record[name];
	}
	return undefined;
}

/** Epoch milliseconds of an ISO text, of epoch seconds or of epoch milliseconds. */
export function time(value: unknown): number | null {
	const numeric = number(value);
	if (numeric !== null) return numeric > 1e11 ? numeric : numeric > 1e8 ? numeric * 1000 : null;
	if (typeof value !== 'string') return null;
	const parsed = Date.parse(value);
	return Number.isNaN(parsed) ? null : parsed;
}

export function iso(timeMs: number | null): string | null {
	if (timeMs === null || Math.abs(timeMs) > 8.64e15) return null;
	return new Date(timeMs).toISOString();
}

/**
 * Everything of `record` that has not been read under a name of ours, flat: nested objects become
 * `outer_inner`, lists become JSON text. So a row never loses a field the API added.
 */
export function rest(record: JsonObject, consumed: readonly string[], prefix = ''): Row {
	const row: Row = {};
	for (const [name, value] of Object.entries(record)) {
		if (prefix === '' && consumed.includes(name)) continue;
		const column = prefix + name;
		if (isObject(value)) Object.assign(row, rest(value, [], `${column}_`));
		else row[column] = Array.isArray(value) ? JSON.stringify(value) : scalar(value);
	}
	return row;
}

function scalar(value: unknown): Row[string] {
	// JSON has no other values than these and `null`.
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? value
		: null;
}

/**
 * The list of records in a response whose shape the guide does not document: under one of the
 * plausible `names`, as the response itself, or as an object keyed by `keyName` (`{ binance: {…} }`).
 * An empty result means that no list was found.
 */
export function findList(
	response: unknown,
	names: readonly string[],
	keyName: string,
): JsonObject[] {
	if (Array.isArray(response)) return response.map((entry) => asRecord(entry));
	if (!isObject(response)) return [];
	const candidate = first(response, names);
	if (Array.isArray(candidate)) return candidate.map((entry) => asRecord(entry));
	if (!isObject(candidate)) return [];
	// `data: { rates: [...] }`: the list stands one level deeper.
	const deeper = first(candidate, names);
	if (deeper !== undefined) return findList(candidate, names, keyName);
	const entries = Object.entries(candidate);
	if (
		entries.length === 0 ||
		!entries.every(([, entry]) => isObject(entry) || number(entry) !== null)
	) {
		return [];
	}
	if (!entries.some(([, entry]) => isObject(entry))) return [];
	return entries.map(([key, entry]) => ({ [keyName]: key, ...asRecord(entry) }));
}

function asRecord(entry: unknown): JsonObject {
	return isObject(entry) ? entry : { value: entry };
}

/** The asset a response names, else the one that was asked for. */
export function assetOf(response: unknown, asked: string): string {
	return (isObject(response) ? string(response['asset']) : null) ?? asked;
}

/** `part` as a percentage of `whole`; `null` when either is missing or `whole` is zero. */
export function percentOf(part: number | null, whole: number | null): number | null {
	if (part === null || whole === null || whole === 0) return null;
	return (part / whole) * 100;
}

/** Rounds away the noise of binary fractions: 1.0000000000000009 is 1. Ten digits stay. */
export function tidy(value: number): number;
export function tidy(value: number | null): number | null;
export function tidy(value: number | null): number | null {
	return value === null ? null : Number(value.toPrecision(10));
}
