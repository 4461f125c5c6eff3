import type { INodeExecutionData, IRun, ITriggerFunctions } from 'n8n-workflow';
import { isNews, type StreamEvent, type StreamMessage } from '../../core';
import { clock } from '../shared/client';
import { eventItem, messageItems } from './items';
import type { StreamParameters } from './read-parameters';

/** Executes the workflow with what comes. */
export class Deliveries {
	private events: INodeExecutionData[] = [];

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly parameters: StreamParameters,
	) {}

	/** One execution with the items of all `messages`; the promise ends when the execution has ended. */
	messages(messages: StreamMessage[]): Promise<IRun> | undefined {
		const items = messages.flatMap((message) => messageItems(message, this.parameters.form));
		if (items.length === 0) return undefined;
		const done = this.context.helpers.createDeferredPromise<IRun>();
		this.context.emit([items], undefined, done);
		return done.promise;
	}

	/** What happens at the same moment, such as the silence of many subscriptions, is one execution. */
	event(event: StreamEvent): void {
		if (!this.parameters.connectionEvents || !isNews(event)) return;
		this.events.push(eventItem(event, clock.now()));
		if (this.events.length > 1) return;
		Promise.resolve()
			.then(() => this.emitEvents())
			.catch((caught: unknown) => this.context.logger.warn(`stream: ${String(caught)}`));
	}

	private emitEvents(): void {
		const items = this.events;
		this.events = [];
		this.context.emit([items]);
	}
}
