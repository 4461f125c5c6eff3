import type { Field, Row } from './endpoint';
import type { Keys } from './find-list';
import { isObject, iso, number, string, time, when, withRest, type JsonObject } from './read';

/**
 * Reading of responses that the guide does not document: each of our columns lists the wire names it
 * is plausibly sent under; everything else passes through under its own name.
 */
export interface Guess extends Field {
	wireNames: readonly string[];
	/** `time`: the value is a point in time, shown as ISO text. */
	as?: 'time';
}

export type Guesses = Record<string, Guess>;

export function guess(
	title: string,
	description: string,
	wireNames: readonly string[],
	more: { unit?: string; type?: Field['type']; as?: 'time' } = {},
): Guess {
	return { type: 'number', title, description, wireNames, ...more };
}

/**
 * A flat row of `record`: the guessed columns, those `derived` from them, the time, and all the rest.
 * `at` stands in for a missing time; `time` is one that is known from elsewhere.
 */
export function guessedRow(
	record: JsonObject,
	guesses: Guesses,
	at: number,
	more: { derived?: (row: Row) => Row; reserved?: readonly string[]; time?: number } = {},
): Row {
	// Flat first: a figure may come nested, `cvd: { value }` as `cvd_value`.
	const flat = withRest({}, record);
	const row: Row = {};
	const consumed: string[] = [];
	for (const [column, guess] of Object.entries(guesses)) {
		const name = guess.wireNames.find((one) => read(guess, flat[one]) !== null);
		row[column] = name === undefined ? null : read(guess, flat[name]);
		// What could not be read stays visible under its own name.
		if (name !== undefined) consumed.push(name);
	}
	const time = more.time === undefined ? when(flat, at) : when({}, more.time);
	const columns = { ...row, ...more.derived?.(row), ...time.columns };
	return withRest(columns, flat, [...consumed, ...time.consumed], more.reserved);
}

function read({ type, as }: Guess, value: unknown): Row[string] {
	if (as === 'time') return iso(time(value));
	return type === 'number' ? number(value) : string(value);
}

/** A list keyed by exchange: `{ binance: {…} }`, or `{ binance: 0.0001 }`, but not `{ rate: 0.0001 }`. */
export function exchangeKeys(guesses: Guesses): Keys {
	const fields = Object.values(guesses).flatMap(({ wireNames }) => wireNames);
	return {
		column: 'exchange',
		// An envelope of figures is a record: `{ data: { spread: 5 } }`.
		accepts: (key, entry, name) =>
			/^[a-z]/i.test(key) &&
			!fields.includes(key) &&
			(isObject(entry) || (name !== 'data' && !key.includes('_'))),
	};
}

/** The columns that have a value, so that they can stand in front of what is known otherwise. */
export function known(row: Row): Row {
	return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
