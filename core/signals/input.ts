import { iso } from '../api/read';
import { Collector } from './collect';
import { symbol, type Facts } from './facts';
import { positive } from './plausible';
import type { AnySignal } from './signal';

/** What a signal is evaluated on: one asset at one moment. */
export interface SignalInput {
	/** In capitals; empty when nobody says which. */
	asset: string;
	/** Epoch ms. */
	now: number;
	/** Data of endpoints, the newest last. */
	facts: readonly Facts[];
	/** The price, where the flow gives it apart from the data. */
	price: number | null;
	/** What was handed over and cannot be used, in words for the user. */
	remarks: readonly string[];
}

export interface InputContext {
	/** Epoch ms. */
	now: number;
	/** The asset that was chosen; without one, the data say which. */
	asset?: unknown;
	/** A price that is newer than the one in the data, where the flow has one. */
	price?: unknown;
}

/** More assets at once are a mistake in the flow. */
const MAX_ASSETS = 200;

/**
 * The inputs in what a host hands over, one an asset: answers, stream messages, errors of calls that
 * failed, or whatever a flow passes: responses as they came, rows or summaries of ours, Node-RED
 * messages, n8n items, `{ asset, price }`, and lists of all that. Never throws; what cannot be used
 * is told in `remarks`. With `context.asset`, exactly one.
 */
export function inputsFrom(
	signal: AnySignal,
	given: unknown,
	context: InputContext,
): [SignalInput, ...SignalInput[]] {
	const chosen = symbol(context.asset);
	const price = positive(context.price);
	const now = timeFrom(context.now);
	const collected = new Collector(signal.reads, { now, asset: chosen, price });
	collected.take(given);
	const inputOf = (asset: string): SignalInput => ({
		asset,
		now,
		facts: collected.facts.filter((one) => one.asset === null || one.asset === asset),
		price: price ?? collected.priceOf(asset),
		remarks: collected.remarks,
	});
	if (chosen !== null) return [inputOf(chosen)];
	const [first = '', ...others] = collected.assets().slice(0, MAX_ASSETS);
	return [inputOf(first), ...others.map(inputOf)];
}

/** The input of one asset: the chosen one, else the first one that the data name. */
export function inputFrom(signal: AnySignal, given: unknown, context: InputContext): SignalInput {
	return inputsFrom(signal, given, context)[0];
}

/** A time that can be written; what is none is the beginning of time, rather than an end to the flow. */
export function timeFrom(now: number): number {
	return Number.isFinite(now) && iso(now) !== null ? now : 0;
}
