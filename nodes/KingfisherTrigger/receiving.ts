import {
	deepCopy,
	type IDataObject,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import {
	confirmEvent,
	deliveredRow,
	receiveWebhook,
	type Client,
	type Confirmation,
	type DeliveredEvent,
	type Reception,
	type RejectionReport,
} from '../../core';
import { clock, createClient } from '../shared/client';
import { CREDENTIAL } from '../shared/helper-transport';
import { nodeError } from '../shared/node-error';
import { memoryOf, NodeState } from './node-state';
import { readParameters, type EventParameters } from './read-parameters';

/** One delivery: judged, answered, and then worked on. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const state = new NodeState(context);
	const parameters = await readParameters(context, state.token);
	const { seen, rejections } = memoryOf(context, state);
	const reception = judge(context, parameters, seen);
	note(context, rejections.note(reception, clock.now()));
	// A stranger's request leaves no trace: n8n would save the static data for each of them. A repetition
	// does, should what it repeats have been lost: n8n saves older copies of the static data over newer ones.
	if (reception.status === 200) state.keepSeen(seen.save());
	if (reception.events.length === 0) return answered(context, reception.status);
	// n8n answers with 200 once it has the execution, and before it works on it.
	if (parameters.confirm === 'no') {
		return { workflowData: [reception.events.map((event) => itemOf(event, parameters))] };
	}
	const client = await clientOf(context).catch((caught: unknown) => {
		// Not answered with 200: when it comes again, it is to be new.
		seen.forget(reception.events.flatMap(({ rememberedBy }) => rememberedBy));
		throw nodeError(context.getNode(), caught);
	});
	const response = answered(context, reception.status);
	const items = await confirmedItems(context, client, reception.events, parameters);
	return items.length === 0 ? response : { ...response, workflowData: [items] };
}

function judge(
	context: IWebhookFunctions,
	{ receiving }: EventParameters,
	seen: Parameters<typeof receiveWebhook>[2],
): Reception {
	const { method, rawBody } = context.getRequestObject();
	const request = {
		method,
		headers: context.getHeaderData(),
		body: rawBody ?? new Uint8Array(),
		token: (context.getQueryData() as IDataObject).token,
	};
	return receiveWebhook(request, receiving, seen, clock.now());
}

/** Answered by ourselves, without a body. */
function answered(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}

function note(context: IWebhookFunctions, report: RejectionReport | undefined): void {
	if (!report) return;
	const { name: nodeName } = context.getNode();
	context.logger.info(`Kingfisher events: ${report.text}`, {
		workflowId: context.getWorkflow().id,
		nodeName,
	});
}

function itemOf(
	event: DeliveredEvent,
	{ simplify, includeRaw }: EventParameters,
	confirmation?: Confirmation,
): INodeExecutionData {
	const row = deliveredRow(event, { simplify, confirmation });
	return { json: includeRaw ? { ...row, raw: deepCopy(event.raw) as IDataObject } : row };
}

async function clientOf(context: IWebhookFunctions): Promise<Client> {
	return createClient(context, await context.getCredentials(CREDENTIAL));
}

async function confirmedItems(
	context: IWebhookFunctions,
	client: Client,
	events: DeliveredEvent[],
	parameters: EventParameters,
): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for (const event of events) {
		const confirmation = await confirmEvent(client, event);
		if (parameters.confirm === 'require' && confirmation.confirmed !== true) {
			context.logger.info(`Kingfisher events: ${event.name} left out: ${confirmation.reason}`);
			continue;
		}
		items.push(itemOf(event, parameters, confirmation));
	}
	return items;
}
