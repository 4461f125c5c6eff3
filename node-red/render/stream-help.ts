import { DELIVERIES, streamed } from '../../core';
import { LISTS } from '../nodes/stream/fields';
import { OUTPUTS } from '../shared/messages';
import { entries, heading, help, HELP, list, paragraph, sentence } from './help';
import { escaped } from './html';
import { filled, translated, type Language } from './languages';

/** The help of the stream's node; the first paragraph is its tooltip. */
export function streamHelp(description: string, language: Language): string {
	const t = HELP[language];
	const s = t.stream;
	return help('kingfisher-stream', language, description, [
		paragraph(s.listens),
		heading(t.inputs),
		paragraph(s.commands),
		entries([
			{ name: 'payload.action', type: 'string', text: s.action },
			{
				name: 'payload.channels',
				type: 'array | string',
				text: withValues(s.channels, 'channels'),
			},
			{ name: 'payload.assets', type: 'array | string', text: s.assets },
			{
				name: 'payload.exchanges',
				type: 'array | string',
				text: withValues(s.exchanges, 'exchanges'),
			},
		]),
		heading(t.outputs),
		ports([
			[s.data, dataEntries(language)],
			[s.connection, connectionEntries(language)],
		]),
		heading(t.details),
		paragraph(s.deliveries),
		list(deliveries(language)),
		paragraph(s.forms),
		list(OUTPUTS.map((output) => s.form[output])),
		paragraph(filled(s.columns, { nodes: nodes(language) })),
		paragraph(s.outage),
		paragraph(s.refused),
		paragraph(s.shared),
	]);
}

function dataEntries(language: Language): string {
	const s = HELP[language].stream;
	return entries([
		{ name: 'payload', type: 'array | object', text: s.payload },
		{ name: 'topic', type: 'string', text: s.topic },
		{ name: 'kingfisher', type: 'object', text: s.kingfisher },
	]);
}

function connectionEntries(language: Language): string {
	const s = HELP[language].stream;
	return entries([
		{ name: 'topic', type: 'string', text: s.eventTopic },
		{ name: 'payload', type: 'object', text: s.eventPayload },
	]);
}

function deliveries(language: Language): string[] {
	return DELIVERIES.map(({ title, description = '' }) => {
		const name = escaped(translated(title, language));
		return `<b>${name}</b>: ${sentence(description, language)}`;
	});
}

function nodes(language: Language): string {
	const titles = streamed.map(({ title }) => `<i>${escaped(translated(title, language))}</i>`);
	return titles.join(', ');
}

function withValues(text: string, name: keyof typeof LISTS): string {
	const values = LISTS[name].map(({ value }) => `<code>${escaped(value)}</code>`).join(', ');
	return filled(text, { values });
}

/** What comes out where, as the editor numbers it. */
export function ports(outputs: [title: string, content: string][]): string {
	const items = outputs.map(([title, content]) => `<li>${title}\n${content}\n</li>`);
	return ['<ol class="node-ports">', ...items, '</ol>'].join('\n');
}
