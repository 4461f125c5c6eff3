import { createHash } from 'node:crypto';
import { KingfisherError } from './errors';

const HIDDEN = '[hidden]';

// A shorter "key" is a typing mistake, and replacing it would tear holes into unrelated text.
const SHORTEST_KEY = 6;

/** `text` without the key in any spelling it may travel in, and without any other Bearer token. */
export function redact(text: string, apiKey: string): string {
	return withoutKey(text, apiKey).replace(/\bBearer\s+[^\s"',;]+/gi, `Bearer ${HIDDEN}`);
}

/** Like `redact`, for response bodies: only the key itself, so that data is never touched otherwise. */
export function withoutKey(body: string, apiKey: string): string {
	return apiKey.length < SHORTEST_KEY ? body : body.replace(anySpelling(apiKey), HIDDEN);
}

/** Each character as it is, percent-encoded, or escaped as in JSON; a host name loses its case. */
function anySpelling(apiKey: string): RegExp {
	const characters = Array.from(apiKey, (character) => {
		const hex = character.charCodeAt(0).toString(16).padStart(2, '0');
		const plain = /\w/.test(character) ? character : `\\${character}`;
		const escaped = /["\\/]/.test(character) ? `\\\\${plain}|` : '';
		return `(?:${escaped}${plain}|%${hex}|\\\\u00${hex})`;
	});
	return new RegExp(characters.join(''), 'gi');
}

/** A name for a key that does not tell the key: for maps, cache keys and logs. */
export function fingerprint(apiKey: string): string {
	return createHash('sha256').update(apiKey).digest('hex').slice(0, 16);
}

/** The key as typed, without the blanks and line breaks that copying brings along. */
export function trimmedKey(apiKey: unknown): string {
	// Zero-width characters and byte-order marks come with copying from web pages and are not blanks to trim().
	return typeof apiKey === 'string'
		? apiKey.replace(/[\s\u00AD\u200B-\u200F\u2060\uFEFF]/g, '')
		: '';
}

/**
 * The trimmed key, if a header can carry it.
 * @throws KingfisherError `invalid_configuration`
 */
export function usableKey(apiKey: unknown): string {
	const key = trimmedKey(apiKey);
	if (/^[!-~]+$/.test(key)) return key;
	throw new KingfisherError({
		code: 'invalid_configuration',
		message: key === '' ? 'The API key is missing' : 'The API key holds characters that no key has',
		help: 'Enter the key from the Kingfisher dashboard: Settings, API Keys.',
	});
}
