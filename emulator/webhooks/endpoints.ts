import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, METHOD_NOT_ALLOWED, notFound } from '../errors';
import type { Gate } from '../gate';
import { isoSeconds } from '../scenario';
import type { ShapeSwitches } from '../shapes/shapes';
import { registeredBody, webhookBody, webhookListBody } from '../shapes/webhooks';
import { readRegistration } from './registration';
import type { Owner, Webhook, WebhookStore } from './store';

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
	const owner = ({ raw }: Pick<FastifyRequest, 'raw'>): Owner => {
		const { keyId = '', kind } = gate.caller(raw);
		// The gate lets in no other kind.
		return { keyId, tier: kind === 'elite' ? 'elite' : 'pro' };
	};

	const find = (request: ById): Webhook => {
		const webhook = store.find(owner(request).keyId, request.params.id);
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
		const registration = readRegistration(request, shapes.current);
		const webhook = store.add(owner(request), isoSeconds(now()), registration);
		return reply.code(201).send(registeredBody(shapes.current, webhook));
	});

	scope.get('/webhooks', (request, reply) => {
		ifOffered();
		return reply.send(webhookListBody(shapes.current, store.of(owner(request).keyId)));
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
