import type { NextFunction, Request, Response } from 'express';
import type { NodeAPI } from 'node-red';
import { MAX_WEBHOOK_BYTES } from '../../../core';

/** A request whose bytes have been kept as they came, or the first of them where there are too many. */
export interface CapturedRequest extends Request {
	kingfisherBody?: Buffer;
}

/** Whatever answers the requests at one address. */
export type Handler = (request: CapturedRequest, response: Response) => void;

type Middleware = (request: Request, response: Response, next: NextFunction) => void;

interface App {
	(...args: unknown[]): void;
	use(middleware: Middleware): void;
	path(): string;
	parent?: App;
	_router?: { stack: { handle: unknown }[] };
}

/**
 * The addresses of one Node-RED at which events are received. With the default roots the JSON parser of
 * the editor's app reads a body before the app of the nodes sees it, and the bytes that a signature is
 * over are gone: so they are taken in front of everything, as core's own "http in" does it.
 */
export class Receivers {
	private readonly handlers = new Map<string, Handler>();

	private constructor(
		private readonly RED: NodeAPI,
		private readonly app: App,
	) {
		const root = rootOf(app);
		root.use(this.capture);
		toTheFront(root, this.capture);
		app.use(this.dispatch);
	}

	/** `undefined` where Node-RED serves no addresses of nodes (`httpNodeRoot: false`). */
	static of(RED: NodeAPI): Receivers | undefined {
		const app = RED.httpNode as unknown as App | undefined;
		if (typeof app !== 'function' || RED.settings.httpNodeRoot === false) return undefined;
		const known = receivers.get(app) ?? new Receivers(RED, app);
		receivers.set(app, known);
		return known;
	}

	/** Whether the address was free. @param path below `httpNodeRoot` */
	add(path: string, handler: Handler): boolean {
		const key = keyOf(path);
		if (this.handlers.has(key)) return false;
		this.handlers.set(key, handler);
		return true;
	}

	remove(path: string, handler: Handler): void {
		if (this.handlers.get(keyOf(path)) === handler) this.handlers.delete(keyOf(path));
	}

	private readonly capture: Middleware = (request, _response, next) => {
		const root = keyOf(this.app.path());
		// In front of everything, Express has not yet made a request of its own of it.
		const path = keyOf(request.url.replace(/\?.*$/s, ''));
		const isBelow = root === '' || path.startsWith(`${root}/`);
		const isOurs = isBelow && this.handlers.has(keyOf(path.slice(root.length)));
		if (!isOurs || request.readableEnded) {
			next();
			return;
		}
		readUpTo(request, MAX_WEBHOOK_BYTES).then(
			(body) => {
				const captured = request as CapturedRequest & { _body?: boolean };
				captured.kingfisherBody = body;
				// For the parsers that follow: there is nothing left to read.
				captured._body = true;
				next();
			},
			(error: unknown) => next(error),
		);
	};

	private readonly dispatch: Middleware = (request, response, next) => {
		const handler = this.handlers.get(keyOf(request.path));
		if (!handler) {
			next();
			return;
		}
		const { httpNodeMiddleware } = this.RED.settings as { httpNodeMiddleware?: unknown };
		const chain = [httpNodeMiddleware].flat().filter((one) => typeof one === 'function');
		run(chain as Middleware[], request, response, (error) => {
			if (error !== undefined) next(error);
			else handler(request, response);
		});
	};
}

const receivers = new WeakMap<App, Receivers>();

function rootOf(app: App): App {
	return app.parent ? rootOf(app.parent) : app;
}

function toTheFront({ _router }: App, middleware: Middleware): void {
	const stack = _router?.stack ?? [];
	const index = stack.findIndex(({ handle }) => handle === middleware);
	if (index > 0) stack.unshift(...stack.splice(index, 1));
}

function run(
	[first, ...others]: Middleware[],
	request: Request,
	response: Response,
	done: (error?: unknown) => void,
): void {
	if (!first) {
		done();
		return;
	}
	first(request, response, (error?: unknown) => {
		if (error === undefined || error === null) run(others, request, response, done);
		else done(error);
	});
}

/** With a byte more than `limit` it is too large, and what follows is not waited for. */
async function readUpTo(request: Request, limit: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let length = 0;
	return await new Promise((resolve, reject) => {
		const end = () => {
			request.off('data', take).off('end', end).off('error', reject).off('close', end);
			resolve(Buffer.concat(chunks).subarray(0, limit + 1));
		};
		const take = (chunk: Buffer) => {
			chunks.push(chunk);
			length += chunk.byteLength;
			if (length <= limit) return;
			request.pause();
			end();
		};
		request.on('data', take).on('end', end).on('error', reject).on('close', end);
	});
}

/** Without a slash at the end, and without regard to case, as Express compares. */
function keyOf(path: string): string {
	return path.replace(/\/+$/, '').toLowerCase();
}
