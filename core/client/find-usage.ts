import { liquidations } from '../api/liquidations';
import type { Usage } from './call-budget';
import type { Client } from './client';
import type { Settings } from './settings';

/**
 * How many calls are left. Spends one only when the API has not said so yet; a refusal says it too.
 * @throws KingfisherError when the API does not say
 */
export async function findUsage(client: Client, settings?: Partial<Settings>): Promise<Usage> {
	const isKnown = () => client.usage().observedAt !== null;
	if (!isKnown()) {
		await client.ask(liquidations, { asset: 'BTC' }, settings).catch((caught: unknown) => {
			if (!isKnown()) throw caught;
		});
	}
	return client.usage();
}
