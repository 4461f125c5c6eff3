import type { AnyEndpoint, Choice } from '../../core';
import sharedDe from '../shared/locales/de.json';
import sharedEn from '../shared/locales/en-US.json';
import accountDe from '../nodes/account/locales/de.json';
import accountEn from '../nodes/account/locales/en-US.json';
import endpointDe from '../nodes/endpoint/locales/de.json';
import endpointEn from '../nodes/endpoint/locales/en-US.json';
import webhooksDe from '../nodes/webhooks/locales/de.json';
import webhooksEn from '../nodes/webhooks/locales/en-US.json';
import { parameterProperties, settingsOf } from '../shared/properties';
import { filled, merged, translated, type Language, type Texts } from './languages';

/** The written texts, by language. What the core words itself is added below. */
export const SOURCES = {
	shared: { 'en-US': sharedEn, de: sharedDe },
	account: { 'en-US': accountEn, de: accountDe },
	endpoint: { 'en-US': endpointEn, de: endpointDe },
	webhooks: { 'en-US': webhooksEn, de: webhooksDe },
} satisfies Record<string, Record<Language, Texts>>;

/** What Node-RED's editor and runtime look up for the account node. */
export function accountCatalog(language: Language): Texts {
	return SOURCES.account[language];
}

export function endpointCatalog(endpoint: AnyEndpoint, language: Language): Texts {
	const noun = {
		one: translated(endpoint.rowNoun.one, language),
		many: translated(endpoint.rowNoun.many, language),
	};
	const node = {
		title: translated(endpoint.title, language),
		description: translated(endpoint.description, language),
	};
	const written = filled(SOURCES.endpoint[language], noun);
	const parameter = parameterTexts(endpoint, language);
	const derived = { node, noun, parameter, setting: settingTexts(true, language) };
	return merged(SOURCES.shared[language], written, derived);
}

/** The four operations share one node, and parameters of the same name one text. */
export function webhooksCatalog(
	operations: Record<string, AnyEndpoint>,
	language: Language,
): Texts {
	const all = Object.values(operations);
	const { one, many } = all[0]?.rowNoun ?? { one: '', many: '' };
	const noun = { one: translated(one, language), many: translated(many, language) };
	const parameter = merged(...all.map((operation) => parameterTexts(operation, language)));
	return merged(SOURCES.shared[language], SOURCES.webhooks[language], {
		noun,
		parameter,
		setting: settingTexts(false, language),
	});
}

function parameterTexts(endpoint: AnyEndpoint, language: Language): Texts {
	const texts = parameterProperties(endpoint).map(({ property, definition }) => [
		property,
		// The description of a parameter names its unit already.
		fieldTexts({ ...definition, unit: undefined }, language),
	]);
	return Object.fromEntries(texts) as Texts;
}

function settingTexts(keepsAnswers: boolean, language: Language): Texts {
	const texts = settingsOf({ keepsAnswers }).map(([name, field]) => [
		name,
		fieldTexts(field, language),
	]);
	return Object.fromEntries(texts) as Texts;
}

/** The texts of a field of the core. */
export interface Wording {
	title: string;
	description: string;
	placeholder?: string;
	unit?: string | undefined;
	choices?: readonly Choice[];
}

function fieldTexts(
	{ title, description, placeholder, unit, choices = [] }: Wording,
	language: Language,
): Texts {
	const choice = choices.map((one) => [choiceKey(one.value), translated(one.title, language)]);
	return {
		title: translated(title, language),
		description: translated(description, language),
		...(placeholder === undefined ? {} : { placeholder: translated(placeholder, language) }),
		...(unit === undefined ? {} : { unit: translated(unit, language) }),
		...(choice.length === 0 ? {} : { choice: Object.fromEntries(choice) as Texts }),
	};
}

/** A choice's value as part of a key, where a dot would separate. */
export function choiceKey(value: string): string {
	return value.replace(/\W/g, '_');
}
