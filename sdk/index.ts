import {
	accessors,
	Client,
	fetchTransport,
	signWebhook as sign,
	type Accessors,
	type ClientOptions,
	type SignedWebhook,
	type SignOptions,
} from '../core';
import { webClock } from './web-clock';

export * from '../core';

/** Every port has a default; only the key is needed. */
export type KingfisherClientOptions = Pick<ClientOptions, 'apiKey'> & Partial<ClientOptions>;

class ProgramClient extends Client {
	constructor(options: KingfisherClientOptions) {
		super({
			transport: fetchTransport(fetch),
			clock: webClock,
			random: Math.random,
			...options,
		});
		Object.assign(this, accessors(this));
	}
}

export type KingfisherClient = Client & Accessors;

/**
 * The core for programs, as in the guide's SDK sample:
 * `await new KingfisherClient({ apiKey }).gex.get('BTC')`. Sends through the global `fetch`.
 */
export const KingfisherClient = ProgramClient as unknown as new (
	options: KingfisherClientOptions,
) => KingfisherClient;

/** What the API would send now, signed, for tests of your own flows: `fetch(url, signWebhook(event))`. */
export function signWebhook(event: unknown, options: Partial<SignOptions> = {}): SignedWebhook {
	return sign(event, { ...options, now: options.now ?? webClock.now() });
}
