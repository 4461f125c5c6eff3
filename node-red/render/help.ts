import { webhookOperations, type AnyEndpoint, type Fields } from '../../core';
import { OUTPUTS } from '../shared/messages';
import { defaultValue, parameterProperties, type ParameterProperty } from '../shared/properties';
import { escaped } from './html';
import { filled, inEveryLanguage, translated, type Language } from './languages';
import helpEn from './locales/help.en-US.json';

/** The written texts of the help; they may hold HTML. */
export const HELP = inEveryLanguage('render/locales/help.en-US.json', helpEn);

interface Entry {
	name: string;
	type: string;
	text: string;
}

const LINKS = {
	linkReadme: 'https://github.com/kingfisher-nodes/n8n-nodes-kingfisher/tree/main/node-red#readme',
	linkApi: 'https://docs.thekingfisher.io',
} as const;

/** The help of an endpoint's node, as the editor's sidebar shows it; the first paragraph is its tooltip. */
export function endpointHelp(endpoint: AnyEndpoint, language: Language): string {
	const t = HELP[language];
	const one = translated(endpoint.rowNoun.one, language);
	return help(`kingfisher-${endpoint.name}`, language, translated(endpoint.description, language), [
		...inputs(parameterProperties(endpoint), language),
		...outputs(t.payload, language),
		heading(t.details),
		paragraph(t.forms),
		list(OUTPUTS.map((output) => filled(t.form[output], { one }))),
		paragraph(t.rowColumns),
		columns(endpoint.rowFields, language),
		paragraph(t.summaryColumns),
		columns(endpoint.summaryFields, language),
		paragraph(endpoint.documented ? t.alsoOthers : t.guessed),
		paragraph(filled(t.calls, { seconds: String(endpoint.freshForSeconds) })),
		paragraph(t.errors),
	]);
}

export function webhooksHelp(
	parameters: ParameterProperty[],
	description: string,
	language: Language,
): string {
	const t = HELP[language];
	return help('kingfisher-webhooks', language, description, [
		...inputs(parameters, language),
		...outputs(t.payloadWebhooks, language),
		heading(t.details),
		paragraph(t.rowColumns),
		columns(webhookOperations.list.rowFields, language),
		paragraph(t.undocumented),
		paragraph(t.neverRepeated),
		paragraph(t.errors),
	]);
}

export function accountHelp(description: string, language: Language): string {
	const t = HELP[language];
	return help('kingfisher-account', language, description, [
		paragraph(t.accountUse),
		entries([
			{ name: 'apiKey', type: 'password', text: t.accountKey },
			{ name: 'environment', type: 'string', text: t.accountEnvironment },
			{ name: 'baseUrl', type: 'string', text: t.accountBaseUrl },
			{ name: 'streamUrl', type: 'string', text: t.accountStreamUrl },
		]),
		heading(t.details),
		paragraph(t.accountShared),
		paragraph(t.accountTest),
	]);
}

export function help(
	type: string,
	language: Language,
	description: string,
	sections: string[],
): string {
	const t = HELP[language];
	const links = Object.entries(LINKS).map(
		([key, url]) => `<a href="${url}" target="_blank">${t[key as keyof typeof LINKS]}</a>`,
	);
	return [
		`<script type="text/html" data-help-name="${type}">`,
		`<p>${escaped(description)}</p>`,
		...sections,
		heading(t.references),
		list(links),
		'</script>',
		'',
	].join('\n');
}

function inputs(parameters: ParameterProperty[], language: Language): string[] {
	const t = HELP[language];
	const all = parameters.map(({ property, definition }) => ({
		name: property,
		type: TYPES[definition.kind],
		text: parameterText(definition, language),
	}));
	return [heading(t.inputs), paragraph(t.anyMessage), entries(all)];
}

const TYPES = {
	asset: 'string',
	choice: 'string',
	text: 'string',
	flag: 'boolean',
	number: 'number',
	list: 'array | string',
} as const;

function parameterText(definition: ParameterProperty['definition'], language: Language): string {
	const t = HELP[language];
	const { kind, description, choices, open, required } = definition;
	const values = (choices ?? []).map((one) => `<code>${escaped(one.value)}</code>`).join(', ');
	const choice = kind === 'list' ? t.someOf : open ? t.suggested : t.oneOf;
	return [
		sentence(description, language),
		...(values === '' ? [] : [filled(choice, { values })]),
		...(definition.default === undefined
			? required
				? []
				: [t.leftOut]
			: [filled(t.default, { value: `<code>${escaped(defaultValue(definition))}</code>` })]),
	].join(' ');
}

/** A text of the core, with the full stop of the language. */
export function sentence(english: string, language: Language): string {
	const text = escaped(translated(english, language));
	return text.replace(/[.。]?$/, HELP[language].fullStop);
}

function outputs(payload: string, language: Language): string[] {
	const t = HELP[language];
	return [
		heading(t.outputs),
		entries([
			{ name: 'payload', type: 'array | object', text: payload },
			{ name: 'topic', type: 'string', text: t.topic },
			{ name: 'kingfisher', type: 'object', text: t.kingfisher },
		]),
		paragraph(t.restKept),
	];
}

export function columns(fields: Fields, language: Language): string {
	return entries(
		Object.entries(fields).map(([name, { type, description, unit }]) => ({
			name,
			type: unit === undefined ? type : translated(unit, language),
			text: escaped(translated(description, language)),
		})),
	);
}

export function heading(text: string): string {
	return `<h3>${text}</h3>`;
}

export function paragraph(html: string): string {
	return `<p>${html}</p>`;
}

export function list(items: readonly string[]): string {
	return ['<ul>', ...items.map((item) => `<li>${item}</li>`), '</ul>'].join('\n');
}

export function entries(all: Entry[]): string {
	const lines = all.map(
		({ name, type, text }) =>
			`<dt>${escaped(name)} <span class="property-type">${escaped(type)}</span></dt>\n<dd>${text}</dd>`,
	);
	return ['<dl class="message-properties">', ...lines, '</dl>'].join('\n');
}
