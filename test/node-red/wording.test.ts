import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import {
	catalogue,
	CHANNELS,
	CHART_SIZES,
	CHART_THEMES,
	chartFields,
	charts,
	CONFIRMATIONS,
	DELIVERIES,
	DELIVERY_FIELDS,
	EVENT_FIELDS,
	PER_SECOND_FIELD,
	SETTING_FIELDS,
	signals,
	STREAM_FIELDS,
	THRESHOLD_FIELDS,
	TOLERANCE_FIELD,
	VERIFICATIONS,
	WEBHOOK_EVENTS,
	TEXT_FORMATS,
	webhookOperations,
	type AnyEndpoint,
	type AnySignal,
	type Chart,
	type Fields,
} from '../../core';
import type { Wording } from '../../node-red/render/catalogs';
import { LANGUAGES, WORDING, written, type Texts } from '../../node-red/render/languages';
import { FILES } from './support/rendered';

/** The texts of a field that a user of Node-RED gets to see. */
function fieldTexts({ title, description, placeholder, unit, choices = [] }: Wording): string[] {
	// The name of an asset or a period is the same everywhere.
	const named = choices.filter((choice) => choice.title !== choice.value);
	const optional = [placeholder, unit].filter((text) => text !== undefined);
	return [title, description, ...optional, ...named.map((choice) => choice.title)];
}

/** Units of parameters are not shown: their descriptions name them. */
function parameterTexts(endpoint: AnyEndpoint): string[] {
	const parameters = Object.values(endpoint.parameters as Record<string, Wording>);
	return parameters.flatMap((one) => fieldTexts({ ...one, unit: undefined }));
}

function columnTexts(fields: Fields): string[] {
	const columns = Object.values(fields);
	return columns.flatMap(({ description, unit }) =>
		unit === undefined ? [description] : [description, unit],
	);
}

function signalTexts({ title, description, settings, states, figures }: AnySignal): string[] {
	return [
		...[title, description],
		...Object.values(settings as Record<string, Wording>).flatMap(fieldTexts),
		...states.flatMap((state) => [state.title, state.description ?? '']),
		...columnTexts(figures),
	];
}

function chartTexts(chart: Chart): string[] {
	return [chart.title, chart.description, ...columnTexts(chartFields(chart))];
}

/** Everything the core words that this package shows. */
function shownTexts(): Set<string> {
	const data = Object.values<AnyEndpoint>(catalogue);
	const all = [...data, ...Object.values<AnyEndpoint>(webhookOperations)];
	return new Set([
		...all.flatMap((one) => [...Object.values(one.rowNoun), ...parameterTexts(one)]),
		...data.flatMap(({ title, description }) => [title, description]),
		...data.flatMap((one) => [one.rowFields, one.summaryFields].flatMap(columnTexts)),
		...columnTexts(webhookOperations.list.rowFields),
		...Object.values<Wording>(SETTING_FIELDS).flatMap(fieldTexts),
		...[...CHANNELS, ...DELIVERIES].flatMap(({ title, description = '' }) => [title, description]),
		...Object.values<Wording>({ ...DELIVERY_FIELDS, ...STREAM_FIELDS }).flatMap(fieldTexts),
		...fieldTexts(PER_SECOND_FIELD),
		...Object.values<Chart>(charts).flatMap(chartTexts),
		...[...CHART_THEMES, ...CHART_SIZES].map(({ title }) => title),
		...eventAndSignalTexts(),
	]);
}

/** What the core words for the nodes of events and signals. */
function eventAndSignalTexts(): string[] {
	return [
		...Object.values<Wording>({ ...THRESHOLD_FIELDS, tolerance: TOLERANCE_FIELD }).flatMap(
			fieldTexts,
		),
		...[...WEBHOOK_EVENTS, ...VERIFICATIONS, ...CONFIRMATIONS].flatMap(({ title, description }) => [
			title,
			description ?? '',
		]),
		...columnTexts(EVENT_FIELDS),
		...Object.values<AnySignal>(signals).flatMap(signalTexts),
		...TEXT_FORMATS.map(({ title }) => title),
	];
}

