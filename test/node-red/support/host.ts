import type { Node, NodeAPI, NodeMessage, NodeStatus } from 'node-red';
import helper from 'node-red-node-test-helper';
import { catalogue, type AnyEndpoint } from '../../../core';
import { accountNode } from '../../../node-red/nodes/account/runtime';
import { chartNode } from '../../../node-red/nodes/chart/runtime';
import { registerEndpoint } from '../../../node-red/nodes/endpoint/runtime';
import { signalNode } from '../../../node-red/nodes/signal/runtime';
import { streamNode } from '../../../node-red/nodes/stream/runtime';
import { OPERATIONS } from '../../../node-red/nodes/webhooks/editor';
import { webhooksNode } from '../../../node-red/nodes/webhooks/runtime';
import { endpointCatalog, streamCatalog, webhooksCatalog } from '../../../node-red/render/catalogs';
import { chartCatalog } from '../../../node-red/render/chart-catalog';
import { signalCatalog } from '../../../node-red/render/signal-catalog';
import { filled, type Language, type Texts } from '../../../node-red/render/languages';

// Against hanging, not a measure of speed: a busy machine may take its time.
jest.setTimeout(30_000);

export interface FlowNode {
	id: string;
	type: string;
	[property: string]: unknown;
}

export interface Caught extends NodeMessage {
	error: { code?: string; message: string; source: { id: string } };
}

export interface HostOptions {
	/** Properties of the account, beside its environment `custom`. */
	account?: Record<string, unknown>;
	/** `null`: the account has no credentials. */
	apiKey?: string | null;
	/** The keys of further accounts, by id. */
	moreKeys?: Record<string, string>;
	language?: Language;
	/** Besides the ones of the package. */
	endpoints?: AnyEndpoint[];
}

/** The node under test; its outputs go to nodes that collect. */
export function node(type: string, properties: Record<string, unknown> = {}): FlowNode {
	return { id: 'node', type: `kingfisher-${type}`, z: 'flow', account: 'account', ...properties };
}

/**
 * A Node-RED runtime with the nodes of this package, the flow `nodes`, and a catch node. Only the
 * lookup of texts is not Node-RED's own: its test helper has none.
 */
export class Host {
	/** What the nodes under test sent from their first output. */
	readonly sent: NodeMessage[] = [];
	/** And from their second one, if they have it. */
	readonly told: NodeMessage[] = [];
	readonly caught: Caught[] = [];
	readonly statuses: NodeStatus[] = [];
	/** Ids of the messages that were completed. */
	readonly completed: string[] = [];

	static async start(nodes: FlowNode[], options: HostOptions = {}): Promise<Host> {
		const { language = 'en-US', endpoints = [] } = options;
		const host = new Host(options);
		await helper.load(registrations(language, endpoints), host.flow(nodes), host.credentials);
		host.attend();
		return host;
	}

	private constructor(private readonly options: HostOptions) {}

	/** Deploys other nodes in place of the present ones, as the editor does. */
	async deploy(nodes: FlowNode[], type: 'full' | 'flows' | 'nodes' = 'full'): Promise<void> {
		const before = this.get('out');
		await helper.setFlows(this.flow(nodes), type, this.credentials);
		this.attend(before);
	}

	/** Everything that was logged, at every level. */
	get log(): string {
		return logged()
			.map(({ msg }) => String(msg))
			.join('\n');
	}

	/** The warnings and errors of our nodes among it, which the editor shows too. */
	get complaints(): string[] {
		return logged()
			.filter(({ level, type }) => level <= 30 && type?.startsWith('kingfisher-'))
			.map(({ msg }) => String(msg));
	}

	get(id: string): Node {
		return helper.getNode(id) as Node;
	}

	/** Hands the node under test a message; `_msgid` is made up where it is left out. */
	receive(msg: NodeMessage = {}, id = 'node'): void {
		this.get(id).receive(msg);
	}

	/** Asks the admin API, as the editor does. */
	get admin() {
		return helper.request();
	}

	/** The next message that the nodes under test send. */
	async ask(msg: NodeMessage = {}): Promise<NodeMessage> {
		const before = this.sent.length;
		this.receive(msg);
		return await until(() => this.sent[before], 'a message');
	}

