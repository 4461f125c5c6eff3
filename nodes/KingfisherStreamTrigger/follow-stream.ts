import { NodeOperationError, type ITriggerFunctions, type ITriggerResponse } from 'n8n-workflow';
import { eventText, listen, type KingfisherError, type StreamEvent } from '../../core';
import { activationError } from '../shared/node-error';
import { Place } from '../shared/places';
import { readAccess, streamPorts } from './access';
import { Deliveries } from './deliver';
import { readParameters } from './read-parameters';

/** For n8n's log; of the others the core tells it by itself, or they are many. */
const NOTED: ReadonlyArray<StreamEvent['type']> = ['connected', 'disconnected', 'quiet', 'resumed'];

/** n8n waits for as long with "publishing": enough to hear of a key that is refused. */
const READY_WITHIN_MS = 5000;

/**
 * Follows the stream until the workflow is no longer published. Throws only what the user has to mend;
 * everything else passes, and n8n would give up after five attempts where the stream goes on trying.
 */
export async function followStream(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const node = context.getNode();
	const place = new Place(`${context.getWorkflow().id}:${node.id}`);
	const stream = new FollowedStream(context, place);
	await stream.start().catch((caught: unknown) => {
		place.leave();
		throw activationError(node, caught);
	});
	if (place.isLost) {
		throw new NodeOperationError(node, 'The workflow was published again while this was starting');
	}
	return { closeFunction: async () => place.leave() };
}

class FollowedStream {
	/** Until then, a refusal is what `trigger()` throws. */
	private isStarted = false;

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly place: Place,
	) {}

	async start(): Promise<void> {
		const { context } = this;
		const parameters = readParameters(context);
		const deliveries = new Deliveries(context, parameters);
		const access = await readAccess(context);
		if (this.place.isLost) return;
		const subscriber = listen(
			access,
			{
				...parameters.listening,
				onMessages: (messages) => deliveries.messages(messages),
				onEvent: (event) => {
					this.note(event);
					deliveries.event(event);
					if (event.type === 'refused' && this.isStarted) this.stop(event.error);
				},
				logger: context.logger,
			},
			streamPorts(context),
		);
		this.place.hold(subscriber);
		await subscriber.ready(READY_WITHIN_MS);
		this.isStarted = true;
	}

	private note(event: StreamEvent): void {
		if (!NOTED.includes(event.type)) return;
		const { name: nodeName } = this.context.getNode();
		const { id: workflowId } = this.context.getWorkflow();
		this.context.logger.info(eventText(event), { workflowId, nodeName });
	}

	/** n8n tells the user, runs the error workflow, and activates the node again a few times. */
	private stop(error: KingfisherError): void {
		this.place.leave();
		this.context.emitError(activationError(this.context.getNode(), error));
	}
}
