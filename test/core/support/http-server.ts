import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request as it arrived. */
export interface Received {
	method: string;
	/** Path and query. */
	url: string;
	headers: IncomingHttpHeaders;
	/** Names and values in turn, as sent: a header that came twice stands here twice. */
	rawHeaders: string[];
	body: string;
}

export type Answering = (response: ServerResponse, request: Received) => void;

export interface TestServer {
	/** `http://127.0.0.1:PORT` */
	url: string;
	/** With `/v1`. */
	baseUrl: string;
	received: Received[];
	/** Connections accepted so far. */
	connections(): number;
	/** Resolves when a request has arrived for the `count`-th time. */
	untilReceived(count: number): Promise<void>;
	/** Resolves when the client has closed a connection before its answer was complete. */
	untilAborted(): Promise<void>;
	close(): Promise<void>;
}

/** A real server on a free port of this machine; `answering` sees every request. */
export async function startServer(answering: Answering): Promise<TestServer> {
	const received: Received[] = [];
	const sockets = new Set<Socket>();
	const watchers = new Set<() => void>();
	let connections = 0;
	let aborted = 0;
	const notify = () => {
		for (const watcher of [...watchers]) watcher();
	};
	const until = (isReached: () => boolean) =>
		new Promise<void>((resolve) => {
			const watcher = () => {
				if (!isReached()) return;
				watchers.delete(watcher);
				resolve();
			};
			watchers.add(watcher);
			watcher();
		});

	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = '', url = '', headers, rawHeaders } = request;
			const body = Buffer.concat(chunks).toString('utf8');
			received.push({ method, url, headers, rawHeaders, body });
			notify();
			answering(response, received.at(-1)!);
		});
		response.on('close', () => {
			if (!response.writableFinished) aborted += 1;
			notify();
		});
	});
	server.on('connection', (socket) => {
		connections += 1;
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url,
		baseUrl: `${url}/v1`,
		received,
		connections: () => connections,
		untilReceived: (count) => until(() => received.length >= count),
		untilAborted: () => until(() => aborted > 0),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	};
}

/** Starts servers and closes them after each test of the file or group that calls it. */
export function servers(): (answering: Answering) => Promise<TestServer> {
	const open: TestServer[] = [];
	afterEach(async () => {
		await Promise.all(open.splice(0).map((server) => server.close()));
	});
	return async (answering) => {
		const server = await startServer(answering);
		open.push(server);
		return server;
	};
}

/** Answers with JSON. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answering {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return (response) => {
		response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
		response.end(text);
	};
}

/** Answers the first request with the first, and so on; the last one goes on answering. */
export function inTurn(...answers: [Answering, ...Answering[]]): Answering {
	let next = 0;
	return (response, request) => {
		const answering = answers[Math.min(next, answers.length - 1)]!;
		next += 1;
		answering(response, request);
	};
}

/** Takes the request and never answers. */
export const silence: Answering = () => undefined;
