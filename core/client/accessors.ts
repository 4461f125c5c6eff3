import { catalogue } from '../api/catalogue';
import type { AnyEndpoint, InputOf, ResponseOf } from '../api/endpoint';
import { webhookOperations } from '../api/webhooks';
import type { Client } from './client';
import type { Settings } from './settings';

type CatalogueEndpoint = (typeof catalogue)[keyof typeof catalogue];

/** `client.gex.get('BTC')`, as in the guide's SDK samples: resolves to the API's response. */
export type Accessors = {
	[E in CatalogueEndpoint as E['accessor']]: {
		get(
			asset: string,
			parameters?: Omit<InputOf<E>, 'asset'>,
			settings?: Partial<Settings>,
		): Promise<ResponseOf<E>>;
	};
} & {
	webhooks: {
		[O in keyof typeof webhookOperations]: (
			parameters: InputOf<(typeof webhookOperations)[O]>,
			settings?: Partial<Settings>,
		) => Promise<ResponseOf<(typeof webhookOperations)[O]>>;
	};
};

/** The accessors of a client, derived from the catalogue. */
export function accessors(client: Client): Accessors {
	const ask = async (
		endpoint: AnyEndpoint,
		parameters: Record<string, unknown>,
		settings?: Partial<Settings>,
	): Promise<unknown> => {
		const answer = await client.ask(endpoint, parameters, settings);
		return answer.data() as unknown;
	};
	const data = Object.values(catalogue).map((endpoint) => [
		endpoint.accessor,
		{
			get: (
				asset: string,
				parameters: Record<string, unknown> = {},
				settings?: Partial<Settings>,
			) => ask(endpoint, { ...parameters, asset }, settings),
		},
	]);
	const webhooks = Object.entries(webhookOperations).map(([operation, endpoint]) => [
		operation,
		(parameters: Record<string, unknown> = {}, settings?: Partial<Settings>) =>
			ask(endpoint, parameters, settings),
	]);
	return Object.fromEntries([...data, ['webhooks', Object.fromEntries(webhooks)]]) as Accessors;
}
