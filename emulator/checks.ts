/** Whether a value given from outside is what a setting takes, and how to say what it takes. */
export type Check = [test: (value: unknown) => boolean, expected: string];

export const text: Check = [(value) => typeof value === 'string', 'a string'];
export const yes: Check = [(value) => typeof value === 'boolean', 'true or false'];
export const count: Check = [
	(value) => Number.isSafeInteger(value) && Number(value) >= 0,
	'a whole number',
];
/** Beyond this a timer would overflow and fire at once. */
export const ms: Check = [
	(value) => count[0](value) && Number(value) < 2 ** 31,
	'a whole number of ms',
];

export function isWithin(value: unknown, min: number, max: number): boolean {
	return Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
}

export function oneOf(...values: (string | boolean)[]): Check {
	return [(value) => values.some((one) => one === value), `one of ${values.join(', ')}`];
}

export function optional([test, expected]: Check): Check {
	return [(value) => value === undefined || test(value), expected];
}
