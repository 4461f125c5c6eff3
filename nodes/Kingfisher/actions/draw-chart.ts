import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import {
	charts,
	drawChart,
	escapeText,
	looksFrom,
	textFormatFrom,
	type Chart,
	type Client,
} from '../../../core';
import { nodeError } from '../../shared/node-error';
import { toItems } from './output';
import { readOptions, settingsOf } from './read-options';

/** One of the charts, for one input item: an item with the picture as a file. */
export async function drawCharts(
	this: IExecuteFunctions,
	client: Client,
	operation: string,
	itemIndex: number,
	signal: AbortSignal,
): Promise<{ items: INodeExecutionData[]; hints: string[] }> {
	const chart = Object.entries<Chart>(charts).find(([name]) => name === operation)?.[1];
	if (!chart) throw nodeError(this.getNode(), `"${operation}" is not a chart`, itemIndex);
	const options = readOptions.call(this, itemIndex);
	const parameters = chart.parameters.map((name) => [
		name,
		this.getNodeParameter(name, itemIndex, undefined, { extractValue: name === 'asset' }),
	]);
	const asked = Object.fromEntries(parameters) as Record<string, unknown>;
	const answer = await client.ask(chart.endpoint, asked, settingsOf(options, signal));
	const theme = this.getNodeParameter('theme', itemIndex, '');
	const size = this.getNodeParameter('size', itemIndex, '');
	const picture = await drawChart(chart, answer, looksFrom(theme, size));
	const { png, fileName, mediaType, text, row } = picture;
	const file = await this.helpers.prepareBinaryData(Buffer.from(png), fileName, mediaType);
	const field = this.getNodeParameter('binaryPropertyName', itemIndex, 'data') as string;
	const record = { ...row, text: escapeText(text, textFormatFrom(options.textFormat)) };
	const items = toItems([record], answer, options, itemIndex);
	return {
		items: items.map((item) => ({ ...item, binary: { [field || 'data']: file } })),
		hints: answer.hints(),
	};
}
