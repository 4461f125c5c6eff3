import type { Node, NodeAPI } from 'node-red';
import { asNodeRedError } from '../../shared/errors';
import { NodeChart, type ChartConfig } from './node-chart';

/** Registers the node that draws a picture of every message, or of what the API answers to it. */
export function chartNode(RED: NodeAPI): void {
	function ChartNode(this: Node, config: ChartConfig): void {
		RED.nodes.createNode(this, config);
		const chart = new NodeChart(RED, this, config);
		this.on('input', (msg, send, done) => {
			chart
				.hear(msg, send)
				.then(
					() => undefined,
					(caught: unknown) => chart.fail(caught),
				)
				.then((problem) => done(problem))
				.catch((caught: unknown) => this.error(asNodeRedError(caught)));
		});
		this.on('close', () => {
			chart.close();
		});
	}
	RED.nodes.registerType('kingfisher-chart', ChartNode);
}
