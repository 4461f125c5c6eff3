/** Reading of what a user typed or a flow passed: a text, a number, or anything at all. */

/** As text, without blanks around; empty for what cannot be meant as one. */
export function typed(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value).trim()
		: '';
}

/** A value as it may stand in a message: short, and never `[object Object]`. */
export function shown(value: unknown): string {
	if (typeof value === 'string') return value.slice(0, 60);
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (value === undefined || value === null) return '';
	return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}

/** Whether a user left it empty; empty means "not given", so that the default applies. */
export function isBlank(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** `1d` is `1D` and `0.50` is `0.5`: a flow may pass a number or another case. */
export function sameChoice(known: string, given: string): boolean {
	if (known.toLowerCase() === given.toLowerCase()) return true;
	return given !== '' && Number.isFinite(Number(known)) && Number(known) === Number(given);
}
