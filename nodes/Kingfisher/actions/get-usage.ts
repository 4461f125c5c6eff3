import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { findUsage, type Client } from '../../../core';
import { readOptions, settingsOf } from './read-options';

/** How many calls are left, for one input item. */
export async function getUsage(
	this: IExecuteFunctions,
	client: Client,
	itemIndex: number,
	signal: AbortSignal,
): Promise<{ items: INodeExecutionData[]; hints: string[] }> {
	const mayAsk = this.getNodeParameter('ifUnknown', itemIndex, 'ask') === 'ask';
	const settings = settingsOf(readOptions.call(this, itemIndex), signal);
	const usage = mayAsk ? await findUsage(client, settings) : client.usage();
	return { items: [{ json: { ...usage }, pairedItem: { item: itemIndex } }], hints: [] };
}
