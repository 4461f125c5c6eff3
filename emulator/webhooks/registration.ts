import type { FastifyRequest } from 'fastify';
import { ApiError, invalidParameter } from '../errors';
import { readAsset } from '../parameters';
import type { Shapes } from '../shapes/shapes';
import { isPrivateHost } from './private-hosts';
import { isWebhookEvent, type Registration } from './store';

export type RegistrationRules = Pick<Shapes, 'webhookUrls' | 'webhookThreshold'>;

/** @throws ApiError 400 that names the first field that is not as in the guide's example */
export function readRegistration(request: FastifyRequest, rules: RegistrationRules): Registration {
	if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) invalid('content type');
	const { url, events, config } = jsonObject(request.body);
	if (typeof url !== 'string' || !isCallback(url, rules.webhookUrls)) return invalid('url');
	if (!Array.isArray(events) || events.length === 0 || !events.every(isWebhookEvent))
		return invalid('events');
	if (typeof config !== 'object' || config === null) return invalid('config');
	const { asset, threshold } = config as Record<string, unknown>;
	if (typeof asset !== 'string') return invalid('asset');
	if (threshold === undefined && rules.webhookThreshold === 'optional') {
		return { url, events, config: { asset: readAsset(asset) } };
	}
	if (typeof threshold !== 'number' || !(threshold > 0)) return invalid('threshold');
	return { url, events, config: { asset: readAsset(asset), threshold } };
}

function jsonObject(body: unknown): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(String(body));
		if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
	} catch {
		// Not JSON: refused below, like JSON that is no object.
	}
	return invalid('body');
}

/** https; plain http only within this machine or network, for trying things out. */
function isCallback(text: string, allowed: Shapes['webhookUrls']): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname } = new URL(text);
	const near = isPrivateHost(hostname);
	if (near && allowed === 'public') return false;
	return protocol === 'https:' || (protocol === 'http:' && near);
}

function invalid(what: string): never {
	throw new ApiError(invalidParameter(what));
}
