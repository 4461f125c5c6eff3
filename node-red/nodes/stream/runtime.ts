import type { Node, NodeAPI } from 'node-red';
import { asNodeRedError } from '../../shared/errors';
import { NodeStream, type StreamConfig } from './node-stream';

/** Registers the node that listens to the stream: data at the first output, events at the second. */
export function streamNode(RED: NodeAPI): void {
	function StreamNode(this: Node, config: StreamConfig): void {
		RED.nodes.createNode(this, config);
		const stream = new NodeStream(RED, this, config);
		this.on('input', (msg, send, done) => {
			try {
				stream.obey(msg, send);
				done();
			} catch (caught) {
				done(asNodeRedError(caught));
			}
		});
		this.on('close', (removed: boolean, done: () => void) => {
			stream.close(removed);
			done();
		});
	}
	RED.nodes.registerType('kingfisher-stream', StreamNode);
}
