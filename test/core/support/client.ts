import { Client, fetchTransport, type ClientOptions, type KingfisherError } from '../../../core';
import { ManualClock } from './manual-clock';

export const TIMEOUT_MS = 30_000;

let keys = 0;

/** A key of its own for every test: clients of one key share budget, cache and calls. */
export function newKey(): string {
	keys += 1;
	return `kf_test_${process.pid}_${keys}_Zq7/+=x`;
}

export interface Asking {
	client: Client;
	clock: ManualClock;
	apiKey: string;
	/** Everything that was logged. */
	logged: string[];
}

/**
 * A client that asks `server` through the platform's fetch. Waits before a retry are over at once,
 * unless a clock is given; only the deadlines of requests last.
 */
export function asking(
	server: { baseUrl: string },
	options: Partial<ClientOptions> & { clock?: ManualClock } = {},
): Asking {
	const { clock = impatientClock(), apiKey = newKey(), ...more } = options;
	const logged: string[] = [];
	const client = new Client({
		apiKey,
		environment: 'custom',
		baseUrl: server.baseUrl,
		transport: fetchTransport(fetch),
		clock,
		random: () => 0.5,
		logger: { debug: (line) => logged.push(line), warn: (line) => logged.push(line) },
		...more,
	});
	return { client, clock, apiKey, logged };
}

export function impatientClock(): ManualClock {
	return new ManualClock(undefined, (ms) => ms !== TIMEOUT_MS);
}

/** What `promise` was rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<KingfisherError> {
	try {
		await promise;
	} catch (error) {
		return error as KingfisherError;
	}
	throw new Error('It was expected to fail');
}
