import type { AnySignal } from '../../core';
import { DATA_RULES, SIGNALS } from '../nodes/signal/fields';
import { SOURCES } from './catalogs';
import { columns, entries, heading, help, HELP, list, paragraph } from './help';
import { escaped } from './html';
import { filled, translated, type Language } from './languages';
import { ports } from './stream-help';

/** The help of the signal node; the first paragraph is its tooltip. */
export function signalHelp(description: string, language: Language): string {
	const t = HELP[language];
	const s = t.signal;
	const { data, dataTip, outputLabel } = SOURCES.signal[language];
	return help('kingfisher-signal', language, description, [
		heading(t.inputs),
		paragraph(s.dataRules),
		list(
			DATA_RULES.map(
				(rule) => `<b>${escaped(data[rule])}</b>${t.fullStop} ${escaped(dataTip[rule])}`,
			),
		),
		entries([
			{ name: 'payload', type: 'array | object', text: s.data },
			{ name: 'reset', type: 'boolean', text: s.reset },
		]),
		heading(t.outputs),
		ports([
			[outputLabel.fired, paragraph(s.fired)],
			[outputLabel.all, paragraph(s.all)],
		]),
		entries([
			{ name: 'payload', type: 'object', text: s.payload },
			{ name: 'topic', type: 'string', text: s.topic },
			{ name: 'kingfisher', type: 'object', text: s.kingfisher },
		]),
		paragraph(t.restKept),
		heading(t.details),
		paragraph(s.edges),
		paragraph(s.memory),
		paragraph(s.prices),
		paragraph(s.settings),
		paragraph(t.errors),
		...SIGNALS.flatMap((signal) => section(signal, language)),
	]);
}

function section(signal: AnySignal, language: Language): string[] {
	const s = HELP[language].signal;
	const nodes = signal.reads.map(({ title }) => `<i>${escaped(translated(title, language))}</i>`);
	const states = signal.states.map(({ value, description = '' }) => {
		const text = escaped(translated(description, language));
		return `<code>${escaped(value)}</code>: ${text}`;
	});
	return [
		heading(escaped(translated(signal.title, language))),
		paragraph(escaped(translated(signal.description, language))),
		...(nodes.length === 0 ? [] : [paragraph(filled(s.reads, { nodes: nodes.join(', ') }))]),
		paragraph(s.states),
		list(states),
		paragraph(s.figures),
		columns(signal.figures, language),
	];
}
