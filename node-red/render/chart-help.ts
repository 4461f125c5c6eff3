import { chartFields, type Chart } from '../../core';
import { CHARTS } from '../nodes/chart/fields';
import { DATA_RULES } from '../nodes/signal/fields';
import { SOURCES } from './catalogs';
import { columns, entries, heading, help, HELP, list, paragraph } from './help';
import { escaped } from './html';
import { filled, translated, type Language } from './languages';

/** The help of the chart node; the first paragraph is its tooltip. */
export function chartHelp(description: string, language: Language): string {
	const t = HELP[language];
	const s = t.chart;
	const { data, dataTip } = SOURCES.chart[language];
	return help('kingfisher-chart', language, description, [
		heading(t.inputs),
		paragraph(s.dataRules),
		list(
			DATA_RULES.map(
				(rule) => `<b>${escaped(data[rule])}</b>${t.fullStop} ${escaped(dataTip[rule])}`,
			),
		),
		heading(t.outputs),
		entries([
			{ name: 'payload', type: 'buffer', text: s.payload },
			{ name: 'filename', type: 'string', text: s.filename },
			{ name: 'contentType', type: 'string', text: s.contentType },
			{ name: 'topic', type: 'string', text: t.topic },
			{ name: 'kingfisher', type: 'object', text: s.kingfisher },
		]),
		paragraph(t.restKept),
		heading(t.details),
		paragraph(s.time),
		paragraph(s.many),
		paragraph(t.errors),
		...CHARTS.flatMap((chart) => section(chart, language)),
	]);
}

function section(chart: Chart, language: Language): string[] {
	const s = HELP[language].chart;
	const node = `<i>${escaped(translated(chart.endpoint.title, language))}</i>`;
	return [
		heading(escaped(translated(chart.title, language))),
		paragraph(escaped(translated(chart.description, language))),
		paragraph(filled(s.draws, { node })),
		columns(chartFields(chart), language),
	];
}
