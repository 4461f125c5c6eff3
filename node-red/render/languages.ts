import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The languages of the editor, by the names that Node-RED gives them. To add one, name it here and write
 * its JSON file beside every `en-US.json`, and its `wording.*.json`; a test names every text that is missing.
 */
export const LANGUAGES = ['en-US', 'de', 'ja', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Texts by key, nested as deep as they like. */
export interface Texts {
	[key: string]: string | Texts;
}

const NODE_RED = resolve(__dirname, '..');

/** The file in this language, `{}` as long as nobody has written it. Its path is relative to `node-red/`. */
export function written(file: string, language: Language): Texts {
	const path = join(NODE_RED, file.replace('en-US', language));
	return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Texts) : {};
}

/** English texts in every language. What is not translated yet is shown in English, never as a key. */
export function inEveryLanguage<T extends Texts>(file: string, english: T): Record<Language, T> {
	const all = LANGUAGES.map((language) => [language, merged(english, written(file, language))]);
	return Object.fromEntries(all) as Record<Language, T>;
}

/** The translations of what the core words, by the English text; English itself has none. */
export const WORDING = Object.fromEntries(
	LANGUAGES.map((language) => [language, written('shared/locales/wording.en-US.json', language)]),
) as Record<Language, Record<string, string>>;

/**
 * A text of the core in another language. Translations are keyed by the English text itself: when it
 * changes, its translation is missing and a test says so, where a key of another kind would go on
 * naming a translation of what no longer stands there.
 */
export function translated(english: string, language: Language): string {
	return WORDING[language][english] ?? english;
}

/** `__name__` in every text replaced, as Node-RED itself does it when a text is shown. */
export function filled<T extends string | Texts>(texts: T, values: Record<string, string>): T {
	if (typeof texts === 'string') {
		return texts.replace(/__(\w+?)__/g, (all, name: string) => values[name] ?? all) as T;
	}
	const entries = Object.entries(texts).map(([key, text]) => [key, filled(text, values)]);
	return Object.fromEntries(entries) as T;
}

/** The texts of all `sources` together; nested ones are merged, a later one wins. */
export function merged(...sources: Texts[]): Texts {
	const all: Texts = {};
	for (const source of sources) {
		for (const [key, text] of Object.entries(source)) {
			const known = all[key];
			all[key] = typeof text === 'object' && typeof known === 'object' ? merged(known, text) : text;
		}
	}
	return all;
}
