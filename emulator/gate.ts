import type { IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Accounts, Caller } from './accounts';
import { redact, type CallLog, type CallRecord } from './call-log';
import type { Connections } from './connections';
import { INVALID_KEY, rateLimitExceeded } from './errors';
import { answerInstead, spoil } from './fault-answers';
import { costsNothing, type Fault, type Faults } from './faults';
import { eliteHeaders, proHeaders } from './rate-limit-headers';
import type { ShapeSwitches } from './shapes/shapes';

export interface GateParts {
	accounts: Accounts;
	callLog: CallLog;
	connections: Connections;
	faults: Faults;
	shapes: ShapeSwitches;
	now: () => number;
	/** Aborted when the emulator closes. */
	closing: AbortSignal;
}

interface Visit {
	caller: Caller;
	call: CallRecord;
	fault?: Fault;
}

/**
 * What every request under /v1 passes, in this order: it is recorded; a call is taken off its key's
 * budget; a fault meant for it strikes; a wrong key or a spent budget is refused; then a route answers.
 */
export class Gate {
	readonly #visits = new WeakMap<IncomingMessage, Visit>();

	constructor(private readonly parts: GateParts) {}

	guard(scope: FastifyInstance): void {
		scope.addHook('onRequest', async (request) => this.#enter(request));
		// Not an async hook: fastify would go on to the route when a caller hangs up on an answer given here.
		scope.addHook('preHandler', (request, reply, done) => {
			this.#pass(request, reply).then(
				(passed) => passed && done(),
				(error: unknown) => this.parts.closing.aborted || done(error as Error),
			);
		});
		scope.addHook('onSend', async (request, reply, payload) =>
			this.#leave(request, reply, payload),
		);
	}

	/** Who sent a request that has come in. */
	caller(request: IncomingMessage): Caller {
		return this.#visit(request).caller;
	}

	#enter(request: FastifyRequest): void {
		const caller = this.parts.accounts.identify(request.headers.authorization);
		const call: CallRecord = {
			method: request.method,
			url: request.url,
			path: request.url.split('?', 1)[0] ?? '',
			query: { ...(request.query as CallRecord['query']) },
			keyKind: caller.kind,
			keyId: caller.keyId,
			authorized: caller.authorized,
			status: undefined,
			remaining: undefined,
			headers: redact(request.headers, caller),
			remotePort: request.socket.remotePort,
			receivedAt: this.parts.now(),
		};
		this.parts.callLog.add(call);
		this.#visits.set(request.raw, { caller, call });
	}

	/** Whether the request goes on to its route; if not, it has been dealt with. */
	async #pass(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
		const { accounts, faults, closing } = this.parts;
		const visit = this.#visit(request.raw);
		const { caller, call } = visit;
		if (request.body !== undefined) call.body = parsed(request.body);

		const fault = faults.take(call.method, call.path);
		if (fault) visit.fault = fault;
		const within = this.#charge(visit, reply);
		if (fault?.delayMs) await setTimeout(fault.delayMs, undefined, { signal: closing });
		if (fault && this.#strike(fault, visit, request, reply)) return false;

		if (!caller.authorized) {
			void reply.code(401).send(INVALID_KEY);
		} else if (!within) {
			const wait = accounts.secondsUntilReset();
			void reply.code(429).header('retry-after', wait).send(rateLimitExceeded(wait));
		}
		return caller.authorized && within;
	}

	/** Takes a call off the budget and puts the rate-limit headers on the answer, whatever it will be. */
	#charge({ caller, call, fault }: Visit, reply: FastifyReply): boolean {
		const { accounts, shapes } = this.parts;
		const { eliteRateLimit, rateLimitReset } = shapes.current;
		if (caller.kind === 'elite') reply.headers(eliteHeaders(eliteRateLimit));
		if (caller.kind !== 'pro' || caller.key === undefined) return true;
		const within = costsNothing(fault) || accounts.spend(caller.key);
		call.remaining = accounts.remaining(caller.key);
		reply.headers(proHeaders(accounts, caller.key, rateLimitReset));
		return within;
	}

	/** Whether the fault has dealt with the request. */
	#strike(fault: Fault, visit: Visit, request: FastifyRequest, reply: FastifyReply): boolean {
		const { accounts, callLog, connections } = this.parts;
		if (fault.hang) {
			reply.hijack();
			connections.hold(request.raw.socket);
			callLog.unanswered(visit.call, 'hanging');
			return true;
		}
		if (fault.dropConnection === 'before') {
			reply.hijack();
			request.raw.socket.destroy();
			callLog.unanswered(visit.call, 'dropped');
			return true;
		}
		const secondsUntilReset = accounts.secondsUntilReset();
		return answerInstead(reply, fault, { key: visit.caller.key, secondsUntilReset });
	}

	#leave(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
		const { fault, call } = this.#visit(request.raw);
		if (fault?.dropConnection === 'after') {
			request.raw.socket.destroy();
			this.parts.callLog.unanswered(call, 'dropped');
			return payload;
		}
		this.parts.callLog.answered(call, reply.statusCode);
		return fault ? spoil(reply, fault, payload) : payload;
	}

	#visit(request: IncomingMessage): Visit {
		const visit = this.#visits.get(request);
		if (!visit) throw new Error('This request did not come in through the gate');
		return visit;
	}
}

function parsed(body: unknown): unknown {
	try {
		return JSON.parse(String(body));
	} catch {
		return body;
	}
}
