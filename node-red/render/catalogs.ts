import { DELIVERIES, type AnyEndpoint, type Choice } from '../../core';
import sharedEn from '../shared/locales/en-US.json';
import accountEn from '../nodes/account/locales/en-US.json';
import chartEn from '../nodes/chart/locales/en-US.json';
import endpointEn from '../nodes/endpoint/locales/en-US.json';
import eventEn from '../nodes/event/locales/en-US.json';
import signalEn from '../nodes/signal/locales/en-US.json';
import streamEn from '../nodes/stream/locales/en-US.json';
import webhooksEn from '../nodes/webhooks/locales/en-US.json';
import { ADVANCED_FIELDS, LISTS, PACE_FIELDS } from '../nodes/stream/fields';
import { parameterProperties, settingsOf } from '../shared/properties';
import {
	filled,
	inEveryLanguage,
	merged,
	translated,
	type Language,
	type Texts,
} from './languages';

/** The written texts, by language. What the core words itself is added below. */
export const SOURCES = {
	shared: inEveryLanguage('shared/locales/en-US.json', sharedEn),
	account: inEveryLanguage('nodes/account/locales/en-US.json', accountEn),
	chart: inEveryLanguage('nodes/chart/locales/en-US.json', chartEn),
	endpoint: inEveryLanguage('nodes/endpoint/locales/en-US.json', endpointEn),
	event: inEveryLanguage('nodes/event/locales/en-US.json', eventEn),
	signal: inEveryLanguage('nodes/signal/locales/en-US.json', signalEn),
	stream: inEveryLanguage('nodes/stream/locales/en-US.json', streamEn),
	webhooks: inEveryLanguage('nodes/webhooks/locales/en-US.json', webhooksEn),
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

export function streamCatalog(language: Language): Texts {
	const choices = Object.entries(LISTS).map(([name, list]) => [
		name,
		{ choice: choiceTexts(list, language), note: noteTexts(list, language) },
	]);
	const fields = Object.entries({ ...PACE_FIELDS, ...ADVANCED_FIELDS });
	return merged(SOURCES.shared[language], SOURCES.stream[language], {
		parameter: Object.fromEntries(choices) as Texts,
		setting: Object.fromEntries(fields.map(([name, field]) => [name, fieldTexts(field, language)])),
		delivery: choiceTexts(DELIVERIES, language),
		deliveryTip: noteTexts(DELIVERIES, language),
	});
}

export function parameterTexts(endpoint: AnyEndpoint, language: Language): Texts {
	const texts = parameterProperties(endpoint).map(({ property, definition }) => [
		property,
		// The description of a parameter names its unit already.
		fieldTexts({ ...definition, unit: undefined }, language),
	]);
	return Object.fromEntries(texts) as Texts;
}

export function settingTexts(keepsAnswers: boolean, language: Language): Texts {
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

export function fieldTexts(
	{ title, description, placeholder, unit, choices = [] }: Wording,
	language: Language,
): Texts {
	return {
		title: translated(title, language),
		description: translated(description, language),
		...(placeholder === undefined ? {} : { placeholder: translated(placeholder, language) }),
		...(unit === undefined ? {} : { unit: translated(unit, language) }),
		...(choices.length === 0 ? {} : { choice: choiceTexts(choices, language) }),
	};
}

export function choiceTexts(choices: readonly Choice[], language: Language): Texts {
	const texts = choices.map((one) => [choiceKey(one.value), translated(one.title, language)]);
	return Object.fromEntries(texts) as Texts;
}

/** What there is to say about the choices. */
export function noteTexts(choices: readonly Choice[], language: Language): Texts {
	const texts = choices.flatMap(({ value, description }) =>
		description === undefined ? [] : [[choiceKey(value), translated(description, language)]],
	);
	return Object.fromEntries(texts) as Texts;
}

/** A choice's value as part of a key, where a dot would separate. */
export function choiceKey(value: string): string {
	return value.replace(/\W/g, '_');
}
