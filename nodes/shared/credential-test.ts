import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { Client, fetchTransport, isKingfisherError, testConnection } from '../../core';
import { accountOf, clock } from './client';

/**
 * Says in plain words what is wrong: the key, the plan, the address, or the way there. Costs a call.
 * n8n offers a credential test no HTTP helper but a deprecated one, hence `fetch`.
 */
export async function kingfisherApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	return await test(credential.data ?? {}).then(
		(message) => ({ status: 'OK' as const, message }),
		(error: unknown) => {
			if (!isKingfisherError(error)) return { status: 'Error', message: 'The test did not finish' };
			if (error.code === 'rate_limited')
				return { status: 'OK', message: `The key works. ${error.message}` };
			return { status: 'Error', message: `${error.message}. ${error.help}` };
		},
	);
}

async function test(data: ICredentialDataDecryptedObject): Promise<string> {
	const transport = fetchTransport(fetch);
	const client = new Client({ ...accountOf(data), transport, clock, random: Math.random });
	const { remaining, limit } = await testConnection(client);
	return remaining === null
		? 'The key works'
		: `The key works: ${remaining} of ${limit ?? '?'} calls left`;
}
