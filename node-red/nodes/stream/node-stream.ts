import type { Node, NodeAPI, NodeDef, NodeMessage } from 'node-red';
import {
	eventRow,
	eventText,
	isNews,
	listenSettings,
	readSubscriptions,
	type StreamEvent,
	type StreamMessage,
	type Subscriber,
	type Wish,
} from '../../../core';
import { asNodeRedError, noAccount, NodeRedError } from '../../shared/errors';
import { messageIds } from '../../shared/message-ids';
import { outputOf } from '../../shared/messages';
import { Status } from '../../shared/status';
import { failureStatus, type Translate } from '../../shared/status-text';
import { findAccount, type AccountNode } from '../account/find-account';
import { readCommand, subscribe, unsubscribe } from './commands';
import { deliveryOf, entriesOf, wishOf } from './fields';
import { dataMessages, type Form } from './messages';
import { eventStatus, streamStatus } from './status';

export type StreamConfig = NodeDef & Wish & Record<string, unknown>;

/** What one node does from a deploy to the next. */
export class NodeStream {
	private readonly status: Status;
	private readonly form: Form;
	private readonly nextId: () => string;
	private readonly account: AccountNode | undefined;
	private readonly subscriber: Subscriber | NodeRedError;
	private complaint: NodeJS.Immediate | undefined;

	constructor(
		private readonly RED: NodeAPI,
		private readonly node: Node,
		private readonly config: StreamConfig,
	) {
		this.status = new Status(node);
		this.form = {
			output: outputOf(config['output']),
			inBatches: deliveryOf(config['delivery']) === 'batch',
		};
		this.nextId = messageIds(RED.util.generateId());
		this.account = findAccount(RED, config['account']);
		this.account?.register(node);
		this.subscriber = this.start();
	}

	/**
	 * Does what a message says.
	 * @throws NodeRedError, KingfisherError `invalid_parameter`
	 */
	obey(msg: NodeMessage, send: (messages: (NodeMessage | null)[]) => void): void {
		const { subscriber } = this;
		if (subscriber instanceof NodeRedError) throw subscriber;
		const { action, wish } = readCommand(msg.payload);
		if (action === 'status') {
			const { subscriptions, ...rest } = subscriber.status;
			msg.topic = action;
			msg.payload = { ...rest, subscriptions: subscriptions.map((one) => ({ ...one })) };
			send([null, msg]);
			return;
		}
		if (action === 'subscribe') subscribe(subscriber, wish, wishOf(this.config));
		else unsubscribe(subscriber, wish);
		if (subscriber.status.state === 'live') this.showStream(subscriber);
	}

	close(isRemoved: boolean): void {
		clearImmediate(this.complaint);
		this.status.close();
		if (!(this.subscriber instanceof NodeRedError)) {
			this.account?.unlisten(this.subscriber, isRemoved);
		}
		this.account?.deregister(this.node);
	}

	private start(): Subscriber | NodeRedError {
		try {
			const subscriber = this.listen();
			this.showStream(subscriber);
			return subscriber;
		} catch (caught) {
			this.status.show(failureStatus(this.t, caught));
			// The catch nodes of the flow are not there yet.
			this.complaint = setImmediate(() => this.fail(caught));
			return asNodeRedError(caught);
		}
	}

	private listen(): Subscriber {
		if (!this.account) throw noAccount();
		const debug = (message: string) => this.node.debug(message);
		return this.account.listen({
			subscriptions: readSubscriptions(wishOf(this.config)),
			...listenSettings(entriesOf(this.config)),
			onMessages: (messages) => this.hear(messages),
			onEvent: (event) => this.tell(event),
			// What it warns of comes as an event too, or is caught here.
			logger: { debug, warn: debug },
		});
	}

	private hear(messages: StreamMessage[]): undefined {
		try {
			// Sent together, all but the first would be copied.
			for (const msg of dataMessages(this.RED, messages, this.form)) {
				msg._msgid = this.nextId();
				this.node.send(msg);
			}
		} catch (caught) {
			this.fail(caught);
		}
	}

	private tell(event: StreamEvent): void {
		const { status, node, subscriber } = this;
		const shown = eventStatus(this.t, event);
		if (shown) status.show(shown);
		else if (!(subscriber instanceof NodeRedError)) this.showStream(subscriber);
		if (event.type === 'refused') this.fail(event.error);
		if (event.type === 'problem') node.warn(eventText(event));
		if (!isNews(event)) return;
		node.send([null, { topic: event.type, payload: eventRow(event, Date.now()) }]);
	}

	/** For the catch nodes, else for the log. */
	private fail(caught: unknown): void {
		this.node.error(asNodeRedError(caught), {});
	}

	private showStream(subscriber: Subscriber): void {
		this.status.show(streamStatus(this.t, subscriber.status));
	}

	private readonly t: Translate = (key, values) => this.RED._(key, values);
}
