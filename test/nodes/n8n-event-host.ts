import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HookContext } from 'n8n-core/dist/execution-engine/node-execution-context/hook-context';
import { WebhookContext } from 'n8n-core/dist/execution-engine/node-execution-context/webhook-context';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHookFunctions,
	type INode,
	type INodeParameters,
	type INodeTypes,
	type IWebhookData,
	type IWebhookFunctions,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { KingfisherTrigger } from '../../nodes/KingfisherTrigger/KingfisherTrigger.node';
import { additionalDataOf, provideServices } from './n8n-surroundings';

export interface EventHostOptions {
	credentials: ICredentialDataDecryptedObject;
	parameters?: INodeParameters;
	/** Whether it is "Execute step" in the editor. */
	test?: boolean;
	/** The node as another process has loaded it. */
	node?: KingfisherTrigger;
	/** Where n8n says that it is; its own address when left out. */
	webhookUrl?: string;
}

type Method = keyof KingfisherTrigger['webhookMethods']['default'];

/**
 * n8n around our trigger node: its own contexts, and a server that hands requests to it. As in n8n, static
 * data is read anew for every call and saved after it, and executions are only noted down.
 */
export class EventTriggerHost {
	readonly log: string[] = [];
	/** The items of each execution, in order. */
	readonly executions: IDataObject[][] = [];
	/** How often static data was saved. */
	saves = 0;
	/** Another process of the same n8n has the same. */
	kept: { staticData: IDataObject } = { staticData: {} };
	parameters: INodeParameters;
	credentials: ICredentialDataDecryptedObject;
	private readonly nodeType: KingfisherTrigger;

	private constructor(
		private readonly server: Server,
		private readonly options: EventHostOptions,
	) {
		this.parameters = options.parameters ?? {};
		this.credentials = options.credentials;
		this.nodeType = options.node ?? new KingfisherTrigger();
		server.on('request', (request, response) => void this.answer(request, response));
	}

	static async open(options: EventHostOptions): Promise<EventTriggerHost> {
		const server = createServer();
		const host = new EventTriggerHost(server, options);
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return host;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** As n8n activates: what is not there is created. */
	async activate(): Promise<void> {
		if (!(await this.call('checkExists'))) await this.call('create');
	}

	async call(method: Method): Promise<boolean> {
		provideServices((text) => this.log.push(text));
		const { workflow, node } = this.loaded();
		const context = new HookContext(
			workflow,
			node,
			this.additionalData(),
			this.mode,
			'activate',
			this.webhookData(),
		);
		try {
			return await this.nodeType.webhookMethods.default[method].call(
				// The types of n8n-core and n8n-workflow differ in what a workflow without a name is.
				context as unknown as IHookFunctions,
			);
		} finally {
			// n8n tries again with what the attempt before has left.
			this.save(workflow);
		}
	}

	get apiKey(): string {
		return this.credentials['apiKey'] as string;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		this.server.close();
		await once(this.server, 'close');
	}

	private get mode(): 'manual' | 'trigger' {
		return this.options.test === true ? 'manual' : 'trigger';
	}

	private loaded(): { workflow: Workflow; node: INode } {
		const { nodeType } = this;
		const nodeTypes = { getByNameAndVersion: () => nodeType } as unknown as INodeTypes;
		const node: INode = {
			id: 'node-1',
			name: 'Kingfisher Trigger',
			type: 'n8n-nodes-kingfisher.kingfisherTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: 'hook-1',
			parameters: this.parameters,
			credentials: { kingfisherApi: { id: 'credential-1', name: 'Desk' } },
		};
		const staticData = structuredClone(this.kept.staticData);
		const workflow = new Workflow({
			id: `events-${new URL(this.url).port}`,
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData,
		});
		// With the defaults of the fields filled in.
		return { workflow, node: workflow.getNode(node.name) ?? node };
	}

	private save({ staticData }: Workflow): void {
		if (staticData['__dataChanged'] !== true) return;
		this.saves += 1;
		this.kept.staticData = JSON.parse(JSON.stringify(staticData)) as IDataObject;
	}

	private webhookData(): IWebhookData {
		const [webhookDescription] = this.nodeType.description.webhooks ?? [];
		return { webhookDescription, isTest: this.options.test === true } as unknown as IWebhookData;
	}

	private additionalData(more: object = {}): IWorkflowExecuteAdditionalData {
		const base = this.options.webhookUrl ?? this.url;
		return additionalDataOf(() => this.credentials, {
			webhookBaseUrl: `${base}/webhook`,
			webhookTestBaseUrl: `${base}/webhook-test`,
			...more,
		});
	}

	private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		provideServices((text) => this.log.push(text));
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const { searchParams } = new URL(request.url ?? '/', this.url);
		const httpRequest = {
			method: request.method,
			headers: request.headers,
			query: Object.fromEntries(searchParams),
			rawBody: Buffer.concat(chunks),
		};
		const httpResponse = {
			status: (code: number) => Object.assign(response, { statusCode: code }),
		};
		const { workflow, node } = this.loaded();
		const context = new WebhookContext(
			workflow,
			node,
			this.additionalData({ httpRequest, httpResponse }),
			this.mode === 'manual' ? 'manual' : 'webhook',
			this.webhookData(),
			[],
			null,
		);
		try {
			const result = await this.nodeType.webhook.call(context as unknown as IWebhookFunctions);
			this.save(workflow);
			for (const items of result.workflowData ?? []) {
				this.executions.push(items.map(({ json }) => json));
			}
			if (result.noWebhookResponse !== true) response.end();
		} catch (error) {
			this.log.push(String(error));
			response.writeHead(500).end();
		}
	}
}

/** The node as another process loads it, which remembers nothing of this one. */
export function nodeOfAnotherProcess(): KingfisherTrigger {
	let node: KingfisherTrigger | undefined;
	jest.isolateModules(() => {
		const path = '../../nodes/KingfisherTrigger/KingfisherTrigger.node';
		const loaded = jest.requireActual<{ KingfisherTrigger: typeof KingfisherTrigger }>(path);
		node = new loaded.KingfisherTrigger();
	});
	return node!;
}
