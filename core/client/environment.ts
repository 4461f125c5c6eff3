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
	const given = (custom ?? '').trim();
	if (given === '') throw refused('The custom base URL is empty');
	if (!URL.canParse(given)) throw refused('The base URL is not a valid address');
	const url = new URL(given);
	if (url.username !== '' || url.password !== '') {
		throw refused('The base URL holds a user name or password');
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
		throw refused(
			'The base URL must start with https:// (http:// is accepted for this machine only)',
		);
	}
	return url.origin + url.pathname.replace(/\/+$/, '');
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
