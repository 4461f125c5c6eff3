import type { Node, NodeAPI, NodeDef } from 'node-red';
import { isKingfisherError, type Client, type KingfisherError } from '../../../core';
import { openClient, type OpenClient } from '../../shared/client';
import { serveAccounts } from './admin';

interface Credentials {
	apiKey: string;
}

interface AccountConfig extends NodeDef {
	environment?: string;
	baseUrl?: string;
	streamUrl?: string;
}

/** The node that holds the key. It owns the connections; the nodes that use it ask through its client. */
export interface AccountNode extends Node<Credentials> {
	/** By id. Under this name Node-RED finds them, and shows them the account's own status and errors. */
	users: Record<string, Node>;
	/** Why nothing can be asked with this account, if so. */
	problem: KingfisherError | undefined;
	/** @throws KingfisherError `invalid_configuration` */
	client(): Client;
	register(user: Node): void;
	deregister(user: Node): void;
}

const TYPE = 'kingfisher-account';

/** Registers the account node and the addresses that its dialog asks. */
export function accountNode(RED: NodeAPI): void {
	function Account(this: AccountNode, config: AccountConfig): void {
		RED.nodes.createNode(this, config);
		let open: OpenClient | undefined;
		this.users = {};
		this.problem = undefined;
		try {
			const { environment, baseUrl } = config;
			open = openClient(
				{ apiKey: keyOf(this), environment, baseUrl },
				{
					debug: (message) => this.debug(message),
					// To the log, where the guide wants every API error; the node that asked tells the flow.
					warn: (message) => this.log(message),
				},
			);
		} catch (caught) {
			// Thrown here, it would keep the whole flow from starting.
			if (!isKingfisherError(caught)) throw caught;
			this.problem = caught;
		}
		this.client = () => {
			if (!open) throw this.problem as KingfisherError;
			return open.client;
		};
		this.register = (user) => {
			this.users[user.id] = user;
		};
		this.deregister = (user) => {
			const others = Object.entries(this.users).filter(([id]) => id !== user.id);
			this.users = Object.fromEntries(others);
		};
		this.on('close', () => open?.close());
	}
	RED.nodes.registerType<AccountNode, AccountConfig, object, Credentials>(TYPE, Account, {
		credentials: { apiKey: { type: 'password' } },
	});
	serveAccounts(RED);
}

/** The account that a node refers to, if it is deployed and enabled. */
export function findAccount(RED: NodeAPI, id: unknown): AccountNode | undefined {
	if (typeof id !== 'string' || id === '') return undefined;
	// The declared type leaves out that there may be none.
	const node = RED.nodes.getNode(id) as AccountNode | null | undefined;
	return node?.type === TYPE ? node : undefined;
}

/** A node whose key was never entered has no credentials at all, which the declared type leaves out. */
function keyOf({ credentials }: { credentials?: Partial<Credentials> }): string | undefined {
	return credentials?.apiKey;
}
