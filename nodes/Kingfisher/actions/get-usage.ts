import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { catalogue, type Client } from '../../../core';
import { readOptions, settingsOf } from './read-options';

/** How many calls are left. Asks the API only when that is not known and the user lets it. */
export async function getUsage(
	this: IExecuteFunctions,
	client: Client,
	itemIndex: number,
	signal: AbortSignal,
): Promise<{ items: INodeExecutionData[]; hints: string[] }> {
	const mayAsk = this.getNodeParameter('ifUnknown', itemIndex, 'ask') === 'ask';
	if (client.usage().observedAt === null && mayAsk) {
		const settings = settingsOf(readOptions.call(this, itemIndex), signal);
		await client.ask(catalogue.liquidations, { asset: 'BTC' }, settings);
	}
	return { items: [{ json: { ...client.usage() }, pairedItem: { item: itemIndex } }], hints: [] };
}
