import type { FastifyInstance } from 'fastify';
import { readChanges, type ControlBody } from '../control-body';
import type { EmulatorStream, LoadOptions, PublishOptions, StreamBehaviour } from './types';

interface Published extends PublishOptions {
	channel: string;
	asset: string;
}

interface Steady extends LoadOptions {
	perSecond: number;
	seconds: number;
}

/** The stream's controls over HTTP, beside the others under /_control. */
export function serveStreamControl(scope: FastifyInstance, stream: EmulatorStream): void {
	const state = () => ({
		url: stream.url,
		attempts: stream.attempts(),
		opened: stream.opened(),
		connections: stream.connections(),
		subscriptions: stream.subscriptions(),
		behaviour: stream.behaviour,
	});

	scope.get('/stream', () => state());
	scope.get('/stream/received', () => stream.received);

	scope.post<ControlBody<StreamBehaviour>>('/stream/behaviour', ({ body }) => {
		stream.behave(readChanges<StreamBehaviour>(body));
		return stream.behaviour;
	});

	scope.post<ControlBody<Published>>('/stream/publish', ({ body }) => {
		const { channel = '', asset = '', ...options } = body ?? {};
		return { sockets: stream.publish(channel, asset, options) };
	});

	/** `frame` is text where it is a string, otherwise JSON; `base64` is a binary frame. */
	scope.post<ControlBody<{ frame: unknown; base64: string }>>('/stream/send', ({ body }) => {
		const { frame, base64 } = body ?? {};
		if (typeof base64 === 'string')
			return { sockets: stream.sendRaw(Buffer.from(base64, 'base64')) };
		if (frame === undefined) throw new TypeError("'frame' or 'base64' must be given");
		return { sockets: stream.sendRaw(frame) };
	});

	scope.post<ControlBody<{ code: number; reason: string }>>('/stream/drop', ({ body }) => {
		const { code, reason } = body ?? {};
		if (code === undefined) return { sockets: stream.drop() };
		return { sockets: stream.drop({ code, ...(reason !== undefined && { reason }) }) };
	});

	scope.post('/stream/silence', () => {
		stream.goSilent();
		return state();
	});
	scope.post('/stream/resume', () => {
		stream.resume();
		return state();
	});

	scope.post<ControlBody<{ key: string }>>('/stream/revoke', ({ body }) => {
		const { key } = body ?? {};
		if (typeof key !== 'string') throw new TypeError("'key' must be an API key");
		return { sockets: stream.revoke(key) };
	});

	// Answered when all is written, with the last sequence of each subscription.
	scope.post<ControlBody<LoadOptions & { count: number }>>('/stream/burst', ({ body }) => {
		const { count = NaN, ...options } = body ?? {};
		return stream.burst(count, options);
	});
	scope.post<ControlBody<Steady>>('/stream/steady', ({ body }) => {
		const { perSecond = NaN, seconds = NaN, ...options } = body ?? {};
		return stream.steady(perSecond, seconds, options);
	});
}
