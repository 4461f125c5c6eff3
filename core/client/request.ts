import { isBlank } from '../api/given';
import type { ParameterDefinitions } from '../api/parameters';
import type { AnyEndpoint } from '../api/endpoint';
import { KingfisherError } from './errors';

/** A request that has been validated; what it asks is in `url` and `body`, the key is nowhere. */
export interface PreparedRequest {
	endpoint: AnyEndpoint;
	/** Parameters as they are sent, defaults filled in. */
	asked: Record<string, unknown>;
	url: URL;
	body: string | undefined;
}

/** @throws KingfisherError `invalid_parameter`, before anything is sent. */
export function prepareRequest(
	endpoint: AnyEndpoint,
	input: Record<string, unknown>,
	baseUrl: string,
): PreparedRequest {
	const asked = readParameters(endpoint, input);
	const inPath = new Set<string>();
	const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
		inPath.add(name);
		return encodeURIComponent(String(asked[name]));
	});
	const url = new URL(baseUrl + path);
	if (endpoint.body) return { endpoint, asked, url, body: JSON.stringify(endpoint.body(asked)) };
	for (const [name, value] of Object.entries(asked)) {
		if (!inPath.has(name)) url.searchParams.set(name, String(value));
	}
	return { endpoint, asked, url, body: undefined };
}

function readParameters(
	endpoint: AnyEndpoint,
	input: Record<string, unknown>,
): Record<string, unknown> {
	const asked: Record<string, unknown> = {};
	const definitions = endpoint.parameters as ParameterDefinitions;
	for (const [name, definition] of Object.entries(definitions)) {
		const given = input[name];
		if (isBlank(given)) {
			if (definition.required) {
				throw new KingfisherError({
					code: 'invalid_parameter',
					message: `${endpoint.title}: ${definition.title} is missing`,
					help: definition.description,
					endpoint: endpoint.name,
				});
			}
			if (definition.default !== undefined) asked[name] = definition.default;
			continue;
		}
		const read = definition.read(given);
		if ('refused' in read) {
			throw new KingfisherError({
				code: 'invalid_parameter',
				message: `${endpoint.title}: ${read.refused}`,
				help: read.help,
				endpoint: endpoint.name,
			});
		}
		asked[name] = read.value;
	}
	return asked;
}
