import type { INodeProperties } from 'n8n-workflow';
import { CHART_SIZES, CHART_THEMES, charts, type Chart, type Parameter } from '../../../core';
import { choiceOption } from '../../shared/choice-option';
import { inOrder, titleCase } from '../../shared/wording';
import { parameterField } from './parameter';

const CHARTS: [operation: string, chart: Chart][] = Object.entries(charts);

const showForChart = { show: { resource: ['chart'] } };

/** The resource *Chart*: an operation for each chart of the core. */
export const chartProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: showForChart,
		options: CHARTS.map(([value, { title, description }]) => ({
			name: titleCase(title),
			value,
			description: description.replace(/\.$/, ''),
			// GEX stays in capitals.
			action: `Draw ${title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}`,
		})).sort(inOrder('name')),
		default: 'liquidationMap',
	},
	...CHARTS.flatMap(([operation, { endpoint, parameters }]) =>
		parameters.map((name) =>
			parameterField(name, (endpoint.parameters as Record<string, Parameter>)[name] as Parameter, {
				displayOptions: { show: { ...showForChart.show, operation: [operation] } },
			}),
		),
	),
	{
		displayName: 'Theme',
		name: 'theme',
		type: 'options',
		options: CHART_THEMES.map(choiceOption),
		default: 'dark',
		description: 'Colours of the picture',
		displayOptions: showForChart,
	},
	{
		displayName: 'Size',
		name: 'size',
		type: 'options',
		options: CHART_SIZES.map(choiceOption),
		default: 'square',
		description: 'Size and form of the picture',
		displayOptions: showForChart,
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		hint: 'The name of the output binary field to put the file in',
		description: 'Field of the item that holds the picture, a PNG file',
		displayOptions: showForChart,
	},
];
