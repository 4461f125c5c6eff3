/** Deeper than any answer, and shallow enough for readers that call themselves for each level. */
const MAX_DEPTH = 100;

/**
 * `undefined` for what is not JSON, and for what is nested beyond reason. Keys that would change an
 * object's prototype are dropped, however they are spelled.
 */
export function parseJson(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return isHarmless(value, 0) ? value : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Looks at what was parsed rather than at the text: a message of 200 clusters takes as long to search
 * character by character as to parse.
 */
function isHarmless(value: unknown, depth: number): boolean {
	if (typeof value !== 'object' || value === null) return true;
	if (depth === MAX_DEPTH) return false;
	if (Array.isArray(value)) {
		for (const entry of value) {
			if (typeof entry === 'object' && !isHarmless(entry, depth + 1)) return false;
		}
		return true;
	}
	for (const name in value) {
		if (name === '__proto__') {
			Reflect.deleteProperty(value, name);
			continue;
		}
		const entry = (value as Record<string, unknown>)[name];
		if (typeof entry === 'object' && !isHarmless(entry, depth + 1)) return false;
	}
	return true;
}
