import * as v from 'valibot';

/** A number in memory: JSON knows no other. */
export const finite = () => v.pipe(v.number(), v.finite());

/** A list of them. Lists are long, and one check of the whole is fast. */
export const finiteList = () => v.custom<number[]>((value) => isListOf(value, Number.isFinite));

/** A list of lists of numbers and gaps. */
export const finiteRows = () =>
	v.custom<(number | null)[][]>((value) =>
		isListOf(value, (row) => isListOf(row, (one) => one === null || Number.isFinite(one))),
	);

function isListOf(value: unknown, isOne: (value: unknown) => boolean): boolean {
	return Array.isArray(value) && value.every((one) => isOne(one));
}
