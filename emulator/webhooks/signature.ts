import { createHmac } from 'node:crypto';
import type { WebhookBehaviour } from './types';

export interface Signed {
	/** The delivery's id. */
	id: string;
	/** ms since 1970. */
	at: number;
	/** As it is sent. */
	body: Buffer;
}

/** The headers that sign a delivery. */
export function signatureHeaders(
	signature: WebhookBehaviour['signature'],
	{ id, at, body }: Signed,
): Record<string, string> {
	if (!signature) return {};
	const { wrong = false } = signature;
	if (signature.kind === 'hmac') {
		const { header, secret, prefix = '', encoding = 'hex' } = signature;
		const key = Buffer.from(secret);
		return {
			[header]:
				prefix +
				createHmac('sha256', wrong ? another(key) : key)
					.update(body)
					.digest(encoding),
		};
	}
	const timestamp = String(Math.floor(at / 1000));
	const key = standardKey(signature.secret);
	const digest = createHmac('sha256', wrong ? another(key) : key)
		.update(`${id}.${timestamp}.`)
		.update(body)
		.digest('base64');
	return {
		'webhook-id': id,
		'webhook-timestamp': timestamp,
		'webhook-signature': `v1,${digest}`,
	};
}

function standardKey(secret: string): Buffer {
	const base64 = secret.match(/^whsec_(.*)$/s)?.[1];
	return base64 === undefined ? Buffer.from(secret) : Buffer.from(base64, 'base64');
}

function another(key: Buffer): Buffer {
	return Buffer.concat([key, Buffer.of(1)]);
}
