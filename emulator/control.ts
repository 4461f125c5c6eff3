import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance } from 'fastify';
import { TIERS } from './accounts';
import type { Emulator } from './emulator';
import type { Fault } from './faults';
import type { Shapes } from './shapes/shapes';
import { serveStreamControl } from './stream/control';
import { serveWebhookControl } from './webhooks/control';

export interface ControlParts {
	emulator: Emulator;
	state: () => object;
	discount: (socket: Socket) => void;
}

/**
 * The emulator's own controls over HTTP, for tests that run in another process. They have no key:
 * the server listens on the loopback address only.
 */
export function serveControl(
	scope: FastifyInstance,
	{ emulator, state, discount }: ControlParts,
): void {
	scope.addHook('onRequest', async (request) => discount(request.socket));
	scope.setErrorHandler((error: FastifyError, _request, reply) => {
		const clientError = error instanceof TypeError || error instanceof RangeError;
		const status = clientError ? 400 : (error.statusCode ?? 500);
		return reply.code(status).send({ error: 'control', message: error.message, code: status });
	});

	scope.get('/state', () => state());
	scope.get('/calls', () => emulator.calls);

	scope.post<{ Body: Fault }>('/faults', (request, reply) => {
		emulator.faults.inject(request.body);
		return reply.code(201).send(emulator.faults.waiting());
	});
	scope.delete('/faults', () => {
		emulator.faults.clear();
		return emulator.faults.waiting();
	});

	scope.post('/reset', () => {
		emulator.reset();
		return state();
	});

	scope.post<{ Body: { key?: unknown; remaining?: unknown } | null }>('/remaining', (request) => {
		const { key, remaining } = request.body ?? {};
		if (typeof key !== 'string') throw new TypeError("'key' must be an API key");
		emulator.setRemaining(key, remaining as number);
		return state();
	});

	scope.post<{ Body: { key?: unknown; tier?: unknown } | null }>('/tier', (request) => {
		const { key, tier } = request.body ?? {};
		if (typeof key !== 'string') throw new TypeError("'key' must be an API key");
		const found = TIERS.find((one) => one === tier);
		if (!found) throw new TypeError(`'tier' must be one of ${TIERS.join(', ')}`);
		emulator.setTier(key, found);
		return { tier };
	});

	scope.post<{ Body: Partial<Shapes> | null }>('/shapes', (request) => {
		emulator.shapes.set(request.body ?? {});
		return emulator.shapes.current;
	});

	scope.post<{ Body: { ms?: unknown } | null }>('/advance', (request) => {
		const { ms } = request.body ?? {};
		if (typeof ms !== 'number') throw new TypeError("'ms' must be a number of milliseconds");
		emulator.market.advance(ms);
		return state();
	});

	serveStreamControl(scope, emulator.stream);
	serveWebhookControl(scope, emulator.webhooks);
}
