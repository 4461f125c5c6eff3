import { randomUUID } from 'node:crypto';
import { KingfisherError } from '../client/errors';
import { hmacSignature, standardSignature, type Signing } from './verify';

/** As `fetch` takes it: `fetch(url, signWebhook(…))`. */
export interface SignedWebhook {
	method: 'POST';
	headers: Record<string, string>;
	/** To be sent as it stands: another spelling of the same JSON has another signature. */
	body: string;
}

export interface SignOptions {
	/** As the receiver expects it; nothing is signed when left out. */
	signing?: Signing;
	/** Of the delivery; made up when left out. */
	id?: string;
	/** Epoch ms. */
	now: number;
}

/**
 * A delivery as the API would send it, for tests of your own flows.
 * @throws KingfisherError `invalid_configuration` when the secret is empty
 */
export function signWebhook(
	event: unknown,
	{ signing = { kind: 'none' }, id = `msg_${randomUUID()}`, now }: SignOptions,
): SignedWebhook {
	const body = JSON.stringify(event);
	const headers = { 'content-type': 'application/json', 'webhook-id': id };
	return { method: 'POST', headers: { ...headers, ...signature(signing, id, now, body) }, body };
}

function signature(
	signing: Signing,
	id: string,
	now: number,
	body: string,
): Record<string, string> {
	switch (signing.kind) {
		case 'standard': {
			const timestamp = String(Math.floor(now / 1000));
			const signed = given(standardSignature(signing.secret, id, timestamp, body));
			return { 'webhook-timestamp': timestamp, 'webhook-signature': signed };
		}
		case 'hmac': {
			const signed = given(hmacSignature(signing.secret, body, 'hex'));
			return { [signing.header.trim().toLowerCase()]: `sha256=${signed}` };
		}
		case 'token':
		case 'none':
			return {};
	}
}

function given(signed: string | undefined): string {
	if (signed !== undefined) return signed;
	throw new KingfisherError({
		code: 'invalid_configuration',
		message: 'The secret to sign with is empty',
		help: 'Give the secret that the receiver verifies with.',
	});
}
