import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { errorForStatus } from './errors';
import type { Fault } from './faults';

export interface FaultContext {
	/** The caller's, for `echoKey`. */
	key: string | undefined;
	secondsUntilReset: number;
}

type Answer = (reply: FastifyReply, fault: Fault, context: FaultContext) => void;

/** Answers given in place of the genuine one: the first whose field the fault has. */
const INSTEAD: [field: keyof Fault, answer: Answer][] = [
	['redirect', (reply, fault) => void reply.redirect(fault.redirect ?? '/', fault.status ?? 302)],
	['oversize', (reply, fault) => void json(reply, 200).send(padding(fault.oversize ?? 0))],
	[
		'html',
		(reply, fault) =>
			void reply
				.code(fault.status ?? 200)
				.type('text/html')
				.send(PAGE),
	],
	[
		'echoKey',
		(reply, fault, { key }) => {
			const code = fault.status ?? 401;
			const message = `API key ${key} is invalid or expired`;
			void json(reply, code).send({ error: 'invalid_api_key', message, code });
		},
	],
	[
		'body',
		(reply, fault) => {
			const { body } = fault;
			const raw = typeof body === 'string' ? body : JSON.stringify(body);
			void json(reply, fault.status ?? 200).send(raw);
		},
	],
	['status', statusAnswer],
];

const PAGE = `<!DOCTYPE html>
<html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1></body></html>
`;

/** Whether the fault had an answer of its own. */
export function answerInstead(reply: FastifyReply, fault: Fault, context: FaultContext): boolean {
	const found = INSTEAD.find(([field]) => fault[field] !== undefined && fault[field] !== false);
	found?.[1](reply, fault, context);
	return found !== undefined;
}

/** What the fault makes of an answer about to be sent. */
export function spoil(reply: FastifyReply, fault: Fault, payload: unknown): unknown {
	let spoilt = payload;
	if (typeof spoilt === 'string') {
		if (fault.protoKeys) spoilt = withProtoKeys(spoilt);
		if (fault.brokenJson) spoilt = firstHalf(String(spoilt));
		if (fault.dropConnection === 'midBody') spoilt = brokenOff(reply, String(spoilt));
	}
	for (const [name, value] of Object.entries(fault.headers ?? {})) {
		if (value === null) reply.removeHeader(name);
		else reply.header(name, value);
	}
	return spoilt;
}

function statusAnswer(
	reply: FastifyReply,
	fault: Fault,
	{ secondsUntilReset }: FaultContext,
): void {
	const code = fault.status ?? 500;
	if (code === 429) reply.header('retry-after', secondsUntilReset);
	if (code === 204 || code === 304) void reply.code(code).send();
	else void json(reply, code).send(code < 400 ? {} : errorForStatus(code, secondsUntilReset));
}

function json(reply: FastifyReply, status: number): FastifyReply {
	return reply.code(status).type('application/json; charset=utf-8');
}

/** `{"padding":"xxx…"}` of a length, piece by piece: a reader that stops early spares the rest. */
function padding(bytes: number): Readable {
	const [head, tail] = ['{"padding":"', '"}'];
	const piece = 'x'.repeat(64 * 1024);
	return Readable.from(
		(function* () {
			yield head;
			let left = Math.max(0, bytes - head.length - tail.length);
			for (; left > piece.length; left -= piece.length) yield piece;
			yield piece.slice(0, left) + tail;
		})(),
		{ objectMode: false },
	);
}

function firstHalf(text: string): string {
	return text.slice(0, Math.ceil(text.length / 2));
}

function withProtoKeys(json: string): string {
	const poison = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}';
	return json.replace(/^\s*\{/, (brace) => `${brace}${poison},`);
}

/** Announces the whole, sends half, and breaks off once that is on its way. */
function brokenOff(reply: FastifyReply, text: string): Readable {
	reply.header('content-length', Buffer.byteLength(text));
	return Readable.from(
		(async function* () {
			yield firstHalf(text);
			await setImmediate();
			throw new Error('The connection was dropped, as asked for');
		})(),
		{ objectMode: false },
	);
}
