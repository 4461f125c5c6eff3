import * as v from 'valibot';
import { isObject, number, string } from './read';

/**
 * Building blocks of the loose response schemas: a field that is missing or unreadable becomes
 * `null`, an unknown field passes through, and only a missing list is a wrong shape.
 */

export const numeric = () => v.optional(v.pipe(v.unknown(), v.transform(number)), null);
export const text = () => v.optional(v.pipe(v.unknown(), v.transform(string)), null);

/** An entry of a list. Whatever is not an object is kept as `{ value }`, so that no entry is lost. */
export const entry = <const E extends v.ObjectEntries>(entries: E) =>
	v.pipe(
		v.unknown(),
		v.transform((value): Record<string, unknown> => (isObject(value) ? value : { value })),
		v.looseObject(entries),
	);

/** A response whose shape the guide does not document: any JSON object or list. */
export const anyShape = () =>
	v.custom<Record<string, unknown> | unknown[]>(
		(value) => isObject(value) || Array.isArray(value),
		'Expected an object or a list',
	);
