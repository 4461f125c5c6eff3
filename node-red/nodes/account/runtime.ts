import type { NodeAPI, NodeDef } from 'node-red';
import {
	isKingfisherError,
	resolveStreamUrl,
	trimmedKey,
	type Environment,
	type KingfisherError,
} from '../../../core';
import { openClient, type OpenClient } from '../../shared/client';
import { serveAccounts } from './admin';
import { ACCOUNT_TYPE, type AccountNode, type Credentials } from './find-account';
import { Streams } from './streams';

interface AccountConfig extends NodeDef {
	environment?: string;
	baseUrl?: string;
	streamUrl?: string;
}

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
		const streams = new Streams(() => ({
			client: this.client(),
			apiKey: trimmedKey(keyOf(this)),
			streamUrl: streamUrlOf(config),
			account: config.name ? `account "${config.name}"` : 'the account',
		}));
		this.listen = (options) => streams.listen(options);
		this.unlisten = (subscriber, forGood) => streams.unlisten(subscriber, forGood);
		this.register = (user) => {
			this.users[user.id] = user;
		};
		this.deregister = (user) => {
			const others = Object.entries(this.users).filter(([id]) => id !== user.id);
			this.users = Object.fromEntries(others);
		};
		this.on('close', () => {
			streams.close();
			open?.close();
		});
	}
	RED.nodes.registerType<AccountNode, AccountConfig, object, Credentials>(ACCOUNT_TYPE, Account, {
		credentials: { apiKey: { type: 'password' } },
	});
	serveAccounts(RED);
}

/** A node whose key was never entered has no credentials at all, which the declared type leaves out. */
function keyOf({ credentials }: { credentials?: Partial<Credentials> }): string | undefined {
	return credentials?.apiKey;
}

/** @throws KingfisherError `invalid_configuration`, which concerns nobody who only asks */
function streamUrlOf({ environment, baseUrl = '', streamUrl = '' }: AccountConfig): string {
	return resolveStreamUrl((environment || 'production') as Environment, { baseUrl, streamUrl });
}
