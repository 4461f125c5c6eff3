import { accessors, Client, fetchTransport, type Accessors, type ClientOptions } from '../core';
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
