import {
	catalogue,
	SETTING_FIELDS,
	webhookOperations,
	type AnyEndpoint,
	type Fields,
} from '../../core';
import german from '../../node-red/shared/locales/wording.de.json';
import type { Wording } from '../../node-red/render/catalogs';
import { LANGUAGES } from '../../node-red/render/languages';
import { HELP } from '../../node-red/render/help';
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
	]);
}

describe('the German texts', () => {
	it('are there for everything the core words, and for nothing else', () => {
		expect(Object.keys(german).sort()).toEqual([...shownTexts()].sort());
	});

	it('are not empty, and end as the English ones do', () => {
		for (const [english, text] of Object.entries(german)) {
			expect(text).not.toBe('');
			expect([english, text.endsWith('.')]).toEqual([english, english.endsWith('.')]);
		}
	});

	it('of the help have the keys of the English ones', () => {
		for (const language of LANGUAGES) {
			expect(Object.keys(HELP[language])).toEqual(Object.keys(HELP['en-US']));
		}
	});

	it('stand in every German file in place of the English ones', () => {
		const sentences = Object.entries(german).filter(([english, text]) => english !== text);
		const long = sentences.filter(([english]) => english.length > 20);
		expect(long.length).toBeGreaterThan(50);
		for (const [path, text] of Object.entries(FILES)) {
			if (!path.startsWith('nodes/locales/de/')) continue;
			const left = long.filter(([english]) => text.includes(JSON.stringify(english).slice(1, -1)));
			expect([path, left.map(([english]) => english)]).toEqual([path, []]);
		}
	});
});
