import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, invalidParameter, METHOD_NOT_ALLOWED, notFound } from './errors';
import type { Gate } from './gate';
import { readAsset } from './parameters';
import { isoSeconds } from './scenario';
import type { ShapeSwitches } from './shapes/shapes';
import { webhookBody, webhookListBody } from './shapes/webhooks';
import {
	WEBHOOK_EVENTS,
	type Registration,
	type Webhook,
	type WebhookStore,
} from './webhook-store';

export interface WebhookParts {
	gate: Gate;
	shapes: ShapeSwitches;
	store: WebhookStore;
	now: () => number;
}

type ById = FastifyRequest<{ Params: { id: string } }>;

/** Registering, as documented; listing, reading and deleting, which the guide leaves open. */
export function serveWebhooks(
	scope: FastifyInstance,
	{ gate, shapes, store, now }: WebhookParts,
): void {
	const owner = ({ raw }: Pick<FastifyRequest, 'raw'>) => gate.caller(raw).keyId ?? '';

	const find = (request: ById): Webhook => {
		const webhook = store.find(owner(request), request.params.id);
		if (!webhook) throw new ApiError(notFound('Webhook'));
		return webhook;
	};

	/** The undocumented calls may be switched off, in either way a server would say so. */
	const ifOffered = (): void => {
		const { webhookManagement } = shapes.current;
		if (webhookManagement === 'notFound') throw new ApiError(notFound('Route'));
		if (webhookManagement === 'methodNotAllowed') throw new ApiError(METHOD_NOT_ALLOWED);
	};

	scope.post('/webhooks', (request, reply) => {
		const registration = readRegistration(request);
		const webhook = store.add(owner(request), isoSeconds(now()), registration);
		return reply.code(201).send(webhookBody(shapes.current, webhook));
	});

	scope.get('/webhooks', (request, reply) => {
		ifOffered();
		return reply.send(webhookListBody(shapes.current, store.of(owner(request))));
	});

	scope.get('/webhooks/:id', (request: ById, reply) => {
		ifOffered();
		return reply.send(webhookBody(shapes.current, find(request)));
	});

	scope.delete('/webhooks/:id', (request: ById, reply): FastifyReply => {
		ifOffered();
		const { id } = find(request);
		store.remove(id);
		if (shapes.current.webhookDelete === 'noContent') return reply.code(204).send();
		return reply.send({ id, deleted: true });
	});
}

/** @throws ApiError 400 that names the first field that is not as in the guide's example */
function readRegistration(request: FastifyRequest): Registration {
	if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) invalid('content type');
	const { url, events, config } = jsonObject(request.body);
	if (typeof url !== 'string' || !isCallback(url)) return invalid('url');
	if (!Array.isArray(events) || events.length === 0 || !events.every(isEvent))
		return invalid('events');
	if (typeof config !== 'object' || config === null) return invalid('config');
	const { asset, threshold } = config as Record<string, unknown>;
	if (typeof asset !== 'string') return invalid('asset');
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

/** https; plain http only to this machine, for trying things out. */
function isCallback(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname } = new URL(text);
	const local = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
	return protocol === 'https:' || (protocol === 'http:' && local);
}

function isEvent(value: unknown): value is string {
	return (WEBHOOK_EVENTS as readonly unknown[]).includes(value);
}

function invalid(what: string): never {
	throw new ApiError(invalidParameter(what));
}
