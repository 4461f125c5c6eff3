import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { catalogue, type HttpTransport } from '../../../core';
import { asking, failureOf, TIMEOUT_MS } from '../support/client';
import { guideText } from '../support/guide';
import { json, servers, silence, type Answering } from '../support/http-server';
import { ManualClock } from '../support/manual-clock';

const { liquidations } = catalogue;
const serve = servers();
const ONCE = { retries: 0 };

async function failureFor(answering: Answering) {
	const server = await serve(answering);
	return failureOf(asking(server).client.ask(liquidations, { asset: 'BTC' }, ONCE));
}

const headers = { 'Content-Type': 'application/json' };
const whole = guideText('liquidations');

describe('a connection', () => {
	it('that is refused', async () => {
		const closed = createServer();
		await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
		const { port } = closed.address() as AddressInfo;
		await new Promise((resolve) => closed.close(resolve));
		const { client, clock } = asking({ baseUrl: `http://127.0.0.1:${port}/v1` });
		const error = await failureOf(client.ask(liquidations, { asset: 'BTC' }));
		expect(error.toJSON()).toMatchObject({
			code: 'connection_failed',
			message: `Could not reach 127.0.0.1:${port}: the connection was refused`,
			retryable: true,
			endpoint: 'liquidations',
		});
		expect(clock.slept.filter((ms) => ms !== TIMEOUT_MS)).toEqual([250, 500]);
	});

	it.each<[string, Answering]>([
		['before the answer', (response) => void response.destroy()],
		[
			'in the middle of a body of known length',
			(response) => {
				response.writeHead(200, { ...headers, 'Content-Length': whole.length });
				response.write(whole.slice(0, 100), () => response.destroy());
			},
		],
		[
			'in the middle of a body in chunks',
			(response) => {
				response.writeHead(200, headers);
				response.write(whole.slice(0, 100), () => response.destroy());
			},
		],
	])('that breaks off %s', async (_, answering) => {
		const error = await failureFor(answering);
		expect(error).toMatchObject({ code: 'connection_failed', retryable: true });
		expect(error.message).toMatch(/^Could not reach 127\.0\.0\.1:\d+: the connection was closed$/);
	});

	it('that is silent is given up at the deadline, and closed', async () => {
		const server = await serve(silence);
		const { client, clock } = asking(server, { clock: new ManualClock() });
		const failure = failureOf(
			client.ask(liquidations, { asset: 'BTC' }, { ...ONCE, timeoutMs: 5000 }),
		);
		await server.untilReceived(1);
		clock.advance(4999);
		expect(clock.asleep).toEqual([5000]);
		clock.advance(1);
		expect(await failure).toMatchObject({
			code: 'timeout',
			message: expect.stringMatching(/^127\.0\.0\.1:\d+ did not answer within 5 s$/),
			retryable: true,
			httpStatus: undefined,
		});
		await server.untilAborted();
	});

	it('that stops in the middle of a body is given up at the deadline', async () => {
		const server = await serve((response) => {
			response.writeHead(200, headers);
			response.write(whole.slice(0, 100));
		});
		const { client, clock } = asking(server, { clock: new ManualClock() });
		const failure = failureOf(client.ask(liquidations, { asset: 'BTC' }, ONCE));
		await server.untilReceived(1);
		clock.advance(TIMEOUT_MS);
		expect(await failure).toMatchObject({ code: 'timeout' });
		await server.untilAborted();
	});

	it('whose transport ignores its signal is not waited for', async () => {
		const deaf: HttpTransport = () => new Promise(() => undefined);
		const { client, clock } = asking(
			{ baseUrl: 'http://127.0.0.1:1' },
			{ clock: new ManualClock(), transport: deaf },
		);
		const failure = failureOf(client.ask(liquidations, { asset: 'BTC' }, ONCE));
		await clock.untilAsleepFor(TIMEOUT_MS);
		clock.advance(TIMEOUT_MS);
		expect(await failure).toMatchObject({ code: 'timeout' });
	});

	it.each([
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'is self-signed', 'NODE_EXTRA_CA_CERTS'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'is signed by an unknown authority', 'NODE_EXTRA_CA_CERTS'],
		['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'is signed by an unknown', 'NODE_EXTRA_CA_CERTS'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'could not be verified', 'NODE_EXTRA_CA_CERTS'],
		['CERT_HAS_EXPIRED', 'has expired, or this machine', 'the base URL and any proxy'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'is for another host', 'the base URL and any proxy'],
	])('whose certificate is not accepted (%s) says what to do', async (code, reason, todo) => {
		const refusing: HttpTransport = () =>
			Promise.reject(Object.assign(new Error('fetch failed'), { cause: { code } }));
		const { client } = asking({ baseUrl: 'http://127.0.0.1:1' }, { transport: refusing });
		const error = await failureOf(client.ask(liquidations, { asset: 'BTC' }, ONCE));
		expect(error.message).toContain(`its certificate ${reason}`);
		expect(error.help).toContain(todo);
	});

	it('is kept open for the next request', async () => {
		const server = await serve(json(whole));
		const { client } = asking(server);
		for (let index = 0; index < 20; index += 1) {
			await client.ask(liquidations, { asset: 'BTC' }, { cacheSeconds: 0 });
		}
		expect(server.received).toHaveLength(20);
		expect(server.connections()).toBeLessThanOrEqual(2);
	});
});

