import { randomBytes } from 'node:crypto';
import { startEmulator, type Emulator } from '../../emulator';
import { EventTriggerHost, type EventHostOptions } from './n8n-event-host';

export const PROXIMITY = 'liquidation.cluster_proximity';
export const FLIP = 'gex.flip';
export const FUNDING = 'funding.rate.extreme';

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

export interface EventBench {
	readonly emulator: Emulator;
	/** An n8n with the trigger, of BTC's gamma flips and under a key of its own unless something else is said. */
	host(options?: Partial<EventHostOptions>): Promise<EventTriggerHost>;
	/** Event, asset and threshold of everything that is registered. */
	registered(): unknown[][];
	/** Fires an event of BTC; the status of every answer. */
	fire(event?: string, options?: object): Promise<(number | undefined)[]>;
}

/** An emulator for the tests of a file, and n8ns around the trigger, closed after each test. */
export function eventBench(): EventBench {
	let emulator: Emulator;
	let hosts: EventTriggerHost[] = [];
	jest.setTimeout(30_000);

	beforeAll(async () => {
		emulator = await startEmulator();
	});
	afterEach(async () => {
		for (const host of hosts) await host.close();
		hosts = [];
		emulator.reset();
	});
	afterAll(async () => {
		await emulator.close();
	});

	return {
		get emulator() {
			return emulator;
		},
		async host({ parameters, credentials, ...more } = {}) {
			const host = await EventTriggerHost.open({
				parameters: { events: [FLIP], ...parameters },
				credentials: {
					apiKey: `kf_pro_nodes_${randomBytes(6).toString('hex')}`,
					environment: 'custom',
					baseUrl: emulator.baseUrl,
					...credentials,
				},
				...more,
			});
			hosts.push(host);
			return host;
		},
		registered: () =>
			emulator.webhooks
				.registrations()
				.map(({ events, config }) => [events.join(), config.asset, config.threshold]),
		fire: async (event = FLIP, options = {}) =>
			(await emulator.webhooks.fire(event, 'BTC', options)).map(({ status }) => status),
	};
}