const NODE_RED = resolve(__dirname, '../../node-red');

/** The files with the written English texts, by their path in `node-red/`. */
const ENGLISH_FILES = ['shared', 'nodes', 'render'].flatMap((folder) =>
	readdirSync(resolve(NODE_RED, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => /locales[\\/].*en-US\.json$/.test(file))
		.map((file) => `${folder}/${file}`),
);

/** `[key, text]` at every depth. */
function leaves(texts: Texts, above = ''): [key: string, text: string][] {
	return Object.entries(texts).flatMap(([key, text]) =>
		typeof text === 'string' ? [[above + key, text]] : leaves(text, `${above}${key}.`),
	);
}

/** Every English text with its translation, from every file. */
function pairs(language: (typeof LANGUAGES)[number]): [english: string, text: string][] {
	const files = ENGLISH_FILES.flatMap((file) => {
		const texts = new Map(leaves(written(file, language)));
		const english = leaves(written(file, 'en-US'));
		return english.map(([key, text]): [string, string] => [text, texts.get(key) ?? '']);
	});
	return [...files, ...Object.entries(WORDING[language])];
}

/** What a translation has to keep: placeholders, HTML, variables and what is code. */
function kept(text: string): string[] {
	const found = text.match(/__\w+?__|<code>.*?<\/code>|<\/?\w+>|\$\{\w+\}/g) ?? [];
	return [...new Set(found)].sort();
}

const TRANSLATED = LANGUAGES.filter((language) => language !== 'en-US');

describe.each(TRANSLATED)('the texts in %s', (language) => {
	it('are there for everything the core words, and for nothing else', () => {
		const there = Object.keys(WORDING[language]);
		const shown = shownTexts();
		expect({
			missing: [...shown].filter((text) => !there.includes(text)),
			needless: there.filter((text) => !shown.has(text)),
		}).toEqual({ missing: [], needless: [] });
	});

	it.each(ENGLISH_FILES)('have every key of %s, and no other', (file) => {
		const keys = (texts: Texts) => leaves(texts).map(([key]) => key);
		const english = keys(written(file, 'en-US'));
		const there = keys(written(file, language));
		expect({
			missing: english.filter((key) => !there.includes(key)),
			needless: there.filter((key) => !english.includes(key)),
		}).toEqual({ missing: [], needless: [] });
	});

	it('are not empty, and end as the English ones do', () => {
		for (const [english, text] of pairs(language)) {
			expect([english, text]).not.toEqual([english, '']);
			expect([english, /[.。]$/.test(text)]).toEqual([english, english.endsWith('.')]);
		}
	});

	it('keep placeholders, HTML and code as they are', () => {
		for (const [english, text] of pairs(language)) {
			expect([english, kept(text)]).toEqual([english, kept(english)]);
		}
	});

	it('are translated', () => {
		const same = pairs(language).filter(([english, text]) => english === text);
		// Names are the same everywhere; whole sentences are not.
		const wordsOf = (text: string) => text.replace(/__\w+?__/g, '');
		expect(same.filter(([english]) => wordsOf(english).length > 20)).toEqual([]);
	});

	it('stand in every file in place of the English ones', () => {
		const sentences = Object.entries(WORDING[language]).filter(
			([english, text]) => english !== text && english.length > 20,
		);
		expect(sentences.length).toBeGreaterThan(50);
		for (const [path, text] of Object.entries(FILES)) {
			if (!path.startsWith(`nodes/locales/${language}/`)) continue;
			const left = sentences.filter(([english]) =>
				text.includes(JSON.stringify(english).slice(1, -1)),
			);
			expect([path, left.map(([english]) => english)]).toEqual([path, []]);
		}
	});

	it('end their sentences in every file as the language does', () => {
		const amiss = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}）](<\/\w+>)*\.(?!\w).*/u;
		for (const [path, text] of Object.entries(FILES)) {
			if (!path.startsWith(`nodes/locales/${language}/`)) continue;
			expect([path, amiss.exec(text)?.[0]]).toEqual([path, undefined]);
		}
	});
});
