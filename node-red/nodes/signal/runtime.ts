import type { Node, NodeAPI } from 'node-red';
import { asNodeRedError } from '../../shared/errors';
import { NodeSignal, type SignalConfig } from './node-signal';

/** Registers the node that evaluates a signal: what fired at the first output, every evaluation at the second. */
export function signalNode(RED: NodeAPI): void {
	function SignalNode(this: Node, config: SignalConfig): void {
		RED.nodes.createNode(this, config);
		const signal = new NodeSignal(RED, this, config);
		this.on('input', (msg, send, done) => {
			signal
				.hear(msg, send as never)
				.catch((caught: unknown) => signal.fail(caught))
				.then((problem) => done(problem))
				.catch((caught: unknown) => this.error(asNodeRedError(caught)));
		});
		this.on('close', (_removed: boolean, done: () => void) => {
			void signal.close().then(done, done);
		});
	}
	RED.nodes.registerType('kingfisher-signal', SignalNode);
}
