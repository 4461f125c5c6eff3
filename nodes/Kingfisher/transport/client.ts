import { sleep, type ICredentialDataDecryptedObject, type IExecuteFunctions } from 'n8n-workflow';
import { Client, type Clock, type Environment } from '../../../core';
import { authenticatedRequest, helperTransport } from './helper-transport';

export const clock: Clock = {
	now: () => Date.now(),
	// n8n's own rejects when it is aborted; the core asks for a sleep that merely ends.
	sleep: async (ms, signal) => await sleep(ms, signal).catch(() => undefined),
};

/** What of a credential the core needs. */
export function accountOf(credentials: ICredentialDataDecryptedObject) {
	return {
		apiKey: String(credentials.apiKey ?? ''),
		environment: (credentials.environment ?? 'production') as Environment,
		baseUrl: String(credentials.baseUrl ?? ''),
	};
}

/** A client of the node's credential. Clients of one key share its budget and cache. */
export async function createClient(this: IExecuteFunctions): Promise<Client> {
	const credentials = await this.getCredentials('kingfisherApi');
	return new Client({
		...accountOf(credentials),
		transport: helperTransport(authenticatedRequest(this)),
		clock,
		random: Math.random,
		logger: this.logger,
	});
}
