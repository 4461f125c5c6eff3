import { isObject, number, time, type JsonObject } from './read';

/** What a response holds whose shape the guide does not document. */
export interface Found {
	/** The entries of the list; `undefined` = there is none, the response is one record. */
	entries: JsonObject[] | undefined;
	/** What surrounds the list, or the one record; without an envelope such as `{ data: {…} }`. */
	around: JsonObject;
}

/** How the keys of a list that comes as an object are read: `{ binance: {…}, bybit: {…} }`. */
export interface Keys {
	/** The field of an entry that takes its key. */
	column: string;
	/** Whether `key` is one, and not the name of a field; `name` is where the list would stand. */
	accepts(key: string, entry: unknown, name: string): boolean;
}

export const TIME_KEYS: Keys = { column: 'timestamp', accepts: (key) => time(key) !== null };

const ENVELOPES = ['data', 'result', 'response', 'payload'];

/** Looks for a list under the plausible `names`, as the response itself, or one level deeper. */
export function findList(response: unknown, names: readonly string[], keys: Keys): Found {
	if (Array.isArray(response)) return { entries: response.map(asRecord), around: {} };
	if (!isObject(response)) return { entries: undefined, around: {} };
	const name = listName(response, names, keys);
	if (name !== undefined) {
		return { entries: entriesOf(response[name], keys), around: without(response, name) };
	}
	for (const envelope of [...names, ...ENVELOPES]) {
		const inner = response[envelope];
		if (!isObject(inner)) continue;
		const found = findList(inner, names, keys);
		if (found.entries === undefined && !ENVELOPES.includes(envelope)) continue;
		return { ...found, around: beside(without(response, envelope), found.around, envelope) };
	}
	return { entries: undefined, around: response };
}

/** A list with entries before a keyed one, and that before an empty one. */
function listName(response: JsonObject, names: readonly string[], keys: Keys): string | undefined {
	const isList = (name: string) => Array.isArray(response[name]);
	return (
		names.find((name) => isList(name) && entriesOf(response[name], keys).length > 0) ??
		names.find((name) => isKeyed(name, response[name], keys)) ??
		names.find(isList)
	);
}

function isKeyed(name: string, value: unknown, keys: Keys): boolean {
	if (!isObject(value)) return false;
	const entries = Object.entries(value);
	return (
		entries.length > 0 &&
		entries.every(
			([key, entry]) =>
				keys.accepts(key, entry, name) && (isObject(entry) || number(entry) !== null),
		)
	);
}

function entriesOf(list: unknown, { column }: Keys): JsonObject[] {
	if (Array.isArray(list)) return list.map(asRecord);
	return Object.entries(list as JsonObject).map(([key, value]) => {
		const entry = asRecord(value);
		// An entry that has such a field itself keeps both.
		const isTaken = Object.hasOwn(entry, column) && entry[column] !== key;
		return { [isTaken ? `${column}_key` : column]: key, ...entry };
	});
}

/** Whatever is not an object is kept as `{ value }`, so that no entry is lost. */
function asRecord(entry: unknown): JsonObject {
	return isObject(entry) ? entry : { value: entry };
}

/** Both records as one; a field of the inner one whose name is taken is named after its envelope too. */
function beside(outer: JsonObject, inner: JsonObject, envelope: string): JsonObject {
	const both = new Map(Object.entries(outer));
	for (const [name, value] of Object.entries(inner)) {
		let free = name;
		while (both.has(free) && both.get(free) !== value) free = `${envelope}_${free}`;
		both.set(free, value);
	}
	return Object.fromEntries(both);
}

function without(record: JsonObject, name: string): JsonObject {
	return Object.fromEntries(Object.entries(record).filter(([one]) => one !== name));
}
