import { Client, KingfisherError, type Environment, type Logger } from '../../core';
import { version } from '../package.json';
import { axiosTransport } from './axios-transport';
import { clock } from './clock';

export const USER_AGENT = `node-red-kingfisher/${version}`;

export interface ClientConfig {
	apiKey: unknown;
	environment: unknown;
	baseUrl: unknown;
}

export interface OpenClient {
	client: Client;
	/** Closes its connections. */
	close: () => void;
}

/**
 * A client of the core, with what it needs from this host.
 * @throws KingfisherError `invalid_configuration`
 */
export function openClient(
	{ apiKey, environment, baseUrl }: ClientConfig,
	logger: Logger,
): OpenClient {
	const key = text(apiKey);
	const unset = /^\$\{(.+)\}$/.exec(key.trim());
	if (unset) {
		throw new KingfisherError({
			code: 'invalid_configuration',
			message: `The environment variable ${unset[1]}, which is to hold the API key, is not set`,
			help: 'Set it where Node-RED is started and start Node-RED again, or enter the key itself in the account.',
		});
	}
	const transport = axiosTransport();
	const client = new Client({
		apiKey: key,
		environment: (text(environment) || 'production') as Environment,
		baseUrl: text(baseUrl),
		transport: transport.send,
		clock,
		random: Math.random,
		logger,
		userAgent: USER_AGENT,
	});
	return { client, close: transport.destroy };
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
