import { EVENT_FIELDS } from '../../core';
import { columns, entries, heading, help, HELP, paragraph } from './help';
import { ports } from './stream-help';
import type { Language } from './languages';

/** The help of the event node; the first paragraph is its tooltip. */
export function eventHelp(description: string, language: Language): string {
	const t = HELP[language];
	const e = t.event;
	return help('kingfisher-event', language, description, [
		heading(t.outputs),
		ports([
			[
				e.events,
				entries([
					{ name: 'payload', type: 'object', text: e.payload },
					{ name: 'topic', type: 'string', text: e.topic },
					{ name: 'kingfisher', type: 'object', text: e.kingfisher },
				]),
			],
			[
				e.rejected,
				entries([
					{ name: 'topic', type: 'string', text: e.rejectedTopic },
					{ name: 'payload', type: 'object', text: e.rejectedPayload },
				]),
			],
		]),
		heading(t.details),
		paragraph(e.address),
		paragraph(e.registers),
		paragraph(e.once),
		paragraph(e.answers),
		paragraph(e.protected),
		paragraph(t.rowColumns),
		columns(EVENT_FIELDS, language),
	]);
}
