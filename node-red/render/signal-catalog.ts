import { TEXT_FORMATS, type AnySignal, type Choice } from '../../core';
import { ASSET } from '../nodes/signal/asset';
import { settingsOf, SIGNALS } from '../nodes/signal/fields';
import { choiceTexts, fieldTexts, settingTexts, SOURCES } from './catalogs';
import { merged, translated, type Language, type Texts } from './languages';

/** What Node-RED's editor and runtime look up for the signal node. */
export function signalCatalog(language: Language): Texts {
	const written = SOURCES.signal[language];
	const asset = fieldTexts({ ...ASSET.definition, description: '' }, language);
	return merged(SOURCES.shared[language], written, {
		parameter: { asset: { ...asset, description: written.tip.assets } },
		signal: bySignal(({ title }) => translated(title, language)),
		signalTip: bySignal(({ description }) => translated(description, language)),
		settings: bySignal((signal) => settingsTexts(signal, language)),
		state: bySignal(({ states }) => stateTexts(states, language)),
		format: choiceTexts(TEXT_FORMATS, language),
		setting: settingTexts(true, language),
	});
}

function bySignal(texts: (signal: AnySignal) => string | Texts): Texts {
	return Object.fromEntries(SIGNALS.map((signal) => [signal.name, texts(signal)]));
}

function settingsTexts(signal: AnySignal, language: Language): Texts {
	const texts = settingsOf(signal).map(([name, field]) => [name, fieldTexts(field, language)]);
	return Object.fromEntries(texts) as Texts;
}

function stateTexts(states: readonly Choice[], language: Language): Texts {
	const texts = states.map(({ value, title }) => [value, translated(title, language)]);
	return Object.fromEntries(texts) as Texts;
}
