import { liquidations } from '../api/liquidations';
import type { Usage } from './call-budget';
import type { Client } from './client';

/**
 * Asks the API once, for what every plan may ask: only a call tells whether the key works, so neither
 * the cache nor the reserve counts. Resolves to the calls left then. An error with the code
 * `rate_limited` speaks for the key as well: only one that works has a limit to reach.
 * @throws KingfisherError also when something else than the Kingfisher API answers
 */
export async function testConnection(client: Client, signal?: AbortSignal): Promise<Usage> {
	const once = {
		timeoutMs: 15_000,
		retries: 0,
		cacheSeconds: 0,
		onReserve: 'spend',
		signal,
	} as const;
	const answer = await client.ask(liquidations, { asset: 'BTC' }, once);
	answer.data();
	return answer.rateLimit;
}