	/** The next message that the catch node gets. */
	async fail(msg: NodeMessage = {}): Promise<Caught> {
		const before = this.caught.length;
		this.receive(msg);
		return await until(() => this.caught[before], 'an error');
	}

	/** Shuts the flow down, as a deploy does. */
	async stopFlow(): Promise<void> {
		await helper.clearFlows();
	}

	private get credentials(): Record<string, Record<string, string>> {
		const { apiKey, moreKeys = {} } = this.options;
		const keys = { ...(typeof apiKey === 'string' && { account: apiKey }), ...moreKeys };
		return Object.fromEntries(Object.entries(keys).map(([id, key]) => [id, { apiKey: key }]));
	}

	private flow(nodes: FlowNode[]): FlowNode[] {
		const { account = {} } = this.options;
		return [
			{ id: 'flow', type: 'tab', label: 'Test' },
			{ id: 'account', type: 'kingfisher-account', environment: 'custom', ...account },
			...nodes.map((one) => ({ wires: [['out'], ['events']], ...one })),
			{ id: 'catcher', type: 'catch', z: 'flow', scope: null, wires: [['failed']] },
			{ id: 'completer', type: 'complete', z: 'flow', scope: ['node'], wires: [['done']] },
			...['out', 'events', 'failed', 'done'].map((id) => ({ id, type: 'helper', z: 'flow' })),
		];
	}

	/** Listens to the nodes that collect, unless they have outlived the deploy. */
	private attend(before?: Node): void {
		this.watch('node');
		if (this.get('out') === before) return;
		collect('out', this.sent);
		collect('events', this.told);
		collect('failed', this.caught);
		this.get('done').on('input', ({ _msgid }) => this.completed.push(_msgid));
	}

	private watch(id: string): void {
		const watched = helper.getNode(id) as Node | null;
		watched?.on(
			'call:status' as 'close',
			((call: { args: [NodeStatus] }) => {
				this.statuses.push(call.args[0]);
			}) as never,
		);
	}
}

afterEach(async () => {
	await helper.unload();
});

/** Waits for a value that is not there yet. */
export async function until<T>(look: () => T | undefined | false, what: string): Promise<T> {
	for (let waited = 0; waited < 20_000; waited += 5) {
		const found = look();
		if (found !== undefined && found !== false) return found;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	throw new Error(`Waited in vain for ${what}`);
}

function collect(id: string, messages: NodeMessage[]): void {
	(helper.getNode(id) as Node).on('input', (msg) => messages.push(msg));
}

interface LogLine {
	level: number;
	type?: string;
	msg?: unknown;
}

function logged(): LogLine[] {
	return (helper.log().args as [LogLine][]).map(([line]) => line);
}

type Registration = (RED: NodeAPI) => void;

function registrations(language: Language, more: AnyEndpoint[]): Registration[] {
	const endpoints = [...Object.values<AnyEndpoint>(catalogue), ...more];
	return [
		accountNode,
		...endpoints.map((endpoint) =>
			inLanguage(endpointCatalog(endpoint, language), (RED) => registerEndpoint(RED, endpoint)),
		),
		inLanguage(chartCatalog(language), chartNode),
		inLanguage(signalCatalog(language), signalNode),
		inLanguage(streamCatalog(language), streamNode),
		inLanguage(webhooksCatalog(OPERATIONS, language), webhooksNode),
	];
}

function inLanguage(catalog: Texts, register: Registration): Registration {
	return (RED) => register({ ...RED, _: (key, values = {}) => lookUp(catalog, key, values) });
}

export function lookUp(
	catalog: Texts,
	key: string,
	values: Record<string, string | number> = {},
): string {
	const text = key
		.split('.')
		.reduce<
			string | Texts | undefined
		>((texts, part) => (typeof texts === 'object' ? texts[part] : undefined), catalog);
	if (typeof text !== 'string') throw new Error(`The locale file has no text "${key}"`);
	const shown = Object.entries(values).map(([name, value]) => [name, String(value)]);
	return filled(text, Object.fromEntries(shown) as Record<string, string>);
}
