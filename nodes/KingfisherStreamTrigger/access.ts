import type { ITriggerFunctions } from 'n8n-workflow';
import {
	KingfisherError,
	resolveStreamUrl,
	trimmedKey,
	webSockets,
	type ListenPorts,
	type StreamAccess,
} from '../../core';
import { accountOf, clock, createClient } from '../shared/client';
import { CREDENTIAL } from '../shared/helper-transport';

/**
 * What the stream needs of the node's credential, as it is now. n8n can read it in the background too.
 * @throws KingfisherError `invalid_configuration`
 */
export async function readAccess(context: ITriggerFunctions): Promise<StreamAccess> {
	const credentials = await context.getCredentials(CREDENTIAL);
	const { environment, baseUrl } = accountOf(credentials);
	const streamUrl = String(credentials.streamUrl ?? '');
	const name = context.getNode().credentials?.[CREDENTIAL]?.name ?? 'Kingfisher API';
	return {
		client: createClient(context, credentials),
		apiKey: trimmedKey(credentials.apiKey),
		streamUrl: resolveStreamUrl(environment, { baseUrl, streamUrl }),
		account: `credential "${name}"`,
	};
}

/** @throws KingfisherError `not_supported` where n8n runs on a Node.js without WebSocket */
export function streamPorts(context: ITriggerFunctions): ListenPorts {
	if (typeof WebSocket === 'undefined') {
		throw new KingfisherError({
			code: 'not_supported',
			message: 'The Node.js that n8n runs on has no WebSocket, which the stream needs',
			help: 'Run n8n on Node.js 22 or later. The Docker images of n8n 2 do.',
		});
	}
	return {
		sockets: webSockets(WebSocket),
		clock,
		random: Math.random,
		reread: async () => await readAccess(context),
	};
}
