import express, { type Express, type RequestHandler } from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NodeAPI } from 'node-red';
import { MAX_WEBHOOK_BYTES } from '../../core';
import { Receivers, type Handler } from '../../node-red/nodes/event/raw-bodies';

/** As Node-RED has them: the editor's app with its JSON parser stands in front of the app of the nodes. */
interface Served {
	RED: NodeAPI;
	nodes: Express;
	url: string;
}

const servers: Server[] = [];

async function serve(root = '/', settings: Record<string, unknown> = {}): Promise<Served> {
	const [main, admin, nodes] = [express(), express(), express()];
	admin.use(express.json());
	main.use('/', admin);
	main.use(root, nodes);
	const server = main.listen(0, '127.0.0.1');
	servers.push(server);
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	const RED = { httpNode: nodes, settings } as unknown as NodeAPI;
	return { RED, nodes, url: `http://127.0.0.1:${port}` };
}

afterEach(async () => {
	await Promise.all(
		servers.splice(0).map(async (server) => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}),
	);
});

async function post(url: string, body = '{ "a":  1 }') {
	const headers = { 'content-type': 'application/json' };
	const response = await fetch(url, { method: 'POST', headers, body });
	return { status: response.status, text: await response.text() };
}

/** Answers with the bytes that it was given. */
const echo: Handler = ({ kingfisherBody }, response) => {
	response.end(kingfisherBody);
};

describe('the addresses at which events are received', () => {
	it('get the bytes as they came, though a JSON parser stands in front', async () => {
		const { RED, url } = await serve();
		Receivers.of(RED)!.add('/events', echo);
		expect(await post(`${url}/events?token=x`)).toEqual({ status: 200, text: '{ "a":  1 }' });
	});

	it.each(['/Events', '/events/'])(
		'are found when written as %s, as Express does',
		async (path) => {
			const { RED, url } = await serve();
			Receivers.of(RED)!.add('/events', echo);
			expect((await post(url + path)).status).toBe(200);
		},
	);

	it('are below the root for nodes, and only there', async () => {
		const { RED, url } = await serve('/flows');
		Receivers.of(RED)!.add('/events', echo);
		expect(await post(`${url}/flows/events`)).toEqual({ status: 200, text: '{ "a":  1 }' });
		expect((await post(`${url}/events`)).status).toBe(404);
	});

	it('leave the bodies of other routes to their parsers', async () => {
		const { RED, nodes, url } = await serve();
		Receivers.of(RED)!.add('/events', echo);
		nodes.post('/other', (request, response) => {
			response.json(request.body);
		});
		expect(await post(`${url}/other`)).toEqual({ status: 200, text: '{"a":1}' });
	});

	it('take one byte more than is allowed of a body that is too large', async () => {
		const { RED, url } = await serve();
		let length = 0;
		Receivers.of(RED)!.add('/events', ({ kingfisherBody }, response) => {
			length = kingfisherBody!.byteLength;
			response.set('Connection', 'close').status(413).end();
		});
		const { status } = await post(`${url}/events`, 'x'.repeat(MAX_WEBHOOK_BYTES + 10));
		expect([status, length]).toEqual([413, MAX_WEBHOOK_BYTES + 1]);
	});

	it('are given to the first of two nodes, and free again when it is removed', async () => {
		const { RED, url } = await serve();
		const receivers = Receivers.of(RED)!;
		const other: Handler = (_request, response) => {
			response.status(202).end();
		};
		expect(receivers.add('/events', echo)).toBe(true);
		expect(receivers.add('/Events/', other)).toBe(false);
		receivers.remove('/events', other);
		expect((await post(`${url}/events`)).status).toBe(200);
		receivers.remove('/events', echo);
		expect((await post(`${url}/events`)).status).toBe(404);
		expect(receivers.add('/events', other)).toBe(true);
		expect((await post(`${url}/events`)).status).toBe(202);
	});

	it('pass through the middleware of the settings, which may refuse', async () => {
		const seen: string[] = [];
		const first: RequestHandler = (request, _response, next) => {
			seen.push(request.path);
			next();
		};
		const second: RequestHandler = (_request, response) => {
			response.status(403).end();
		};
		const settings = { httpNodeMiddleware: [first, second] };
		const { RED, url } = await serve('/', settings);
		Receivers.of(RED)!.add('/events', echo);
		expect((await post(`${url}/events`)).status).toBe(403);
		settings.httpNodeMiddleware = [first];
		expect((await post(`${url}/events`)).status).toBe(200);
		expect(seen).toEqual(['/events', '/events']);
	});

	it('are installed once in a runtime', async () => {
		const { RED } = await serve();
		expect(Receivers.of(RED)).toBe(Receivers.of(RED));
	});

	it('are none where Node-RED serves no addresses of nodes', async () => {
		const { RED } = await serve('/', { httpNodeRoot: false });
		expect(Receivers.of(RED)).toBeUndefined();
	});
});
