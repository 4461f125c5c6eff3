import type { Node, NodeAPI } from 'node-red';
import { asNodeRedError } from '../../shared/errors';
import { NodeEvent, type EventConfig } from './node-event';
import type { EventCredentials } from './token';

/** Registers the node that is called by the API: events at the first output, rejected deliveries at the second. */
export function eventNode(RED: NodeAPI): void {
	function Event(this: Node<EventCredentials>, config: EventConfig): void {
		RED.nodes.createNode(this, config);
		const event = new NodeEvent(RED, this, config);
		this.on('close', (removed: boolean, done: () => void) => {
			event.close(removed).then(done, (caught: unknown) => {
				this.error(asNodeRedError(caught));
				done();
			});
		});
	}
	RED.nodes.registerType<Node<EventCredentials>, EventConfig, object, EventCredentials>(
		'kingfisher-event',
		Event,
		{ credentials: { token: { type: 'password' }, secret: { type: 'password' } } },
	);
}
