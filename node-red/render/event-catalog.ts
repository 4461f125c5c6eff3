import { EVENTS, NUMBER_FIELDS, SELECTS } from '../nodes/event/fields';
import { choiceTexts, fieldTexts, noteTexts, SOURCES } from './catalogs';
import { merged, type Language, type Texts } from './languages';

/** What Node-RED's editor and runtime look up for the event node. */
export function eventCatalog(language: Language): Texts {
	const numbers = Object.entries(NUMBER_FIELDS).map(([name, field]) => [
		name,
		fieldTexts(field, language),
	]);
	return merged(SOURCES.shared[language], SOURCES.event[language], {
		parameter: {
			events: { choice: choiceTexts(EVENTS, language), note: noteTexts(EVENTS, language) },
		},
		setting: Object.fromEntries(numbers) as Texts,
		verification: choiceTexts(SELECTS.verification, language),
		verificationTip: noteTexts(SELECTS.verification, language),
		confirm: choiceTexts(SELECTS.confirm, language),
		confirmTip: noteTexts(SELECTS.confirm, language),
	});
}
