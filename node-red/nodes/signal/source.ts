import type { NodeMessage } from 'node-red';
import { inputFrom, inputsFrom, type AnySignal, type SignalInput } from '../../../core';
import type { DataRule } from './fields';

export interface Wanted {
	rule: DataRule;
	/** Empty = whichever the data are about. */
	assets: string[];
	/** A price that is newer than the one in the data, where the flow has one. */
	price: unknown;
	/** Epoch ms. */
	now: number;
}

/**
 * What is to be evaluated of a message, one input an asset. `undefined` = the API is to be asked; none =
 * the message is about other assets.
 */
export function inputsOf(
	signal: AnySignal,
	msg: NodeMessage,
	{ rule, assets, price, now }: Wanted,
): SignalInput[] | undefined {
	// A calculator that is about no asset has nothing to ask and nothing to read.
	if (!signal.hasAsset) return [inputFrom(signal, undefined, { now })];
	if (rule === 'ask') return undefined;
	const all = inputsFrom(signal, msg, { now, price });
	if (rule === 'auto' && !isData(signal, msg, all)) return undefined;
	if (assets.length === 0) return all;
	const inputs = assets.map((asset) => inputFrom(signal, msg, { now, price, asset }));
	const concerned = inputs.filter((one) => one.facts.length > 0 || one.price !== null);
	if (concerned.length > 0) return concerned;
	const isAboutOthers = all.some((one) => one.facts.length > 0);
	return isAboutOthers ? [] : inputs;
}

/**
 * Whether a message brings data, and is not only a sign to begin. A bare price does not count: the
 * payload of an inject node, a timestamp, is a number too.
 */
function isData(signal: AnySignal, msg: NodeMessage, inputs: SignalInput[]): boolean {
	const read = inputs.some(({ facts }) =>
		facts.some(({ endpoint }) => signal.reads.includes(endpoint)),
	);
	// One of our own nodes sent something that cannot be used: that is told, and not asked anew.
	return read || signal.reads.some(({ name }) => name === endpointIn(msg));
}

/** A price that a message brings apart from data: `{ asset, price }`, for one that makes the node ask. */
export function priceBeside(signal: AnySignal, msg: NodeMessage, asset: string): number | null {
	if (typeof msg.payload !== 'object') return null;
	return inputFrom(signal, msg, { now: 0, asset }).price;
}

function endpointIn(msg: NodeMessage): unknown {
	const facts = msg['kingfisher'];
	return typeof facts === 'object' && facts !== null && 'endpoint' in facts
		? facts.endpoint
		: undefined;
}
