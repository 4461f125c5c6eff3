import type { Node, NodeAPI, NodeMessage, NodeMessageInFlow } from 'node-red';
import { settingsFrom, type AnyEndpoint } from '../../core';
import { findAccount } from '../nodes/account/find-account';
import { asNodeRedError, noAccount } from './errors';
import { reply, type Output } from './messages';
import { Status } from './status';
import { answerStatus, askingStatus, failureStatus, type Translate } from './status-text';
import { readInputs, type NodeConfig } from './typed-inputs';

export interface Action {
	endpoint: AnyEndpoint;
	output: Output;
	/** What the status says of an answer with that many rows (`null` = unknown), longest first. */
	describe(t: Translate, rowCount: number | null): string[];
}

/**
 * Lets a node ask the API for every message it gets. Every failure ends in `done`: a rejection that
 * nobody handles would end the whole Node-RED.
 */
export function actionNode(RED: NodeAPI, node: Node, config: NodeConfig, action: Action): void {
	const t: Translate = (key, values) => RED._(key, values);
	const status = new Status(node);
	const closing = new AbortController();
	const account = findAccount(RED, config['account']);
	account?.register(node);

	const problem = account ? account.problem : noAccount();
	if (problem) status.show(failureStatus(t, problem));

	async function carryOut(msg: NodeMessageInFlow, send: (msg: NodeMessage) => void): Promise<void> {
		if (!account) throw noAccount();
		const client = account.client();
		status.showIfSlow(() => askingStatus(t));
		const { endpoint, output } = action;
		const input = await readInputs(RED, node, config, msg, endpoint);
		const settings = { ...settingsFrom(config), signal: closing.signal };
		const answer = await client.ask(endpoint, input, settings);
		if (closing.signal.aborted) return;
		const { messages, rowCount } = reply(RED, msg, answer, output);
		status.show(() => answerStatus(t, answer, action.describe(t, rowCount)));
		for (const message of messages) send(message);
	}

	node.on('input', (msg, send, done) => {
		carryOut(msg, send)
			.then(
				() => done(),
				(caught: unknown) => {
					// A node that was stopped has nothing to say any more.
					if (closing.signal.aborted) {
						done();
						return;
					}
					status.show(failureStatus(t, caught));
					done(asNodeRedError(caught));
				},
			)
			.catch((caught: unknown) => node.error(asNodeRedError(caught)));
	});

	node.on('close', () => {
		closing.abort();
		status.close();
		account?.deregister(node);
	});
}
