import { sleep, type ICredentialDataDecryptedObject } from 'n8n-workflow';
import { Client, type Clock, type Environment } from '../../core';
import { authenticatedRequest, helperTransport, type HostContext } from './helper-transport';

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

/**
 * A client of the node's credential, as it is now. Clients of one key share its budget and cache.
 * @throws KingfisherError `invalid_configuration`
 */
export function createClient(
	context: HostContext,
	credentials: ICredentialDataDecryptedObject,
): Client {
	return new Client({
		...accountOf(credentials),
		transport: helperTransport(authenticatedRequest(context, credentials)),
		clock,
		random: Math.random,
		logger: context.logger,
	});
}
