import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { BodyTooLarge, type HttpTransport } from '../../core';

/** Whatever n8n hands to a node that asks the API. */
export type HostContext =
	| IExecuteFunctions
	| IHookFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

export const CREDENTIAL = 'kingfisherApi';

/** `this.helpers.httpRequestWithAuthentication` of a node, bound to it and to our credential. */
export type AuthenticatedRequest = (options: IHttpRequestOptions) => Promise<unknown>;

/**
 * n8n puts the execution's cancel signal in the place of a request's own. Ours includes it, and ends a
 * request at its deadline too, in the middle of a body as well: so it is handed over as the execution's.
 * Triggers have no such signal.
 *
 * @param credentials as they were read: a key that is exchanged meanwhile is another account's
 */
export function authenticatedRequest(
	context: HostContext,
	credentials: ICredentialDataDecryptedObject,
): AuthenticatedRequest {
	const { id, name } = { id: '', name: '', ...context.getNode().credentials?.[CREDENTIAL] };
	const credentialsDecrypted = { id: id ?? '', name, type: CREDENTIAL, data: credentials };
	return async (options) => {
		const withOurSignal = Object.create(context, {
			getExecutionCancelSignal: { value: () => options.abortSignal },
		}) as IExecuteFunctions;
		return await context.helpers.httpRequestWithAuthentication.call(
			withOurSignal,
			CREDENTIAL,
			options,
			{ credentialsDecrypted },
		);
	};
}

/**
 * Sends through n8n's own HTTP helper, so that n8n's proxy, TLS and egress rules apply; the credential
 * adds the key.
 */
export function helperTransport(request: AuthenticatedRequest): HttpTransport {
	return async ({ method, url, headers, body, signal, timeoutMs, maxBytes }) => {
		const response = (await request({
			method,
			url,
			headers,
			timeout: timeoutMs,
			abortSignal: signal,
			// A stream, so that a body that is too large is not read to its end.
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
			...(body === undefined ? {} : { body }),
		})) as IN8nHttpFullResponse;
		const received: Record<string, string> = {};
		for (const [name, value] of Object.entries(response.headers)) {
			received[name.toLowerCase()] = String(value);
		}
		return {
			status: response.statusCode,
			headers: received,
			body: await readText(response.body as AsyncIterable<Uint8Array> | undefined, maxBytes),
		};
	};
}

async function readText(
	body: AsyncIterable<Uint8Array> | string | undefined,
	maxBytes: number,
): Promise<string> {
	if (body === undefined || typeof body === 'string') return body ?? '';
	const decoder = new TextDecoder();
	let text = '';
	let bytes = 0;
	for await (const chunk of body) {
		bytes += chunk.byteLength;
		// Leaving the loop destroys the stream.
		if (bytes > maxBytes) throw new BodyTooLarge('The body is too large');
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}
