import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import {
	catalogue,
	Client,
	fetchTransport,
	isKingfisherError,
	type KingfisherError,
} from '../../../core';
import { accountOf, clock } from '../transport/client';

/**
 * Asks for one answer, which costs a call unless it is known already that none is left, and says in plain
 * words what is wrong: the key, the plan, the address, or the way there. n8n offers a credential test no
 * HTTP helper but a deprecated one, hence `fetch`.
 */
export async function kingfisherApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	return await test(credential.data ?? {}).then(
		(message) => ({ status: 'OK' as const, message }),
		(error: unknown) => ({
			status: 'Error' as const,
			message: isKingfisherError(error)
				? `${error.message}. ${error.help}`
				: 'The test did not finish',
		}),
	);
}

async function test(data: ICredentialDataDecryptedObject): Promise<string> {
	const client = new Client({
		...accountOf(data),
		transport: fetchTransport(fetch),
		clock,
		random: Math.random,
	});
	const answer = await client
		.ask(
			catalogue.liquidations,
			{ asset: 'BTC' },
			{ timeoutMs: 10_000, retries: 0, cacheSeconds: 0, onReserve: 'spend' },
		)
		.catch((error: KingfisherError) => {
			// Only a key that works has a limit to reach.
			if (error.code === 'rate_limited') return undefined;
			throw error;
		});
	if (!answer) return "The key works; today's calls are used up";
	// An address that answers with something else is not the API, even if it takes the key.
	answer.data();
	const { remaining, limit } = answer.rateLimit;
	return remaining === null
		? 'The key works'
		: `The key works: ${remaining} of ${limit ?? '?'} calls left`;
}
