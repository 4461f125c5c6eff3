import { KingfisherError, type ErrorFacts } from './errors';

const TOO_LARGE = ['ERR_FR_MAX_BODY_LENGTH_EXCEEDED', 'ERR_KINGFISHER_TOO_LARGE'];

/**
 * The error for a request that brought no complete response. Reads only codes and names of what was
 * thrown: its text may hold a URL or headers.
 */
export function connectionFailure(thrown: unknown, host: string): KingfisherError {
	const codes = errorCodes(thrown);
	if (codes.some((code) => TOO_LARGE.includes(code))) return tooLarge();
	const known = codes.find((code) => code in REASONS);
	const reason = known === undefined ? codes[0] : REASONS[known];
	const facts: ErrorFacts = {
		code: 'connection_failed',
		message: `Could not reach ${host}${reason === undefined ? '' : `: ${reason}`}`,
		help: codes.some((code) => code in NOT_TRUSTED) ? TRUST_HELP : HELP,
	};
	return new KingfisherError(facts);
}

/** That a certificate is not trusted, and what to do; `undefined` when something else went wrong. */
export function distrust(thrown: unknown): string | undefined {
	const known = errorCodes(thrown).find((code) => code in NOT_TRUSTED);
	return known && `${NOT_TRUSTED[known]}. ${TRUST_HELP}`;
}

export function tooLarge(): KingfisherError {
	return new KingfisherError({
		code: 'response_too_large',
		message: 'The response is larger than this package accepts',
		help: 'Check that the base URL points at the Kingfisher API; ask for less if it does.',
	});
}

/** Of a request and of the stream, which goes on trying by itself. */
const HELP = 'Check the internet connection, the base URL and any proxy.';

/** Certificates that may be right all the same: of a company, or of a proxy that reads along. */
const TRUST_HELP =
	'If your company or its proxy issued it, set the environment variable NODE_EXTRA_CA_CERTS to the file of its authority, and start again. Otherwise check the address: somebody else may be answering.';

const NOT_TRUSTED: Record<string, string> = {
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
	SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by an unknown authority',
	UNABLE_TO_GET_ISSUER_CERT: 'its certificate is signed by an unknown authority',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by an unknown authority',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate could not be verified',
};

const REASONS: Record<string, string> = {
	...NOT_TRUSTED,
	ECONNREFUSED: 'the connection was refused',
	ECONNRESET: 'the connection was closed',
	ECONNABORTED: 'the connection was closed',
	EPIPE: 'the connection was closed',
	UND_ERR_SOCKET: 'the connection was closed',
	ERR_BAD_RESPONSE: 'the response broke off',
	ENOTFOUND: 'the host name is unknown',
	EAI_AGAIN: 'the host name could not be looked up',
	ETIMEDOUT: 'the connection timed out',
	EHOSTUNREACH: 'the host cannot be reached',
	ENETUNREACH: 'the network cannot be reached',
	CERT_HAS_EXPIRED: "its certificate has expired, or this machine's clock is wrong",
	CERT_NOT_YET_VALID: "its certificate is not valid yet, or this machine's clock is wrong",
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

/** Codes of an error and of what caused it, outermost first. */
function errorCodes(thrown: unknown, depth = 0): string[] {
	if (depth > 5 || typeof thrown !== 'object' || thrown === null) return [];
	const { code, cause, errors } = thrown as { code?: unknown; cause?: unknown; errors?: unknown };
	const own = typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? [code] : [];
	const several: unknown[] = Array.isArray(errors) ? errors : [];
	return [...own, ...[cause, ...several].flatMap((inner) => errorCodes(inner, depth + 1))];
}
