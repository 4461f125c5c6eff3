import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { axiosTransport } from '../../node-red/shared/axios-transport';
import { describeTransport } from '../core/client/transport-contract';

describeTransport(
	'axios',
	() => {
		const { send, destroy } = axiosTransport();
		return { send, close: destroy };
	},
	{ keepsAlive: true },
);

it('keeps no connection open once it is destroyed, and still answers', async () => {
	const server = createServer((_, response) => response.end('{}'));
	server.keepAliveTimeout = 60_000;
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const open = () =>
		new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
	const { port } = server.address() as AddressInfo;
	const { send, destroy } = axiosTransport();
	const ask = () =>
		send({
			method: 'GET',
			url: `http://127.0.0.1:${port}/`,
			headers: {},
			authorization: 'Bearer x',
			signal: new AbortController().signal,
			timeoutMs: 20_000,
			maxBytes: 100,
		});
	await ask();
	expect(await open()).toBe(1);
	destroy();
	expect((await ask()).body).toBe('{}');
	for (let waited = 0; (await open()) > 0 && waited < 5000; waited += 10) await setTimeout(10);
	expect(await open()).toBe(0);
	server.close();
});
