import {
	newToken,
	register,
	registrationsFor,
	unregister,
	type ClientOptions,
	type KeptRegistration,
	type Registrar,
	type Registration,
} from '../../../../core';
import { asking, impatientClock } from '../../support/client';
import type { Answering, TestServer } from '../../support/http-server';
import { registrations, type Registrations } from './registrations-server';

export const FLIP = 'gex.flip';
export const PROXIMITY = 'liquidation.cluster_proximity';
export const FUNDING = 'funding.rate.extreme';

export const TOKEN = newToken();
export const URL_OF_FLOW = `https://flows.example.com/webhook/kingfisher?token=${TOKEN}`;

/** What a flow wants: events of assets, with a threshold each. */
export function wanted(
	events: string[],
	assets: string[],
	thresholds: Record<string, number> = {},
	url = URL_OF_FLOW,
): Registration[] {
	return registrationsFor(url, events, assets, thresholds);
}

export interface Host {
	api: Registrations;
	registrar: Registrar;
	apiKey: string;
	/** What is stored at present, as a restart would find it. */
	kept: () => KeptRegistration[];
	/** Every state that was saved. */
	saved: KeptRegistration[][];
	logged: string[];
	/** Registers, going on from what is stored; an hour later than the last time. */
	register: (wanted: Registration[]) => Promise<KeptRegistration[]>;
	unregister: () => Promise<KeptRegistration[]>;
}

/** A host that registers at a small API, and stores what it is told to. */
export async function host(
	serve: (answering: Answering) => Promise<TestServer>,
	options: Partial<ClientOptions> = {},
): Promise<Host> {
	const clock = impatientClock();
	const api = await registrations(serve, clock);
	const { client, apiKey, logged } = asking(api.server, { ...options, clock });
	const saved: KeptRegistration[][] = [];
	// Through JSON, as a restart would read it.
	const kept = () => JSON.parse(JSON.stringify(saved.at(-1) ?? [])) as KeptRegistration[];
	const registrar: Registrar = {
		client,
		save: (state) => void saved.push(state),
		settings: { retries: 0 },
		logger: { debug: (line) => logged.push(line), warn: (line) => logged.push(line) },
	};
	return {
		api,
		registrar,
		apiKey,
		kept,
		saved,
		logged,
		register(wishes) {
			clock.advance(3_600_000);
			return register(registrar, wishes, kept());
		},
		unregister() {
			clock.advance(3_600_000);
			return unregister(registrar, kept());
		},
	};
}
