import { EventEmitter, once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { emulate, stoppedClock } from './support';
import { receive, register } from './webhook-receiver';

const FLIP = ['gex.flip', 'BTC'] as const;
const SIGNED = { signature: { kind: 'standard', secret: 'x' } } as const;

describe('a webhook that is not taken', () => {
	it('is retried after the given pauses, the same but for the time of the signature', async () => {
		const clock = stoppedClock();
		const emulator = await emulate({ now: clock.now });
		const receiver = await receive((response) => {
			clock.forward(60_000);
			response.writeHead(receiver.requests.length < 3 ? 503 : 204).end();
		});
		await register(emulator, receiver.url);
		emulator.webhooks.behave({ retryAfterMs: [0, 1, 1], deliveryId: 'body', ...SIGNED });
		const reports = await emulator.webhooks.fire(...FLIP);
		expect(reports.map(({ attempt, status }) => [attempt, status])).toEqual([
			[1, 503],
			[2, 503],
			[3, 204],
		]);
		const [first, ...retries] = receiver.requests;
		for (const retry of retries) expect(retry.body.equals(first!.body)).toBe(true);
		const times = receiver.requests.map(({ headers }) => Number(headers['webhook-timestamp']));
		expect(times.map((time) => time - times[0]!)).toEqual([0, 60, 120]);
		const ids = receiver.requests.map(({ headers }) => headers['webhook-id']);
		expect(new Set(ids)).toEqual(new Set([first!.json.id]));
	});

	it('is not retried by default, and given up when the pauses are used up', async () => {
		const emulator = await emulate();
		const receiver = await receive((response) => response.writeHead(500).end());
		await register(emulator, receiver.url);
		expect(await emulator.webhooks.fire(...FLIP)).toHaveLength(1);
		emulator.webhooks.behave({ retryAfterMs: [1], times: 2 });
		const reports = await emulator.webhooks.fire(...FLIP);
		expect(reports.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
		expect(emulator.webhooks.deliveries.slice(1)).toEqual(reports);
	});

	it('is not sent on to where a redirect points', async () => {
		const emulator = await emulate();
		const other = await receive();
		const receiver = await receive((response) =>
			response.writeHead(307, { location: other.url }).end(),
		);
		await register(emulator, receiver.url);
		expect(await emulator.webhooks.fire(...FLIP)).toMatchObject([{ status: 307 }]);
		expect(other.requests).toEqual([]);
	});

	it('is given up when no answer comes in time, and retried', async () => {
		const emulator = await emulate();
		const receiver = await receive(() => {});
		await register(emulator, receiver.url);
		emulator.webhooks.behave({ timeoutMs: 20, retryAfterMs: [0] });
		const reports = await emulator.webhooks.fire(...FLIP);
		const late = { status: undefined, body: '', error: 'No answer within 20 ms' };
		expect(reports).toMatchObject([
			{ ...late, attempt: 1 },
			{ ...late, attempt: 2 },
		]);
		await receiver.deserted();
	});

	it('says why where nobody listens', async () => {
		const nobody = createServer().listen(0, '127.0.0.1');
		await once(nobody, 'listening');
		const { port } = nobody.address() as AddressInfo;
		nobody.close();
		await once(nobody, 'close');
		const emulator = await emulate();
		await register(emulator, `http://127.0.0.1:${port}/`);
		const [report] = await emulator.webhooks.fire(...FLIP);
		expect(report).toMatchObject({ status: undefined, error: expect.stringContaining('REFUSED') });
		const sent = await emulator.webhooks.send(`http://localhost:${port}/`, {});
		expect(sent.error).toContain('REFUSED');
	});

	it('says why where the connection is dropped, before the answer or within it', async () => {
		const emulator = await emulate();
		const receiver = await receive((response) => {
			if (receiver.requests.length === 1) response.destroy();
			else
				response.writeHead(200, { 'content-length': 10 }).write('half', () => response.destroy());
		});
		await register(emulator, receiver.url);
		const [nothing] = await emulator.webhooks.fire(...FLIP);
		expect(nothing).toMatchObject({ status: undefined, body: '', error: expect.any(String) });
		const [half] = await emulator.webhooks.fire(...FLIP);
		expect(half).toMatchObject({ status: 200, body: 'half', error: expect.any(String) });
	});

	it('speaks TLS to an https address', async () => {
		const emulator = await emulate();
		const receiver = await receive();
		await register(emulator, receiver.url.replace('http:', 'https:'));
		const [report] = await emulator.webhooks.fire(...FLIP);
		expect(report).toMatchObject({ status: undefined, error: expect.stringMatching(/SSL|TLS/) });
		expect(receiver.requests).toEqual([]);
	});
});

describe('a webhook under way', () => {
	it('uses a connection of its own and leaves none', async () => {
		const emulator = await emulate();
		const receiver = await receive();
		await register(emulator, receiver.url);
		emulator.webhooks.behave({ times: 2 });
		await emulator.webhooks.fire(...FLIP);
		const connections = receiver.requests.map(({ headers }) => headers.connection);
		expect(connections).toEqual(['close', 'close']);
		await receiver.deserted();
	});

	it('keeps no more of an answer than a person would read', async () => {
		const emulator = await emulate();
		const receiver = await receive((response) => response.end('x'.repeat(300_000)));
		await register(emulator, receiver.url);
		const [report] = await emulator.webhooks.fire(...FLIP);
		expect(report).toMatchObject({ status: 200, body: 'x'.repeat(65_536) });
	});

	it.each(['reset', 'close'] as const)('is cut short by a %s', async (how) => {
		const emulator = await emulate();
		const receiver = await receive(() => {});
		await register(emulator, receiver.url);
		emulator.webhooks.behave({ retryAfterMs: [0, 0] });
		const fired = emulator.webhooks.fire(...FLIP);
		await receiver.received(1);
		await emulator[how]();
		const [report, ...retries] = await fired;
		expect(report).toMatchObject({ status: undefined, error: 'The emulator was reset or closed' });
		expect(retries).toEqual([]);
		expect(emulator.webhooks.deliveries).toEqual([]);
		await receiver.deserted();
	});

	it('waits no longer for a retry once the emulator is closed', async () => {
		const told = new EventEmitter();
		const emulator = await emulate({ log: (line) => void told.emit('line', line) });
		const receiver = await receive((response) => response.writeHead(500).end());
		await register(emulator, receiver.url);
		emulator.webhooks.behave({ retryAfterMs: [3_600_000] });
		const ended = once(told, 'line');
		const fired = emulator.webhooks.fire(...FLIP);
		expect(await ended).toEqual([expect.stringContaining('attempt 1')]);
		await emulator.close();
		expect(await fired).toMatchObject([{ status: 500 }]);
		expect(await emulator.webhooks.fire(...FLIP)).toEqual([]);
		emulator.reset();
		expect(await emulator.webhooks.send(receiver.url, {})).toMatchObject({ status: undefined });
		expect(receiver.requests).toHaveLength(1);
	});
});
