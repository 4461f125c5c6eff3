import type { Response } from 'express';
import type { Node, NodeAPI, NodeDef, NodeStatus } from 'node-red';
import {
	confirmationMode,
	confirmEvent,
	isPublicAddress,
	KingfisherError,
	readWantedEvents,
	receiveSettings,
	receiveWebhook,
	registrationsFor,
	rejectionRow,
	Rejections,
	SeenDeliveries,
	thresholdsFrom,
	type ConfirmationMode,
	type DeliveredEvent,
	type ReceiveSettings,
	type Registration,
} from '../../../core';
import { asNodeRedError, noAccount } from '../../shared/errors';
import { Status } from '../../shared/status';
import { failureStatus, fit, type Translate } from '../../shared/status-text';
import { findAccount, type AccountNode } from '../account/find-account';
import { callbackUrl, pathOf } from './address';
import { KeptState } from './kept-state';
import { eventMessage, outputOf } from './messages';
import { Receivers, type CapturedRequest } from './raw-bodies';
import { Registering } from './registering';
import { tokenOf, type EventCredentials } from './token';

export type EventConfig = NodeDef & Record<string, unknown>;

/** What one node does from a deploy to the next. */
export class NodeEvent {
	private readonly status: Status;
	private readonly rejections = new Rejections();
	private readonly path: string;
	private readonly account: AccountNode | undefined;
	private complaint: NodeJS.Immediate | undefined;
	private receivers: Receivers | undefined;
	private registering: Registering | undefined;
	private isClosed = false;

	constructor(
		private readonly RED: NodeAPI,
		private readonly node: Node<EventCredentials>,
		private readonly config: EventConfig,
	) {
		this.status = new Status(node);
		this.path = pathOf(config['path'], node.id);
		this.account = findAccount(RED, config['account']);
		this.account?.register(node);
		try {
			this.start();
		} catch (caught) {
			this.status.show(failureStatus(this.t, caught));
			// The catch nodes of the flow are not there yet.
			this.complaint = setImmediate(() => this.fail(caught));
		}
	}

	/** @param isRemoved for good, or disabled: then the API is to forget it */
	async close(isRemoved: boolean): Promise<void> {
		this.isClosed = true;
		clearImmediate(this.complaint);
		this.status.close();
		this.receivers?.remove(this.path, this.answer);
		await this.registering?.end(isRemoved);
		this.account?.deregister(this.node);
	}

	/** Set once everything that was entered has been judged. */
	private answer: (request: CapturedRequest, response: Response) => void = () => {};

	/** @throws KingfisherError what the user has to mend */
	private start(): void {
		const { RED, node, config } = this;
		if (!this.account) throw noAccount();
		this.account.client();
		const token = tokenOf(RED, node);
		const wanted = readWantedEvents(config['events'] ?? '', config['assets'] ?? '');
		const receiving = receiveSettings(
			{ ...config, ...wanted, secret: node.credentials.secret },
			token,
		);
		const confirm = confirmationMode(config['confirm'] === '' ? undefined : config['confirm']);
		const receivers = Receivers.of(RED);
		if (!receivers) throw notServed();
		const root = (RED.httpNode as unknown as { path(): string }).path();
		const url = callbackUrl(config['publicUrl'], { root, path: this.path, token });
		const state = new KeptState(RED, node.id, token, (why) =>
			node.warn(RED._('warning.notKept', { why })),
		);
		const answer = this.answering(receiving, confirm, state);
		if (!receivers.add(this.path, answer)) throw taken(this.path);
		this.answer = answer;
		this.receivers = receivers;
		if (!isPublicAddress(url)) node.warn(RED._('warning.notPublic'));
		const { events, assets } = wanted;
		this.register(
			registrationsFor(url, events, assets, thresholdsFrom(config as Record<string, unknown>)),
			state,
		);
	}

	private register(wanted: Registration[], state: KeptState): void {
		const { node, status, t } = this;
		const registered: NodeStatus = {
			fill: 'green',
			shape: 'dot',
			text: fit(t('status.waiting')),
		};
		status.show({ fill: 'yellow', shape: 'ring', text: fit(t('status.registering')) });
		this.registering = new Registering(this.account as AccountNode, state, {
			debug: (message) => node.debug(message),
			warn: (message) => node.warn(message),
		});
		this.registering.start(wanted, {
			registered: () => status.show(registered),
			failing: (caught) => {
				status.show({ fill: 'yellow', shape: 'ring', text: fit(t('status.tryingAgain')) });
				node.warn(asNodeRedError(caught).message);
			},
			failed: (caught) => {
				status.show(failureStatus(t, caught));
				this.fail(caught);
			},
		});
	}

	/** How a request is answered, and then worked on. */
	private answering(receiving: ReceiveSettings, confirm: ConfirmationMode, state: KeptState) {
		const seen = new SeenDeliveries(state.seen);
		return (request: CapturedRequest, response: Response): void => {
			const { method, headers, query, kingfisherBody } = request;
			const body = kingfisherBody ?? new Uint8Array();
			const now = Date.now();
			const received = { method, headers, body, token: query['token'] };
			const reception = receiveWebhook(received, receiving, seen, now);
			// Before the answer: what has been answered with 200 is not sent again.
			if (reception.events.length > 0) state.seen = seen.save();
			// What is left of a body that is too large is not waited for.
			if (reception.status === 413) response.set('Connection', 'close');
			response.status(reception.status).end();
			const report = this.rejections.note(reception, now);
			if (report) this.node.send([null, { topic: 'rejected', payload: rejectionRow(report, now) }]);
			for (const event of reception.events) void this.pass(event, confirm);
		};
	}

	private async pass(event: DeliveredEvent, mode: ConfirmationMode): Promise<void> {
		try {
			const output = outputOf(this.config['output']);
			if (mode === 'no') {
				this.node.send([eventMessage(event, output), null]);
				return;
			}
			const client = (this.account as AccountNode).client();
			const confirmation = await confirmEvent(client, event);
			if (this.isClosed) return;
			const isLeftOut = mode === 'require' && confirmation.confirmed !== true;
			const msg = eventMessage(event, output, confirmation);
			this.node.send(isLeftOut ? [null, { ...msg, topic: 'unconfirmed' }] : [msg, null]);
		} catch (caught) {
			this.fail(caught);
		}
	}

	/** For the catch nodes, else for the log. */
	private fail(caught: unknown): void {
		this.node.error(asNodeRedError(caught), {});
	}

	private readonly t: Translate = (key, values) => this.RED._(key, values);
}

function notServed(): KingfisherError {
	return new KingfisherError({
		code: 'not_supported',
		message: 'Events: this Node-RED serves no addresses of nodes',
		help: 'Set httpNodeRoot in its settings file to an address instead of false, and restart it.',
	});
}

function taken(path: string): KingfisherError {
	return new KingfisherError({
		code: 'invalid_parameter',
		message: `Events: another node receives at ${path}`,
		help: 'Open one of the two and change its path, or leave it empty.',
	});
}
