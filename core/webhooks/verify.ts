import {
	createHash,
	createHmac,
	createSecretKey,
	randomBytes,
	timingSafeEqual,
	type KeyObject,
} from 'node:crypto';

/** A secret for a callback address: 32 random bytes, as they may stand in a URL. */
export function newToken(): string {
	return randomBytes(32).toString('base64url');
}

/** Whether two texts are the same, in a time that tells nothing about either. */
export function sameText(given: string, expected: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(given), digest(expected));
}

/**
 * Whether a token is the right one. Whatever is no text is not, such as a list of several; and nothing
 * is where no token has been set: the absence of a secret must not let anybody in.
 */
export function isRightToken(given: unknown, expected: unknown): boolean {
	if (typeof expected !== 'string' || expected === '') return false;
	return typeof given === 'string' && sameText(given, expected);
}

/** As Node gives them: names in lower case. */
export type WebhookHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** How deliveries are signed, beyond the token in the address. */
export type Signing =
	/** Only the token. */
	| { kind: 'token' }
	/** https://www.standardwebhooks.com: `webhook-id`, `webhook-timestamp`, `webhook-signature`. */
	| { kind: 'standard'; secret: string }
	/** An HMAC-SHA256 of the raw body in a header, in hex or base64, with or without `sha256=` in front. */
	| { kind: 'hmac'; secret: string; header: string }
	/** Anybody who knows the address may deliver: an explicit choice. */
	| { kind: 'none' };

export type SignatureVerdict = 'right' | 'wrong' | 'missing';

/** Judges a signature over the bytes as they came: parsing and writing them again would change them. */
export function checkSignature(
	signing: Signing,
	headers: WebhookHeaders,
	body: Uint8Array,
): SignatureVerdict {
	switch (signing.kind) {
		case 'standard':
			return checkStandard(signing.secret, headers, body);
		case 'hmac':
			return checkHmac(signing, headers, body);
		case 'token':
		case 'none':
			return 'right';
	}
}

/** `undefined` when it is missing, empty, or came more than once. */
export function headerOf(headers: WebhookHeaders, name: string): string | undefined {
	const value = headers[name];
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function checkHmac(
	{ secret, header }: { secret: string; header: string },
	headers: WebhookHeaders,
	body: Uint8Array,
): SignatureVerdict {
	const given = headerOf(headers, header.trim().toLowerCase());
	if (given === undefined) return 'missing';
	const [hex, base64] = [hmacSignature(secret, body, 'hex'), hmacSignature(secret, body, 'base64')];
	if (hex === undefined || base64 === undefined) return 'wrong';
	const bare = given.replace(/^sha256=/i, '');
	const verdicts = [sameText(bare.toLowerCase(), hex), sameText(bare, base64)];
	return verdicts.includes(true) ? 'right' : 'wrong';
}

function checkStandard(
	secret: string,
	headers: WebhookHeaders,
	body: Uint8Array,
): SignatureVerdict {
	const id = headerOf(headers, 'webhook-id');
	const timestamp = headerOf(headers, 'webhook-timestamp');
	const signatures = headerOf(headers, 'webhook-signature');
	if (id === undefined || timestamp === undefined || signatures === undefined) return 'missing';
	const expected = standardSignature(secret, id, timestamp, body);
	if (expected === undefined) return 'wrong';
	// Several while a secret is exchanged; all are compared, so that the time tells nothing.
	const verdicts = signatures.split(' ').map((one) => sameText(one, expected));
	return verdicts.includes(true) ? 'right' : 'wrong';
}

/**
 * `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; `undefined` when the secret is empty.
 * Source: Standard Webhooks.
 */
export function standardSignature(
	secret: string,
	id: string,
	timestamp: string,
	body: Uint8Array | string,
): string | undefined {
	const key = keyOf(secret, /^whsec_/);
	if (!key) return undefined;
	const hmac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body);
	return `v1,${hmac.digest('base64')}`;
}

/** The HMAC-SHA256 of a body; `undefined` when the secret is empty. */
export function hmacSignature(
	secret: string,
	body: Uint8Array | string,
	encoding: 'hex' | 'base64',
): string | undefined {
	const key = keyOf(secret);
	return key && createHmac('sha256', key).update(body).digest(encoding);
}

/**
 * The bytes of a secret: those of its text, or of the base64 behind `base64Mark`. `undefined` when there
 * are none: what is signed with them, anybody can sign.
 */
function keyOf(secret: unknown, base64Mark?: RegExp): KeyObject | undefined {
	const text = typeof secret === 'string' ? secret.trim() : '';
	const key = base64Mark?.test(text)
		? createSecretKey(text.replace(base64Mark, ''), 'base64')
		: createSecretKey(text, 'utf8');
	return key.symmetricKeySize === 0 ? undefined : key;
}
