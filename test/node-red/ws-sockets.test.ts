import dns from 'node:dns';
import { once } from 'node:events';
import type { Socket as TcpSocket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Closure } from '../../core';
import { wsSockets } from '../../node-red/shared/ws-sockets';
import { socketRig } from '../core/stream/support/socket-rig';

/** What every socket has in common is tested with the core. */
describe('a socket of ws', () => {
	const { open, serve, serveRaw } = socketRig(wsSockets);

	/** Whatever a socket that is over would still say. */
	const settle = () => setTimeout(50);

	const answering = (answer: string) =>
		serveRaw((peer) => peer.once('data', () => peer.write(answer)));

	it.each([401, 403, 503, 200])(
		'ends a request that is answered with %d, whether or not the answer is complete',
		async (httpStatus) => {
			const { url, peers } = await answering(
				`HTTP/1.1 ${httpStatus} No\r\nContent-Length: 100\r\n\r\nunfinished`,
			);
			const { until, said } = open(url);
			await until(1);
			const [peer] = peers;
			if (!peer!.destroyed) await once(peer!, 'close');
			await settle();
			const reason = `HTTP status ${httpStatus}`;
			expect(said).toEqual([['close', { code: 1006, reason, httpStatus }]]);
		},
	);

	it('follows no redirect', async () => {
		const elsewhere = await serveRaw(() => undefined);
		const location = elsewhere.url.replace('ws:', 'http:');
		const { url } = await answering(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\n\r\n`);
		const { until } = open(url);
		expect(await until(1)).toMatchObject([['close', { httpStatus: 302 }]]);
		await settle();
		expect(elsewhere.peers.size).toBe(0);
	});

	it.each([
		['is closed', 'ws://127.0.0.1:9/', /ECONNREFUSED/],
		['is unknown', 'ws://kingfisher.invalid/', /ENOTFOUND|EAI_AGAIN/],
	])('says why when the address %s', async (_, url, reason) => {
		const [, closure] = (await open(url).until(1))[0] as ['close', Closure];
		expect(closure).toEqual({ code: 1006, reason: expect.stringMatching(reason) });
	});

	it('says why when a name has several addresses, of which none answers', async () => {
		const both = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
		const lookUp = (_: string, __: object, found: (...all: unknown[]) => void) => found(null, both);
		const lookup = jest.spyOn(dns, 'lookup').mockImplementation(lookUp as never);
		const [said] = await open('ws://several.invalid:9/').until(1);
		expect(said).toEqual(['close', { code: 1006, reason: 'ECONNREFUSED' }]);
		lookup.mockRestore();
	});

	it('does not wait for the other side when what comes cannot be read', async () => {
		let peer: TcpSocket | undefined;
		const { url } = await serve((socket) => {
			peer = (socket as unknown as { _socket: TcpSocket })._socket;
			// From now on it would not notice that the connection is to be closed.
			peer.removeAllListeners('data');
			peer.write(Buffer.from([0xff, 0xff, 0xff]));
		});
		const { until, said } = open(url);
		await until(2);
		await settle();
		expect(said).toEqual([
			['open'],
			['close', { code: 1006, reason: expect.stringContaining('Invalid WebSocket frame') }],
		]);
		peer!.destroy();
	});

	it('takes 32 MiB at most', async () => {
		const most = 32 * 1024 * 1024;
		const { url } = await serve((peer) => {
			peer.send(Buffer.alloc(most));
			peer.send(Buffer.alloc(most + 1));
		});
		expect(await open(url).until(3)).toEqual([
			['open'],
			['binary', most],
			['close', { code: 1006, reason: expect.stringContaining('Max payload size') }],
		]);
	});

	it('keeps silent while it is not open yet', async () => {
		const received: string[] = [];
		const { url } = await serve((peer) => {
			peer.on('message', (data: Buffer) => {
				received.push(data.toString());
				peer.close();
			});
			peer.on('ping', () => received.push('ping'));
		});
		const { socket, until } = open(url);
		socket.send('too early');
		socket.ping!();
		await until(1);
		socket.send('now');
		await until(2);
		expect(received).toEqual(['now']);
	});

	it('names itself, and asks for no compression', async () => {
		const { server, url } = await serve();
		const request = once(server, 'connection').then(([, { headers }]) => headers as object);
		open(url);
		const headers = await request;
		expect(headers).toMatchObject({
			'user-agent': expect.stringMatching(/^node-red-kingfisher\//),
		});
		expect(headers).not.toHaveProperty('sec-websocket-extensions');
	});
});
