import type { Node, NodeAPI, NodeDef } from 'node-red';
import { webhookOperations } from '../../../core';
import { actionNode } from '../../shared/action-node';
import { rowTexts } from '../../shared/status-text';

export type Operation = keyof typeof webhookOperations;

/** Registers the node that creates, lists, reads and deletes webhook registrations. */
export function webhooksNode(RED: NodeAPI): void {
	function WebhooksNode(this: Node, config: NodeDef & { operation?: string }): void {
		RED.nodes.createNode(this, config);
		const operation = config.operation ?? '';
		// A word that is no operation must not fall back to one that changes something.
		const isKnown = Object.hasOwn(webhookOperations, operation);
		const known: Operation = isKnown ? (operation as Operation) : 'list';
		actionNode(
			RED,
			this,
			{ ...config },
			{
				endpoint: webhookOperations[known],
				output: known === 'list' ? 'rows' : 'summary',
				describe: (t, rowCount) =>
					known === 'list' ? rowTexts(t, rowCount ?? 0) : [t(`status.done.${known}`)],
			},
		);
	}
	RED.nodes.registerType('kingfisher-webhooks', WebhooksNode);
}
