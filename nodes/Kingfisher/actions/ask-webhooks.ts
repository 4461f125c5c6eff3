import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { AnyEndpoint, Client } from '../../../core';
import { WEBHOOK_OPERATIONS, type WebhookOperation } from '../descriptions/webhook';
import { rawRecord, toItems } from './output';
import { readParameters } from './read-parameters';
import { readOptions, settingsOf } from './read-options';

/** One of the operations on webhook registrations, for one input item. */
export async function askWebhooks(
	this: IExecuteFunctions,
	client: Client,
	operation: WebhookOperation,
	itemIndex: number,
	signal: AbortSignal,
): Promise<{ items: INodeExecutionData[]; hints: string[] }> {
	const endpoint: AnyEndpoint = WEBHOOK_OPERATIONS[operation].endpoint;
	const options = readOptions.call(this, itemIndex);
	const parameters = readParameters.call(this, endpoint, itemIndex);
	const answer = await client.ask(endpoint, parameters, settingsOf(options, signal));
	const records = options.raw ? [rawRecord(answer.raw)] : answer.rows();
	return { items: toItems(records, answer, options, itemIndex), hints: answer.hints() };
}
