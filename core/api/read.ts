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
	if (typeof value === 'number') return finite(value);
	if (typeof value !== 'string' || value.trim() === '') return null;
	return finite(Number(value));
}

export function string(value: unknown): string | null {
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** The form that the guide documents; told apart first, since every message of the stream has one. */
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Epoch milliseconds of an ISO or HTTP date, of epoch seconds or of epoch milliseconds. */
export function time(value: unknown): number | null {
	if (typeof value === 'string' && UTC.test(value)) return finite(Date.parse(value));
	const numeric = number(value);
	if (numeric !== null) return numeric > 1e11 ? numeric : numeric > 1e8 ? numeric * 1000 : null;
	// Date.parse alone takes "level 1" for the year 2001.
	if (typeof value !== 'string' || !/^(\d{4}-\d\d|[A-Z][a-z]{2}, \d)/.test(value)) return null;
	// A time without a zone is UTC, not the zone of the machine that reads it.
	const isLocal = /\d:\d\d(:\d\d(\.\d+)?)?$/.test(value) && !/[+-]\d\d:\d\d$/.test(value);
	return finite(Date.parse(isLocal ? `${value}Z` : value));
}

function finite(value: number): number | null {
	return Number.isFinite(value) ? value : null;
}

export function iso(timeMs: number | null): string | null {
	if (timeMs === null || Math.abs(timeMs) > 8.64e15) return null;
	if (timeMs !== written.timeMs) written = { timeMs, text: new Date(timeMs).toISOString() };
	return written.text;
}

/** The last one that was written: the rows of an answer are of the same moment. */
let written = { timeMs: 0, text: '1970-01-01T00:00:00.000Z' };

const TIME_NAMES = ['timestamp', 'time', 'ts', 'datetime', 'updated_at'];

/** When a record is from, and the name that says so; `otherwise` when it does not say. */
export function when(
	record: JsonObject,
	otherwise: number,
): { columns: { time: number; timestamp: string | null }; consumed: string[] } {
	const name = TIME_NAMES.find((one) => time(record[one]) !== null);
	const timeMs = (name === undefined ? null : time(record[name])) ?? otherwise;
	return {
		columns: { time: timeMs, timestamp: iso(timeMs) },
		consumed: name === undefined ? [] : [name],
	};
}

/**
 * Our columns, and everything of `record` that has not been read into them, flat: nested objects
 * become `outer_inner`, lists become JSON text. A name that is taken gets an underscore, so that a
 * column of ours keeps its meaning and a row never loses a field the API added. `reserved` are
 * columns of ours that this row does not have.
 */
export function withRest(
	columns: Row,
	record: JsonObject,
	consumed: readonly string[] = [],
	reserved: readonly string[] = [],
): Row {
	// The common case, thousands of times in a large answer: there is nothing beyond what is documented.
	if (Object.keys(record).every((name) => consumed.includes(name))) return columns;
	const row = new Map(Object.entries(columns));
	const isTaken = (name: string, value: Row[string]) =>
		row.has(name) ? row.get(name) !== value : name === '__proto__' || reserved.includes(name);
	for (const [name, value] of leaves(record, consumed)) {
		let column = name;
		while (isTaken(column, value)) column += '_';
		row.set(column, value);
	}
	return Object.fromEntries(row);
}

function leaves(
	record: JsonObject,
	consumed: readonly string[] = [],
	prefix = '',
): [string, Row[string]][] {
	return Object.entries(record).flatMap(([name, value]): [string, Row[string]][] => {
		if (consumed.includes(name)) return [];
		if (isObject(value)) return leaves(value, [], `${prefix}${name}_`);
		return [[prefix + name, Array.isArray(value) ? JSON.stringify(value) : scalar(value)]];
	});
}

function scalar(value: unknown): Row[string] {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? value
		: null;
}

/** The asset a response names, else the one that was asked for. */
export function assetOf(response: JsonObject, asked: string): string {
	return string(response['asset']) ?? asked;
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
