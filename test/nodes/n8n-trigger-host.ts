import { TriggerContext } from 'n8n-core/dist/execution-engine/node-execution-context/trigger-context';
import { TriggersAndPollers } from 'n8n-core/dist/execution-engine/triggers-and-pollers';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeTypes,
	type IRun,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { KingfisherStreamTrigger } from '../../nodes/KingfisherStreamTrigger/KingfisherStreamTrigger.node';
import { additionalDataOf, provideServices } from './n8n-surroundings';

// Ours follows no clock of n8n.
const NO_SCHEDULING = {} as ConstructorParameters<typeof TriggerContext>[8];

type DonePromise = NonNullable<Parameters<ITriggerFunctions['emit']>[2]>;

/** An execution that the trigger has started. */
export interface Started {
	items: IDataObject[];
	/** Ends it; how it went is part of what n8n tells. */
	finish(status?: 'success' | 'error'): void;
	/** n8n could not execute it, or it was cancelled. */
	fail(): void;
}

export interface HostOptions {
	parameters?: INodeParameters;
	credentials: ICredentialDataDecryptedObject;
	workflowId?: string;
	/** Whether executions end at once; true when left out. */
	finishes?: boolean;
}

/**
 * n8n around our trigger node: its own context, helpers and rules for test runs, with executions that
 * are only noted down. As in n8n, expressions can be evaluated while `trigger()` runs and at no other time.
 */
export class TriggerHost {
	/** Data of the credential; a test may exchange it, as a user does. */
	credentials: ICredentialDataDecryptedObject;
	readonly started: Started[] = [];
	/** What the trigger gave up with. */
	readonly errors: Error[] = [];
	readonly log: string[] = [];
	private readonly workflow: Workflow;
	private readonly node: INode;
	private canEvaluate = false;
	private response: ITriggerResponse | undefined;

	constructor(private readonly options: HostOptions) {
		this.credentials = options.credentials;
		provideServices((text) => this.log.push(text));
		const nodeType = new KingfisherStreamTrigger();
		const nodeTypes = { getByNameAndVersion: () => nodeType } as unknown as INodeTypes;
		const node: INode = {
			id: 'node-1',
			name: 'Kingfisher Stream Trigger',
			type: 'n8n-nodes-kingfisher.kingfisherStreamTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: options.parameters ?? {},
			credentials: { kingfisherApi: { id: 'credential-1', name: 'Desk' } },
		};
		const id = options.workflowId ?? 'workflow-1';
		this.workflow = new Workflow({ id, nodes: [node], connections: {}, active: true, nodeTypes });
		this.node = node;
		this.guardExpressions();
	}

	/** As when a user publishes the workflow. */
	async activate(): Promise<void> {
		this.response = await this.run('trigger');
	}

	/** As when a user takes the workflow back; never waits. */
	async deactivate(): Promise<void> {
		await this.response?.closeFunction?.();
	}

	/** As when a user clicks "Execute step": prepared, then started; and a way to stop waiting. */
	async test(): Promise<{ start: () => Promise<IDataObject[]>; stop: () => Promise<void> }> {
		const response = await this.run('manual');
		const stop = async () => await response.closeFunction?.();
		const start = async () => {
			await response.manualTriggerFunction?.();
			const [items = []] = (await response.manualTriggerResponse) ?? [];
			await stop();
			return jsonOf(items);
		};
		return { start, stop };
	}

	/** The items of the executions so far. */
	items(): IDataObject[] {
		return this.started.flatMap(({ items }) => items);
	}

	private async run(mode: 'trigger' | 'manual'): Promise<ITriggerResponse> {
		const additionalData = additionalDataOf(() => this.credentials);
		const getFunctions = () => this.context(mode, additionalData);
		this.canEvaluate = true;
		try {
			const response = await new TriggersAndPollers().runTriggerFunction(
				this.workflow,
				this.node,
				getFunctions,
				additionalData,
				mode,
				mode === 'manual' ? 'manual' : 'activate',
			);
			if (!response) throw new TypeError('The trigger has returned nothing');
			return response;
		} finally {
			this.canEvaluate = false;
		}
	}

	private context(
		mode: 'trigger' | 'manual',
		additionalData: IWorkflowExecuteAdditionalData,
	): ITriggerFunctions {
		// A test run is given its own `emit` by n8n once `trigger()` has returned.
		const isLive = mode === 'trigger';
		return new TriggerContext(
			this.workflow,
			this.node,
			additionalData,
			mode,
			isLive ? 'activate' : 'manual',
			isLive ? (data, _response, done) => this.emit(data, done) : undefined,
			isLive ? (error) => this.errors.push(error) : undefined,
			undefined,
			NO_SCHEDULING,
		) as unknown as ITriggerFunctions;
	}

	private emit(data: INodeExecutionData[][], done?: DonePromise): void {
		const started: Started = {
			items: jsonOf(data[0] ?? []),
			finish: (status = 'success') => done?.resolve({ status } as IRun),
			fail: () => done?.reject(new Error('The execution was cancelled')),
		};
		this.started.push(started);
		if (this.options.finishes !== false) started.finish();
	}

	private guardExpressions(): void {
		const { expression } = this.workflow;
		const evaluate = expression.getParameterValue.bind(expression);
		expression.getParameterValue = (value, ...rest) => {
			if (!this.canEvaluate) throw new Error('IsolateError: No bridge acquired');
			return evaluate(value, ...rest);
		};
	}
}

function jsonOf(items: INodeExecutionData[]): IDataObject[] {
	return items.map(({ json }) => json);
}
