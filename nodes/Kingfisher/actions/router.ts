import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { catalogue, inBatches, type AnyEndpoint, type Client } from '../../../core';
import type { WebhookOperation } from '../descriptions/webhook';
import { clock, createClient } from '../../shared/client';
import { CREDENTIAL } from '../../shared/helper-transport';
import { errorJson, nodeError } from '../../shared/node-error';
import { askData } from './ask-data';
import { askWebhooks } from './ask-webhooks';
import { drawCharts } from './draw-chart';
import { evaluateSignals } from './evaluate-signal';
import { getUsage } from './get-usage';
import { batchingOf, readOptions } from './read-options';

/** Runs the chosen operation for every input item, several at a time, in the order of the items. */
export async function executeItems(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const inputs = this.getInputData();
	if (inputs.length === 0) return [];
	if (this.getNodeParameter('resource', 0) === 'signal') return await runSignals.call(this);
	const client = await openClient.call(this).catch((error: unknown) => {
		throw nodeError(this.getNode(), error, 0);
	});
	const hints = new Set<string>();
	const perItem = await inBatches(
		inputs,
		batchingOf(readOptions.call(this, 0)),
		clock,
		this.getExecutionCancelSignal(),
		async (_, itemIndex, signal) => {
			try {
				const answer = await runItem.call(this, client, itemIndex, signal);
				answer.hints.forEach((hint) => hints.add(hint));
				return answer.items;
			} catch (caught) {
				const error = nodeError(this.getNode(), caught, itemIndex);
				if (!this.continueOnFail()) throw error;
				return [{ json: errorJson(caught, error), pairedItem: { item: itemIndex } }];
			}
		},
	);
	for (const message of hints) this.addExecutionHints({ message, location: 'outputPane' });
	return perItem.flat();
}

/** Signals share a memory, so that their items are evaluated one after the other. */
async function runSignals(this: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const cancel = this.getExecutionCancelSignal() ?? new AbortController().signal;
	const { items, hints } = await evaluateSignals.call(this, openClient.bind(this), cancel);
	for (const message of new Set(hints)) {
		this.addExecutionHints({ message, location: 'outputPane' });
	}
	return items;
}

async function openClient(this: IExecuteFunctions): Promise<Client> {
	return createClient(this, await this.getCredentials(CREDENTIAL));
}

async function runItem(
	this: IExecuteFunctions,
	client: Client,
	itemIndex: number,
	signal: AbortSignal,
): Promise<{ items: INodeExecutionData[]; hints: string[] }> {
	const resource = this.getNodeParameter('resource', itemIndex) as string;
	const operation = this.getNodeParameter('operation', itemIndex) as string;
	if (resource === 'account') return await getUsage.call(this, client, itemIndex, signal);
	if (resource === 'chart') {
		return await drawCharts.call(this, client, operation, itemIndex, signal);
	}
	if (resource === 'webhook') {
		return await askWebhooks.call(this, client, operation as WebhookOperation, itemIndex, signal);
	}
	const endpoint: AnyEndpoint | undefined = Object.values(catalogue).find(
		(one) => one.resource === resource,
	);
	if (!endpoint) throw nodeError(this.getNode(), `"${resource}" is not a resource`, itemIndex);
	return await askData.call(this, client, endpoint, operation, itemIndex, signal);
}
