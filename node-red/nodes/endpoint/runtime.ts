import type { Node, NodeAPI, NodeDef } from 'node-red';
import { catalogue, type AnyEndpoint } from '../../../core';
import { actionNode } from '../../shared/action-node';
import { outputOf } from '../../shared/messages';
import { rowTexts } from '../../shared/status-text';

/** Registers the node of one endpoint that answers with data. */
export function registerEndpoint(RED: NodeAPI, endpoint: AnyEndpoint): void {
	function EndpointNode(this: Node, config: NodeDef & { output?: unknown }): void {
		RED.nodes.createNode(this, config);
		const output = outputOf(config.output);
		actionNode(
			RED,
			this,
			{ ...config },
			{
				endpoint,
				output,
				describe: (t, rowCount) =>
					rowCount === null ? [t('status.received')] : rowTexts(t, rowCount),
			},
		);
	}
	RED.nodes.registerType(`kingfisher-${endpoint.name}`, EndpointNode);
}

/** For the file of one node: its endpoint by name. */
export function endpointNode(RED: NodeAPI, name: string): void {
	const endpoint = Object.values<AnyEndpoint>(catalogue).find((one) => one.name === name);
	if (!endpoint) throw new Error(`There is no endpoint "${name}"`);
	registerEndpoint(RED, endpoint);
}
