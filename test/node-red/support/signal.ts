import type { NodeMessage } from 'node-red';
import { node, until, type FlowNode, type Host } from './host';

/** In the guide's samples the nearest large cluster is 3.7 % away from the price of 67,000. */
export function near(properties: Record<string, unknown> = {}): FlowNode {
	return node('signal', {
		signal: 'cluster-proximity',
		asset: 'BTC',
		assetType: 'str',
		settings: { enterDistance: '4' },
		...properties,
	});
}

/** Rows as a flow may hand them over: a cluster of 4.8 billion USD at a distance from 67,000. */
export function clusters(price: number, asset = 'BTC'): object {
	return {
		asset,
		exchange: 'all',
		timeframe: '1D',
		current_price: 67_000,
		clusters: [{ price, long_liquidations: 4.8e9, short_liquidations: 1e8 }],
	};
}

export type Payload = Record<string, unknown>;

/** Hands the signal a message, and waits for what its second output says. */
export async function evaluate(host: Host, msg: NodeMessage, count = 1): Promise<Payload[]> {
	const before = host.told.length;
	host.receive(msg);
	await until(() => host.told.length >= before + count, `${count} evaluations`);
	return host.told.slice(before).map(({ payload }) => payload as Payload);
}

export const payloads = (messages: NodeMessage[]) =>
	messages.map(({ payload }) => payload as Payload);
