import type { FastifyError, FastifyInstance, HTTPMethods } from 'fastify';
import { dataEndpoints, serveEndpoints } from './endpoints';
import { ApiError, errorForStatus, METHOD_NOT_ALLOWED, notFound } from './errors';
import type { Gate } from './gate';
import type { Scenario } from './scenario';
import { serveWebhooks, type WebhookParts } from './webhooks/endpoints';

export interface ApiParts extends WebhookParts {
	gate: Gate;
	scenario: Scenario;
	log: (line: string) => void;
}

/** Everything under /v1. */
export function serveApi(scope: FastifyInstance, parts: ApiParts): void {
	// Bodies come as text and are parsed by who needs them: a broken one must still pass the gate.
	scope.removeAllContentTypeParsers();
	scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) =>
		done(null, body),
	);
	scope.setErrorHandler((error: FastifyError, _request, reply) => {
		const status = error.statusCode ?? 500;
		const body = error instanceof ApiError ? error.body : errorForStatus(status, 0);
		// A mistake of the emulator's own, not one it plays.
		if (body.code === 500) parts.log(error.stack ?? error.message);
		return reply.code(body.code).send(body);
	});

	parts.gate.guard(scope);
	const endpoints = dataEndpoints(parts.scenario, parts.shapes);
	serveEndpoints(scope, endpoints, parts.gate);
	serveWebhooks(scope, parts);

	for (const path of Object.keys(endpoints)) refuseOthers(scope, path, ['GET']);
	refuseOthers(scope, '/webhooks', ['GET', 'POST']);
	refuseOthers(scope, '/webhooks/:id', ['GET', 'DELETE']);
	for (const path of ['/', '/*']) {
		scope.all(path, (_request, reply) => reply.code(404).send(notFound('Route')));
	}
}

/** 405 for every method a path does not have. */
function refuseOthers(scope: FastifyInstance, url: string, allowed: HTTPMethods[]): void {
	const method = (scope.supportedMethods as HTTPMethods[]).filter((one) => !allowed.includes(one));
	scope.route({
		method,
		url,
		handler: (_request, reply) =>
			reply.code(405).header('allow', allowed.join(', ')).send(METHOD_NOT_ALLOWED),
	});
}
