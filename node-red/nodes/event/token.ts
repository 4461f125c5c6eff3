import type { Node, NodeAPI } from 'node-red';
import { newToken } from '../../../core';

export interface EventCredentials {
	/** The secret in the address. The dialog makes it. */
	token?: string;
	/** What deliveries are signed with, where they are. */
	secret?: string;
}

/** The token of a node; a flow that was imported or written by hand has none yet, and is given one. */
export function tokenOf(RED: NodeAPI, node: Node<EventCredentials>): string {
	const credentials = (node.credentials as EventCredentials | undefined) ?? {};
	const known = credentials.token?.trim() ?? '';
	if (known !== '') return known;
	const token = newToken();
	node.credentials = { ...credentials, token };
	// Stored with the next deploy; until then a restart makes a new one, and registers that.
	void RED.nodes.addCredentials(node.id, node.credentials);
	return token;
}
