import { control, emulate } from './support';
import { receive, register } from './webhook-receiver';

describe('webhooks over HTTP', () => {
	it('tells the registrations, the behaviour and the deliveries', async () => {
		const emulator = await emulate();
		const receiver = await receive();
		await register(emulator, receiver.url);
		const fired = await control(emulator, '/webhooks/fire', {
			method: 'POST',
			body: { event: 'gex.flip', asset: 'BTC', data: { note: 'x' }, timestamp: 'now' },
		});
		expect(receiver.requests[0]!.json).toMatchObject({ timestamp: 'now', data: { note: 'x' } });
		expect(fired.json).toMatchObject([{ event: 'gex.flip', status: 200, attempt: 1 }]);
		expect((await control(emulator, '/webhooks/deliveries')).json).toEqual(fired.json);
		expect((await control(emulator, '/webhooks')).json).toEqual({
			registrations: emulator.webhooks.registrations(),
			deliveries: 1,
			behaviour: emulator.webhooks.behaviour,
		});
	});

	it('takes a behaviour, and with null takes it back', async () => {
		const emulator = await emulate();
		const set = async (body: object) =>
			(await control(emulator, '/webhooks/behaviour', { method: 'POST', body })).json;
		const signature = { kind: 'standard', secret: 'x' };
		expect(await set({ times: 2, signature })).toMatchObject({ times: 2, signature });
		expect(await set({ signature: null })).not.toHaveProperty('signature');
		expect(emulator.webhooks.behaviour).toMatchObject({ times: 2 });
	});

	it('sends text and bytes', async () => {
		const emulator = await emulate();
		const receiver = await receive((response) => response.writeHead(400).end());
		const send = async (body: object) =>
			(await control(emulator, '/webhooks/send', { method: 'POST', body })).json;
		const { url } = receiver;
		const headers = { 'x-forged': 'yes' };
		expect(await send({ url, method: 'PUT', headers, body: '{' })).toMatchObject({ status: 400 });
		await send({ url, base64: 'AAH/' });
		expect(receiver.requests).toMatchObject([
			{ method: 'PUT', headers, body: Buffer.from('{') },
			{ method: 'POST', body: Buffer.from([0, 1, 255]) },
		]);
	});

	it.each([
		['behaviour', { tims: 1 }, 'tims'],
		['behaviour', { timeoutMs: null }, 'timeoutMs'],
		['fire', { event: 'gex.flop', asset: 'BTC' }, 'gex.flop'],
		['fire', { event: 'gex.flip' }, 'gex.flip'],
		['send', {}, "'url'"],
		['send', { url: 'file:///etc/hosts' }, "'url'"],
		['send', { url: 'http://127.0.0.1:1/', body: { a: 1 } }, 'string'],
		['send', { url: 'http://127.0.0.1:1/', method: 'A B' }, 'A B'],
	])('POST /webhooks/%s says what is wrong with %j', async (path, body, message) => {
		const emulator = await emulate();
		const answer = await control(emulator, `/webhooks/${path}`, { method: 'POST', body });
		expect(answer.status).toBe(400);
		expect(answer.json.message).toContain(message);
	});
});
