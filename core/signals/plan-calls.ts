import type { AnyEndpoint } from '../api/endpoint';
import { prepareRequest } from '../client/request';
import { readSignalSettings, type AnySignal, type Need } from './signal';

/** A signal of an asset that somebody wants evaluated. */
export interface Watch {
	signal: AnySignal;
	asset: string;
	/** A price that is newer than those in the answers, where the flow has one. */
	price?: unknown;
	/** As the user entered them. */
	settings?: unknown;
}

export interface PlannedCall {
	endpoint: AnyEndpoint;
	/** As they are sent, the asset included: `client.ask(endpoint, parameters)`. */
	parameters: Record<string, unknown>;
}

export interface PlannedEvaluation extends Watch {
	/** Which of the calls it is evaluated on, by their index. */
	calls: number[];
}

export interface Plan {
	/** The calls of one round, each once. */
	calls: PlannedCall[];
	evaluations: PlannedEvaluation[];
}

/**
 * The calls that a set of signals and assets needs. What two of them ask in the same way is asked
 * once, and where only a price is wanted, any answer about the asset that has one serves.
 *
 * @throws KingfisherError `invalid_parameter`
 */
export function planCalls(watches: readonly Watch[]): Plan {
	const calls = new Map<string, PlannedCall>();
	const needs = watches.map(({ signal, settings, asset }) =>
		signal
			.needs(readSignalSettings(signal, settings))
			.map((need) => ({ ...need, call: callFor(need, asset) })),
	);
	const all = needs.flat();
	for (const { call, forPrice } of all) if (!forPrice) calls.set(call.key, call);
	const keys = new Map(
		all.map((need) => {
			const { call } = need;
			const shared = [...calls].find(([, one]) => need.forPrice && hasPriceOf(one, call.asset));
			const key = shared?.[0] ?? call.key;
			if (!calls.has(key)) calls.set(key, call);
			return [need, key] as const;
		}),
	);
	const order = [...calls.keys()];
	return {
		calls: [...calls.values()].map(({ endpoint, parameters }) => ({ endpoint, parameters })),
		evaluations: watches.map((watch, index) => {
			const own = (needs[index] ?? []).map((need) => order.indexOf(keys.get(need) ?? ''));
			return { ...watch, calls: [...new Set(own)] };
		}),
	};
}

interface KeyedCall extends PlannedCall {
	asset: unknown;
	/** The same for calls that the client would answer from one another. */
	key: string;
}

function callFor({ endpoint, parameters }: Need, asset: string): KeyedCall {
	const { asked, url } = prepareRequest(endpoint, { ...parameters, asset }, 'https://any.host');
	return { endpoint, parameters: asked, asset: asked['asset'], key: url.pathname + url.search };
}

function hasPriceOf({ endpoint, parameters }: PlannedCall, asset: unknown): boolean {
	return 'currentPrice' in endpoint.rowFields && parameters['asset'] === asset;
}
