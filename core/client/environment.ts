import { KingfisherError } from './errors';

/** Source: API guide, "Base URLs". The guide names no stream of the sandbox; the same path is assumed. */
export const ENVIRONMENTS = {
	production: {
		baseUrl: 'https://api.thekingfisher.io/v1',
		streamUrl: 'wss://api.thekingfisher.io/v1/stream',
	},
	sandbox: {
		baseUrl: 'https://api-sandbox.thekingfisher.io/v1',
		streamUrl: 'wss://api-sandbox.thekingfisher.io/v1/stream',
	},
} as const;

export type Environment = keyof typeof ENVIRONMENTS | 'custom';

/**
 * The base URL without a trailing slash.
 * @throws KingfisherError `invalid_configuration` for an address the key must not be sent to.
 */
export function resolveBaseUrl(environment: Environment = 'production', custom?: string): string {
	if (environment !== 'custom') {
		// A flow may hold a word that is not an environment; production would be a wrong guess.
		if (Object.hasOwn(ENVIRONMENTS, environment)) return ENVIRONMENTS[environment].baseUrl;
		throw refused(`"${environment}" is not an environment`);
	}
	return addressOf('base URL', 'http', custom);
}

/**
 * The address of the stream. A custom environment that names none has it below its base URL, where the
 * guide's is.
 * @throws KingfisherError `invalid_configuration` for an address the key must not be sent to.
 */
export function resolveStreamUrl(
	environment: Environment = 'production',
	custom?: { baseUrl?: string; streamUrl?: string },
): string {
	const baseUrl = resolveBaseUrl(environment, custom?.baseUrl);
	if (environment !== 'custom') return ENVIRONMENTS[environment].streamUrl;
	if ((custom?.streamUrl ?? '').trim() === '') return `${baseUrl.replace(/^http/, 'ws')}/stream`;
	return addressOf('stream URL', 'ws', custom?.streamUrl);
}

/** An address as it was given, without a trailing slash: encrypted, unless it is of this machine. */
function addressOf(what: string, scheme: 'http' | 'ws', given = ''): string {
	if (given.trim() === '') throw refused(`The custom ${what} is empty`);
	if (!URL.canParse(given.trim())) throw refused(`The ${what} is not a valid address`);
	const url = new URL(given.trim());
	if (url.username !== '' || url.password !== '') {
		throw refused(`The ${what} holds a user name or password`);
	}
	const isPlain = url.protocol === `${scheme}:` && isLoopback(url.hostname);
	if (url.protocol !== `${scheme}s:` && !isPlain) {
		throw refused(
			`The ${what} must start with ${scheme}s:// (${scheme}:// is accepted for this machine only)`,
		);
	}
	return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`;
}

function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function refused(message: string): KingfisherError {
	return new KingfisherError({
		code: 'invalid_configuration',
		message,
		help: `Use an address such as ${ENVIRONMENTS.production.baseUrl}, or choose the production or sandbox environment.`,
	});
}
