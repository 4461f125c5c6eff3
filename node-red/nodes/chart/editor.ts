import { CHART_SIZES, CHART_THEMES, TEXT_FORMATS } from '../../../core';
import { browserSource } from '../../render/browser-source';
import { COLOR, fieldsOf, foundBy, page, settingDefaults } from '../../render/editor';
import {
	accountRow,
	advanced,
	nameRow,
	parameterRow,
	selectRow,
	STYLE,
	tip,
} from '../../render/form';
import { indented, literal } from '../../render/html';
import { chartWords } from '../../render/search-words';
import type { Field } from '../../shared/editor/fields';
import { defaultValue, typesOf } from '../../shared/properties';
import { DATA_RULES } from '../signal/fields';
import { CHARTS, DEFAULT_CHART, PARAMETERS } from './fields';

const NAMES = CHARTS.map(({ name }) => name);

const FORM = [
	STYLE,
	nameRow(),
	selectRow('operation', 'fa-bar-chart', NAMES, [
		'<div class="kingfisher-tip" id="kingfisher-chart-tip"></div>',
	]),
	selectRow(
		'data',
		'fa-download',
		DATA_RULES,
		['<div class="kingfisher-tip" id="kingfisher-data-tip"></div>'],
		{ id: 'kingfisher-row-data' },
	),
	accountRow('kingfisher-row-account'),
	...PARAMETERS.map(parameterRow),
	selectRow('theme', 'fa-adjust', valuesOf(CHART_THEMES)),
	selectRow('size', 'fa-arrows-alt', valuesOf(CHART_SIZES)),
	selectRow('format', 'fa-commenting-o', valuesOf(TEXT_FORMATS), [tip('tip.format')]),
	// Every endpoint has a freshness of its own.
	advanced({ freshForSeconds: '' }, { keepsAnswers: true }),
];

function valuesOf(choices: readonly { value: string }[]): string[] {
	return choices.map(({ value }) => value);
}

/** What the dialog's script is told of the parameters, each with the charts that ask with it. */
function fields(): Field[] {
	const of = (name: string) =>
		CHARTS.filter(({ parameters }) => parameters.includes(name)).map((chart) => chart.name);
	return fieldsOf([...PARAMETERS]).map((field) => ({ ...field, operations: of(field.property) }));
}

/** The editor's side of the chart node. */
export function chartEditor(): string {
	const parameters = PARAMETERS.flatMap(({ property, typeProperty, definition }, index) => [
		`${property}: { value: ${literal(defaultValue(definition))}, validate: function (value, options) { return checkAsked(this, fields[${index}], value); } },`,
		`${typeProperty}: { value: ${literal(typesOf(definition)[0])} },`,
	]);
	const defaults = [...parameters, ...settingDefaults({ keepsAnswers: true })].join('\n');
	return page(
		'kingfisher-chart',
		FORM,
		`
${browserSource('shared/editor/fields.ts')}

${browserSource('shared/editor/palette.ts')}

${browserSource('nodes/chart/dialog.ts')}

const fields = ${literal(fields())};
const charts = ${literal(NAMES)};

RED.nodes.registerType('kingfisher-chart', {
	category: 'Kingfisher',
	color: '${COLOR}',
	defaults: {
		name: { value: '' },
		account: { value: '', type: 'kingfisher-account', validate: function (value, options) { return checkChartAccount(this, value); } },
		operation: { value: '${DEFAULT_CHART}', validate: function (value, options) { return checkChart(this, charts, value); } },
		data: { value: 'auto' },
		${indented(defaults, 2)}
		theme: { value: ${literal(CHART_THEMES[0].value)} },
		size: { value: ${literal(CHART_SIZES[0].value)} },
		format: { value: 'plain' },
		version: { value: 1 },
	},
	inputs: 1,
	outputs: 1,
	icon: 'kingfisher-chart.svg',
	paletteLabel: function () {
		return this._('node.title');
	},
	${foundBy('kingfisher-chart', chartWords())}
	label: function () {
		return this.name || describeChart(this, charts);
	},
	labelStyle: function () {
		return this.name ? 'node_label_italic' : '';
	},
	inputLabels: function () {
		return translate(this, 'inputLabel.' + (this.data || 'auto'));
	},
	outputLabels: function () {
		return translate(this, 'outputLabel.picture');
	},
	oneditprepare: function () {
		prepareFields(this, fields);
		prepareChart(this, fields);
	},
});
`,
	);
}
