import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

import type { N8nSession } from './n8n-session';
import { waitFor } from './wait';

/** One execution of a workflow as n8n saved it. */
export interface Execution {
	id: string;
	status: 'success' | 'error' | 'crashed' | 'canceled' | 'waiting' | 'running' | 'new';
	mode: string;
	data: IRunExecutionData;
}

/** What an execution ended with, as far as the user sees it. */
export interface NodeFailure {
	name: string;
	message: string;
	description?: string | null;
	/** n8n keeps it as text. */
	httpCode?: string | null;
	context?: { itemIndex?: number; [key: string]: unknown };
	node?: { name: string; type: string };
	messages?: string[];
	stack?: string;
}

type ExecutionSummary = Omit<Execution, 'data'>;

const UNFINISHED = ['new', 'running', 'unknown'];

/** The saved executions of an n8n, decoded with the decoder of that n8n. */
export class N8nExecutions {
	private readonly decode: (text: string) => unknown;

	constructor(
		private readonly session: N8nSession,
		installation: string,
	) {
		// n8n saves executions in the "flatted" form, which stores every repeated value once.
		const requireFromN8n = createRequire(join(installation, 'node_modules/n8n/package.json'));
		this.decode = (requireFromN8n('flatted') as { parse: (text: string) => unknown }).parse;
	}

	/** Newest first. */
	async list(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const path = `/executions?limit=100&filter=${filter}`;
		return (await this.session.rest<{ results: ExecutionSummary[] }>('GET', path)).results;
	}

	async get(id: string): Promise<Execution> {
		const path = `/executions/${id}`;
		const saved = await this.session.rest<ExecutionSummary & { data: string }>('GET', path);
		return { ...saved, data: this.decode(saved.data) as IRunExecutionData };
	}

	/** Waits until the workflow has at least `count` finished executions; returns them, oldest first. */
	async finished(workflowId: string, count = 1, timeoutMs = 30_000): Promise<Execution[]> {
		const done = await waitFor(
			`${count} finished executions of workflow ${workflowId}`,
			async () => {
				const all = await this.list(workflowId);
				const ended = all.filter(({ status }) => !UNFINISHED.includes(status));
				return ended.length >= count && ended;
			},
			{ timeoutMs },
		);
		return await Promise.all(done.reverse().map(async ({ id }) => await this.get(id)));
	}
}

/** What a node gave out at one of its outputs in its latest run. */
export function itemsOf(execution: Execution, node: string, output = 0): INodeExecutionData[] {
	const runs = execution.data.resultData.runData[node];
	return runs?.at(-1)?.data?.['main']?.[output] ?? [];
}

export function failureOf(execution: Execution): NodeFailure | undefined {
	return execution.data.resultData.error as NodeFailure | undefined;
}
