/** A node in a flow file; credentials stand inline, as the editor sends them. */
export interface FlowNode {
	id: string;
	type: string;
	[property: string]: unknown;
}

export interface NodeSet {
	id: string;
	module: string;
	version: string;
	types: string[];
	enabled: boolean;
	/** Why the set did not load. */
	err?: string;
}

export type DeploymentType = 'full' | 'nodes' | 'flows';

/** The API that Node-RED's editor uses. */
export class NodeRedAdmin {
	private revision: string | undefined;

	constructor(readonly url: string) {}

	/** What is in the palette, core nodes included. */
	async nodeTypes(): Promise<NodeSet[]> {
		return await this.request('GET', '/nodes');
	}

	/** The flows as the editor gets and exports them. */
	async flows(): Promise<FlowNode[]> {
		const { flows, rev } = await this.request<{ flows: FlowNode[]; rev: string }>('GET', '/flows');
		this.revision = rev;
		return flows;
	}

	/** Replaces the flows and returns their revision; refused when they have changed since this last saw them. */
	async setFlows(flows: FlowNode[], type: DeploymentType): Promise<string> {
		if (this.revision === undefined) await this.flows();
		const body = { flows, rev: this.revision };
		const headers = { 'Node-RED-Deployment-Type': type };
		const { rev } = await this.request<{ rev: string }>('POST', '/flows', body, headers);
		this.revision = rev;
		return rev;
	}

	/** Presses an inject node's button; properties given here take the place of those it has. */
	async inject(id: string, properties?: Record<string, unknown>): Promise<void> {
		const given = Object.entries(properties ?? {}).map(([p, value]) => ({
			p,
			v: JSON.stringify(value),
			vt: 'json',
		}));
		await this.request('POST', `/inject/${id}`, properties && { __user_inject_props__: given });
	}

	/** What *Import*, *Examples* of the editor gives, from the installed package. */
	async example(module: string, path: string): Promise<FlowNode[]> {
		const answer = await this.request<unknown>('GET', `/library/examples/flows/${module}/${path}`);
		return (typeof answer === 'string' ? JSON.parse(answer) : answer) as FlowNode[];
	}

	/** Any request to the editor's API; throws with Node-RED's answer when it is refused. */
	async request<Body>(
		method: string,
		path: string,
		body?: object,
		headers: Record<string, string> = {},
	): Promise<Body> {
		const response = await fetch(this.url + path, {
			method,
			headers: {
				accept: 'application/json',
				'content-type': 'application/json',
				'Node-RED-API-Version': 'v2',
				...headers,
			},
			...(body ? { body: JSON.stringify(body) } : {}),
		});
		const text = await response.text();
		if (!response.ok) {
			throw new Error(`Node-RED answered ${response.status} to ${method} ${path}: ${text}`);
		}
		const isJson = response.headers.get('content-type')?.includes('json');
		return (isJson ? JSON.parse(text) : text) as Body;
	}
}
