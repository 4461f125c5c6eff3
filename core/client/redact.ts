import { createHash } from 'node:crypto';

const HIDDEN = '[hidden]';

// A shorter "key" is a typing mistake, and replacing it would tear holes into unrelated text.
const SHORTEST_KEY = 6;

/** `text` without the key in any spelling it may travel in, and without any other Bearer token. */
export function redact(text: string, apiKey: string): string {
	let clean = text;
	for (const spelling of spellings(apiKey)) {
		if (clean.includes(spelling)) clean = clean.split(spelling).join(HIDDEN);
	}
	return clean.replace(/\bBearer\s+[^\s"',;]+/gi, `Bearer ${HIDDEN}`);
}

/** Like `redact`, for response bodies: only the key itself, so that data is never touched otherwise. */
export function withoutKey(body: string, apiKey: string): string {
	return spellings(apiKey).reduce(
		(text, spelling) => (text.includes(spelling) ? text.split(spelling).join(HIDDEN) : text),
		body,
	);
}

function spellings(apiKey: string): string[] {
	if (apiKey.length < SHORTEST_KEY) return [];
	const asJson = JSON.stringify(apiKey).slice(1, -1);
	return [...new Set([apiKey, encodeURIComponent(apiKey), asJson])];
}

/** A name for a key that does not tell the key: for maps, cache keys and logs. */
export function fingerprint(apiKey: string): string {
	return createHash('sha256').update(apiKey).digest('hex').slice(0, 16);
}

/** The key as typed, without the blanks and line breaks that copying brings along. */
export function trimmedKey(apiKey: unknown): string {
	// Zero-width characters and byte-order marks come with copying from web pages and are not blanks to trim().
	return typeof apiKey === 'string' ? apiKey.replace(/[\s\u200B-\u200D\u2060\uFEFF]/g, '') : '';
}
