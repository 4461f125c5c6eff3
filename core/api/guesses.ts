import type { Field, Row } from './endpoint';
import { first, iso, number, rest, string, time, type JsonObject } from './read';

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

const TIME_NAMES = ['timestamp', 'time', 'ts', 'datetime', 'updated_at'];

/** A flat row of `record`: the guessed columns, the time, and all the rest. `at` stands in for a missing time. */
export function guessedRow(record: JsonObject, guesses: Guesses, at: number): Row {
	const row: Row = {};
	const consumed: string[] = [];
	for (const [column, { wireNames, type, as }] of Object.entries(guesses)) {
		const name = wireNames.find((one) => first(record, [one]) !== undefined);
		const value = name === undefined ? undefined : record[name];
		const read =
			as === 'time' ? iso(time(value)) : type === 'number' ? number(value) : string(value);
		row[column] = read;
		// What could not be read stays visible under its own name.
		if (name !== undefined && read !== null) consumed.push(name);
	}
	const timeName = TIME_NAMES.find((name) => time(record[name]) !== null);
	const timeMs = (timeName === undefined ? null : time(record[timeName])) ?? at;
	if (timeName !== undefined) consumed.push(timeName);
	return { ...row, time: timeMs, timestamp: iso(timeMs), ...rest(record, consumed) };
}

/** The response's own fields, without the lists that are rows: what surrounds them. */
export function surroundings(
	response: Record<string, unknown> | unknown[],
	lists: readonly string[],
): JsonObject {
	if (Array.isArray(response)) return {};
	return Object.fromEntries(Object.entries(response).filter(([name]) => !lists.includes(name)));
}
