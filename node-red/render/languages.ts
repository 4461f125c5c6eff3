import wordingDe from '../shared/locales/wording.de.json';

export const LANGUAGES = ['en-US', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Texts by key, nested as deep as they like. */
export interface Texts {
	[key: string]: string | Texts;
}

const WORDING: Record<Language, Record<string, string> | undefined> = {
	'en-US': undefined,
	de: wordingDe,
};

/**
 * A text of the core in another language. Translations are keyed by the English text itself: when it
 * changes, its translation is missing and a test says so, where a key of another kind would go on
 * naming a translation of what no longer stands there.
 */
export function translated(english: string, language: Language): string {
	return WORDING[language]?.[english] ?? english;
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
