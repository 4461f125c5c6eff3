import { randomUUID } from 'node:crypto';

import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import type { Credential } from './n8n-credentials';
import {
	failureOf,
	itemsOf,
	type Execution,
	type N8nExecutions,
	type NodeFailure,
} from './n8n-executions';
import type { N8nSession } from './n8n-session';
import { inARow, type N8nWorkflows, type NodeInWorkflow } from './n8n-workflows';

const TESTED = 'Node under test';

export interface RunRequest {
	/** Full type: `n8n-nodes-kingfisher.kingfisher`. */
	type: string;
	parameters: INode['parameters'];
	credential?: Credential;
	/** The JSON of the items going in: one empty item if nothing is said. */
	items?: IDataObject[];
	/** Whatever else a node can be set to: `onError`, `retryOnFail`, `typeVersion` … */
	settings?: Partial<INode>;
	timeoutMs?: number;
}

export interface RunResult {
	/** The first output: `json`, `pairedItem`, and `binary` where there is any. */
	items: INodeExecutionData[];
	/** The second output, which `onError: 'continueErrorOutput'` adds. */
	errorItems: INodeExecutionData[];
	/** What stopped the workflow, as the editor shows it. */
	error: NodeFailure | undefined;
	execution: Execution;
	workflowId: string;
}

export interface RunParts {
	session: N8nSession;
	workflows: N8nWorkflows;
	executions: N8nExecutions;
}

/**
 * Runs one node in production: a published workflow of a webhook, a node that makes the request's
 * body into items, and the node under test. The result is read from the saved execution, since a
 * webhook's answer holds neither paired items nor errors.
 */
export async function runNode(parts: RunParts, request: RunRequest): Promise<RunResult> {
	const { session, workflows, executions } = parts;
	const path = randomUUID();
	const nodes = [webhook(path), itemsFromBody(), nodeUnderTest(request)];
	const name = `${request.type} ${path}`;
	const { id: workflowId } = await workflows.create({ name, nodes, connections: inARow(nodes) });
	const { status } = await workflows.activate(workflowId);
	if (status !== 'published') throw new Error(`The workflow around ${request.type} is ${status}`);

	await session.request('POST', `/webhook/${path}`, { items: request.items ?? [{}] });
	const [execution] = await executions.finished(workflowId, 1, request.timeoutMs);
	if (!execution) throw new Error(`${request.type} was not executed`);
	return {
		items: itemsOf(execution, TESTED),
		errorItems: itemsOf(execution, TESTED, 1),
		error: failureOf(execution),
		execution,
		workflowId,
	};
}

function webhook(path: string): NodeInWorkflow {
	return {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
	};
}

function itemsFromBody(): NodeInWorkflow {
	return {
		name: 'Items',
		type: 'n8n-nodes-base.splitOut',
		parameters: { fieldToSplitOut: 'body.items', options: {} },
	};
}

function nodeUnderTest({ type, parameters, credential, settings }: RunRequest): NodeInWorkflow {
	return {
		name: TESTED,
		type,
		parameters,
		...(credential ? { credentials: credential.reference() } : {}),
		...settings,
	};
}
