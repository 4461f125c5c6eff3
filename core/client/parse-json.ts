/** Deeper than any answer, and shallow enough for readers that call themselves for each level. */
const MAX_DEPTH = 100;

/**
 * `undefined` for what is not JSON, and for what is nested beyond reason. Keys that would change an
 * object's prototype are dropped; unicode escapes can spell them too, hence the look at backslashes.
 */
export function parseJson(text: string): unknown {
	if (isTooDeep(text)) return undefined;
	try {
		if (!/__proto__|\\u/i.test(text)) return JSON.parse(text);
		return JSON.parse(text, function (this: unknown, name: string, value: unknown) {
			return name === '__proto__' ? undefined : value;
		});
	} catch {
		return undefined;
	}
}

function isTooDeep(text: string): boolean {
	let depth = 0;
	let inString = false;
	for (let at = 0; at < text.length; at += 1) {
		const character = text[at];
		if (inString) {
			if (character === '\\') at += 1;
			else if (character === '"') inString = false;
		} else if (character === '"') inString = true;
		else if (character === '{' || character === '[') depth += 1;
		else if (character === '}' || character === ']') depth -= 1;
		if (depth > MAX_DEPTH) return true;
	}
	return false;
}
