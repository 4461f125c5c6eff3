import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { sortRows, type AnyEndpoint, type Client, type SortDirection } from '../../../core';
import { rawRecord, toItems } from './output';
import { readParameters } from './read-parameters';
import { readOptions, settingsOf } from './read-options';

/** Get and Get Many of an endpoint that answers with data, for one input item. */
export async function askData(
	this: IExecuteFunctions,
	client: Client,
	endpoint: AnyEndpoint,
	operation: string,
	itemIndex: number,
	signal: AbortSignal,
): Promise<{ items: INodeExecutionData[]; hints: string[] }> {
	const options = readOptions.call(this, itemIndex);
	const parameters = readParameters.call(this, endpoint, itemIndex);
	const answer = await client.ask(endpoint, parameters, settingsOf(options, signal));
	const hints = answer.hints();
	if (options.raw) {
		return { items: toItems([rawRecord(answer.raw)], answer, options, itemIndex), hints };
	}
	const simplify = this.getNodeParameter('simplify', itemIndex, true) as boolean;
	if (operation === 'get') {
		const record = { ...answer.summary({ simplify }), text: answer.text() };
		return { items: toItems([record], answer, options, itemIndex), hints };
	}
	const sortBy = this.getNodeParameter('sortBy', itemIndex, '') as string;
	const direction = this.getNodeParameter(
		'sortDirection',
		itemIndex,
		'descending',
	) as SortDirection;
	const rows = answer.rows({ simplify });
	const sorted = sortBy === '' ? rows : sortRows(rows, sortBy, direction);
	const all = this.getNodeParameter('returnAll', itemIndex, false) as boolean;
	const limit = all ? sorted.length : (this.getNodeParameter('limit', itemIndex, 50) as number);
	return { items: toItems(sorted.slice(0, limit), answer, options, itemIndex), hints };
}
