import { CHART_SIZES, CHART_THEMES, TEXT_FORMATS, type Chart } from '../../core';
import { CHARTS, PARAMETERS } from '../nodes/chart/fields';
import { choiceTexts, fieldTexts, settingTexts, SOURCES } from './catalogs';
import { merged, translated, type Language, type Texts } from './languages';

/** What Node-RED's editor and runtime look up for the chart node. */
export function chartCatalog(language: Language): Texts {
	const parameters = PARAMETERS.map(({ property, definition }) => [
		property,
		fieldTexts({ ...definition, unit: undefined }, language),
	]);
	return merged(SOURCES.shared[language], SOURCES.chart[language], {
		parameter: Object.fromEntries(parameters) as Texts,
		operation: byChart(({ title }) => translated(title, language)),
		chartTip: byChart(({ description }) => translated(description, language)),
		theme: choiceTexts(CHART_THEMES, language),
		size: choiceTexts(CHART_SIZES, language),
		format: choiceTexts(TEXT_FORMATS, language),
		setting: settingTexts(true, language),
	});
}

function byChart(texts: (chart: Chart) => string): Texts {
	return Object.fromEntries(CHARTS.map((chart) => [chart.name, texts(chart)]));
}