describe('a body', () => {
	it.each([
		['<!doctype html><title>Log in</title>', 'a web page'],
		['<html>', 'a web page'],
		[whole.slice(0, 200), 'JSON that breaks off'],
		['', 'an empty body'],
		[' \n', 'an empty body'],
		['OK', 'something that is not JSON'],
		['{"a":1}{"b":2}', 'JSON that breaks off'],
	])('of %j is reported as what it is', async (body, what) => {
		const error = await failureFor(json(body));
		expect(error).toMatchObject({
			code: 'not_json',
			message: `The API answered with ${what}`,
			retryable: false,
		});
	});

	it.each(['true', '5', '"text"', 'null', '[]', '{}'])(
		'of %s has no rows, but can be looked at',
		async (body) => {
			const server = await serve(json(body));
			const answer = await asking(server).client.ask(liquidations, { asset: 'BTC' });
			expect(() => answer.rows()).toThrow(expect.objectContaining({ code: 'unexpected_shape' }));
			expect(answer.raw).toEqual(JSON.parse(body));
		},
	);

	it('that is nested beyond reason is refused', async () => {
		const deep = (depth: number) =>
			json(`{"clusters":[],"a":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`);
		expect(await failureFor(deep(200_000))).toMatchObject({ code: 'not_json' });
		const server = await serve(deep(90));
		const answer = await asking(server).client.ask(liquidations, { asset: 'BTC' });
		expect(answer.summary()).toMatchObject({ clusterCount: 0 });
	});

	it('that is too large is not read to its end', async () => {
		const server = await serve((response) => {
			response.writeHead(200, headers);
			const chunk = ' '.repeat(1024 * 1024);
			const write = () => {
				while (!response.destroyed && response.write(chunk));
			};
			response.on('drain', write);
			write();
		});
		const failure = failureOf(asking(server).client.ask(liquidations, { asset: 'BTC' }));
		expect(await failure).toMatchObject({ code: 'response_too_large', retryable: false });
		await server.untilAborted();
		expect(server.received).toHaveLength(1);
	});

	it('that is too large is refused even if the transport has read it', async () => {
		const transport: HttpTransport = () =>
			Promise.resolve({ status: 200, headers: {}, body: `"${'x'.repeat(11 * 1024 * 1024)}"` });
		const { client } = asking({ baseUrl: 'http://127.0.0.1:1' }, { transport });
		expect(await failureOf(client.ask(liquidations, { asset: 'BTC' }))).toMatchObject({
			code: 'response_too_large',
		});
	});
});
