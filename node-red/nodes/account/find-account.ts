import type { Node, NodeAPI } from 'node-red';
import type { Client, KingfisherError, ListenOptions, Subscriber } from '../../../core';

export const ACCOUNT_TYPE = 'kingfisher-account';

export interface Credentials {
	apiKey: string;
}

/** The node that holds the key. It owns the connections; the nodes that use it ask through its client. */
export interface AccountNode extends Node<Credentials> {
	/** By id. Under this name Node-RED finds them, and shows them the account's own status and errors. */
	users: Record<string, Node>;
	/** Why nothing can be asked with this account, if so. */
	problem: KingfisherError | undefined;
	/** @throws KingfisherError `invalid_configuration` */
	client(): Client;
	/**
	 * Listens to the stream.
	 * @throws KingfisherError `invalid_configuration`
	 */
	listen(options: ListenOptions): Subscriber;
	/** Ends it, `forGood` or to begin again with the next deploy. */
	unlisten(subscriber: Subscriber, forGood: boolean): void;
	register(user: Node): void;
	deregister(user: Node): void;
}

/** The account that a node refers to, if it is deployed and enabled. */
export function findAccount(RED: NodeAPI, id: unknown): AccountNode | undefined {
	if (typeof id !== 'string' || id === '') return undefined;
	// The declared type leaves out that there may be none.
	const node = RED.nodes.getNode(id) as AccountNode | null | undefined;
	return node?.type === ACCOUNT_TYPE ? node : undefined;
}
