import { once } from 'node:events';
import type { Socket as TcpSocket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Closure, SocketFactory } from '../../../core';
import { socketRig } from './support/socket-rig';

/** Long enough for anything that would still come on this machine. */
const A_MOMENT_MS = 50;

export interface SocketPromises {
	/** Can send protocol pings, hears of those of the other side, and of the status of a refusal. */
	tellsAll: boolean;
}

/** What the core relies on in every socket. */
export function describeSockets(
	name: string,
	sockets: SocketFactory,
	{ tellsAll }: SocketPromises,
): void {
	describe(`the ${name} sockets`, () => {
		const { open, serve, serveRaw } = socketRig(sockets);

		it('open, and say so once', async () => {
			const { url } = await serve();
			const { until, said } = open(url);
			await until(1);
			await setTimeout(A_MOMENT_MS);
			expect(said).toEqual([['open']]);
		});

		it('send texts as they are, in order', async () => {
			const received: string[] = [];
			const { url } = await serve((peer) => {
				peer.on('message', (data: Buffer, isBinary) => {
					received.push(`${isBinary}:${data.toString()}`);
					if (received.length === 3) peer.close();
				});
			});
			const { socket, until } = open(url);
			await until(1);
			for (const text of ['{"a":1}', 'zwei – 2 😀', '']) socket.send(text);
			await until(2);
			expect(received).toEqual(['false:{"a":1}', 'false:zwei – 2 😀', 'false:']);
		});

		it('hear texts and binary frames, each as what it is, in order', async () => {
			const { url } = await serve((peer) => {
				peer.send('one 😀');
				peer.send(Buffer.from([1, 2, 3]));
				peer.send('');
				peer.send(Buffer.alloc(0));
			});
			const { until } = open(url);
			expect((await until(5)).slice(1)).toEqual([
				['text', 'one 😀'],
				['binary', 3],
				['text', ''],
				['binary', 0],
			]);
		});

		it('hear many frames in order, and none twice', async () => {
			const { url } = await serve((peer) => {
				for (let one = 0; one < 5000; one += 1) peer.send(String(one));
			});
			const said = await open(url).until(5001);
			expect(said.slice(1).map(([, text]) => text)).toEqual(
				Array.from({ length: 5000 }, (_, index) => String(index)),
			);
		});

		it('hear a huge frame whole', async () => {
			const huge = 'x'.repeat(5 * 1024 * 1024);
			const { url } = await serve((peer) => peer.send(huge));
			const [, text] = await open(url).until(2);
			expect(text?.[1] === huge).toBe(true);
		});

		it.each([
			[1000, 'bye'],
			[1001, ''],
			[1008, 'policy'],
			[1012, 'restart'],
			[4401, 'invalid_api_key'],
			[4999, 'größer'],
		])('say with which code and reason they were closed (%i %s)', async (code, reason) => {
			const { url } = await serve((peer) => peer.close(code, reason));
			const { until, said } = open(url);
			await until(2);
			await setTimeout(A_MOMENT_MS);
			expect(said).toEqual([['open'], ['close', { code, reason }]]);
		});

		it('say 1006 when the other side is gone without a word', async () => {
			const { url } = await serve((peer) => peer.terminate());
			const { until, said } = open(url);
			await until(2);
			await setTimeout(A_MOMENT_MS);
			expect(said).toEqual([['open'], ['close', expect.objectContaining({ code: 1006 })]]);
		});

		it('say 1005 or 1000 when they were closed without a code', async () => {
			const { url } = await serve((peer) => peer.close());
			const said = await open(url).until(2);
			expect(said[1]).toEqual(['close', { code: 1005, reason: '' }]);
		});

		it('close once with 1006 when nobody listens there', async () => {
			const { url, server } = await serve();
			await new Promise((resolve) => server.close(resolve));
			const { until, said } = open(url);
			await until(1);
			await setTimeout(A_MOMENT_MS);
			expect(said).toEqual([['close', expect.objectContaining({ code: 1006 })]]);
		});

		it.each([401, 403, 404, 500, 302])('close once when they are answered %i', async (status) => {
			const { url } = await serveRaw((peer) => {
				peer.once('data', () => {
					peer.end(
						`HTTP/1.1 ${status} No\r\nLocation: ws://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n`,
					);
				});
			});
			const { until, said } = open(url);
			await until(1);
			await setTimeout(A_MOMENT_MS);
			expect(said).toHaveLength(1);
			expect(said[0]).toEqual(['close', expect.objectContaining({ code: 1006 })]);
			const [, closure] = said[0] as ['close', Closure];
			expect(closure.httpStatus).toBe(tellsAll ? status : undefined);
		});

		it.each([
			['a reset', (peer: TcpSocket) => peer.resetAndDestroy()],
			['the end', (peer: TcpSocket) => peer.end()],
			['nonsense', (peer: TcpSocket) => peer.end('hello?\r\n\r\n')],
		])('close once when they are answered with %s', async (_, answer) => {
			const { url } = await serveRaw((peer) => peer.once('data', () => answer(peer)));
			const { until, said } = open(url);
			await until(1);
			await setTimeout(A_MOMENT_MS);
			expect(said).toEqual([['close', expect.objectContaining({ code: 1006 })]]);
		});

		it('close once when the other side breaks the protocol', async () => {
			const { url } = await serve((peer) => {
				// A frame with reserved bits.
				(peer as unknown as { _socket: TcpSocket })._socket.write(Buffer.from([0xf1, 0x01, 0x41]));
			});
			const { until, said } = open(url);
			await until(2);
			await setTimeout(A_MOMENT_MS);
			expect(said.map(([what]) => what)).toEqual(['open', 'close']);
		});

		it('are silent for good once they are destroyed', async () => {
			const { url, server } = await serve();
			const { until, said, socket } = open(url);
			await until(1);
			const [peer] = server.clients;
			const isClosed = once(peer!, 'close');
			for (let one = 0; one < 100; one += 1) peer!.send(String(one));
			socket.destroy();
			socket.destroy();
			await isClosed;
			await setTimeout(A_MOMENT_MS);
			expect(said).toEqual([['open']]);
			expect(() => socket.send('too late')).not.toThrow();
			expect(() => socket.ping?.()).not.toThrow();
		});

		it('are silent for good when they are destroyed by what they say', async () => {
			const { url } = await serve((peer) => {
				for (let one = 0; one < 100; one += 1) peer.send(String(one));
				peer.close(4401);
			});
			const said: string[] = [];
			const socket = sockets(url, {
				open: () => said.push('open'),
				text: (text) => {
					said.push(text);
					if (text === '2') socket.destroy();
				},
				binary: () => said.push('binary'),
				alive: () => said.push('alive'),
				close: () => said.push('close'),
			});
			await setTimeout(A_MOMENT_MS * 4);
			expect(said).toEqual(['open', '0', '1', '2']);
		});

		it('are silent for good when they are destroyed while they open', async () => {
			const { peers, url } = await serveRaw(() => undefined);
			const pending = open(url);
			pending.socket.send('too early');
			pending.socket.ping?.();
			await setTimeout(A_MOMENT_MS);
			expect(peers.size).toBe(1);
			pending.socket.destroy();
			const [peer] = peers;
			if (!peer!.destroyed) await once(peer!, 'close');
			const { url: other } = await serve();
			const atOnce = open(other);
			atOnce.socket.destroy();
			await setTimeout(A_MOMENT_MS);
			expect([...pending.said, ...atOnce.said]).toEqual([]);
		});

		it('send nothing once the other side has closed, and do not throw', async () => {
			const { url } = await serve((peer) => peer.close());
			const { until, socket, said } = open(url);
			await until(2);
			expect(() => socket.send('too late')).not.toThrow();
			expect(() => socket.ping?.()).not.toThrow();
			socket.destroy();
			await setTimeout(A_MOMENT_MS);
			expect(said).toHaveLength(2);
		});

		it('cannot be made of an address that is none', () => {
			expect(() => sockets('no address', {} as never)).toThrow();
		});

		it('leave no connection when they are destroyed', async () => {
			const { url, server } = await serve();
			const { until, socket } = open(url);
			await until(1);
			const [peer] = server.clients;
			const tcp = (peer as unknown as { _socket: TcpSocket })._socket;
			socket.destroy();
			await once(tcp, 'close');
			expect(server.clients.size).toBe(0);
		});

		if (tellsAll) {
			it('can ask for a sign of life, and hear of those of the other side', async () => {
				const { url } = await serve((peer) => peer.ping());
				const { until, socket } = open(url);
				await until(2);
				socket.ping?.();
				expect(await until(3)).toEqual([['open'], ['alive'], ['alive']]);
			});
		} else {
			it('cannot ask for a sign of life', async () => {
				const { url } = await serve();
				expect('ping' in open(url).socket).toBe(false);
			});
		}
	});
}
