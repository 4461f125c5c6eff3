import type { INode, IConnections, IWorkflowSettings } from 'n8n-workflow';

import type { N8nSession } from './n8n-session';
import { waitFor } from './wait';

export type NodeInWorkflow = Pick<INode, 'name' | 'type' | 'parameters'> & Partial<INode>;

export interface NewWorkflow {
	name: string;
	nodes: NodeInWorkflow[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

export interface SavedWorkflow extends NewWorkflow {
	id: string;
	versionId: string;
	active: boolean;
}

/** How far n8n has come with starting a published workflow's triggers. */
export interface Publication {
	status: 'in_progress' | 'published' | 'partial' | 'failed' | 'not_published';
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

export class N8nWorkflows {
	constructor(private readonly session: N8nSession) {}

	async create(workflow: NewWorkflow): Promise<SavedWorkflow> {
		return await this.session.rest('POST', '/workflows', asSaved(workflow));
	}

	/** Saves changes, as the editor does; what is published stays as it was until it is published again. */
	async update(id: string, workflow: NewWorkflow): Promise<SavedWorkflow> {
		const { versionId } = await this.get(id);
		return await this.session.rest('PATCH', `/workflows/${id}`, {
			...asSaved(workflow),
			versionId,
		});
	}

	/** The workflow as the editor's *Download* gives it. */
	async get(id: string): Promise<SavedWorkflow> {
		return await this.session.rest('GET', `/workflows/${id}`);
	}

	/**
	 * Publishes the newest version. The answer to that comes at once while the triggers start in the
	 * background, so this waits for them; a trigger that failed is in the returned publication.
	 */
	async activate(id: string, timeoutMs = 60_000): Promise<Publication> {
		const { versionId } = await this.get(id);
		await this.session.rest('POST', `/workflows/${id}/activate`, { versionId });
		return await this.settled(id, timeoutMs);
	}

	async deactivate(id: string, timeoutMs = 60_000): Promise<Publication> {
		await this.session.rest('POST', `/workflows/${id}/deactivate`, {});
		return await this.settled(id, timeoutMs);
	}

	async publication(id: string): Promise<Publication> {
		return await this.session.rest('GET', `/workflows/${id}/publication-status`);
	}

	private async settled(id: string, timeoutMs: number): Promise<Publication> {
		return await waitFor(
			`workflow ${id} to be published`,
			async () => {
				const publication = await this.publication(id);
				return publication.status !== 'in_progress' && publication;
			},
			{ timeoutMs },
		);
	}
}

function asSaved({ nodes, settings, ...rest }: NewWorkflow): object {
	return {
		...rest,
		nodes: nodes.map((node, index) => ({
			id: `node-${index}`,
			typeVersion: 1,
			position: [index * 220, 0],
			...node,
		})),
		settings: { executionOrder: 'v1', ...settings },
	};
}

/** Connects the nodes in the order given, first output to first input. */
export function inARow(nodes: NodeInWorkflow[]): IConnections {
	const connections: IConnections = {};
	nodes.slice(1).forEach((node, index) => {
		const previous = nodes[index];
		if (!previous) return;
		connections[previous.name] = { main: [[{ node: node.name, type: 'main', index: 0 }]] };
	});
	return connections;
}
