import { ask, emulate } from './support';

const FAR = ['https://your-server.com/kf', 'https://172.32.0.1/', 'https://[2001:db8::1]/'];

const NEAR = [
	'localhost:1880',
	'LOCALHOST.',
	'node-red:1880',
	'red.localhost',
	'nas.local',
	'127.0.0.1:5678',
	'127.1',
	'0x7f000001',
	'0.0.0.0',
	'10.1.2.3',
	'100.100.0.1',
	'169.254.169.254',
	'172.31.255.255',
	'192.168.0.10',
	'[::1]:8080',
	'[::]',
	'[fd00::1]',
	'[fe80::1]',
	'[::ffff:192.168.0.1]',
];

async function registering() {
	const emulator = await emulate();
	const statusOf = async (url: string) => {
		const body = { url, events: ['gex.flip'], config: { asset: 'BTC' } };
		const { elite: key } = emulator.keys;
		return await ask(emulator, '/webhooks', { method: 'POST', key, body });
	};
	return { emulator, statusOf };
}

describe('a callback URL', () => {
	it.each(NEAR)(
		'may be on this machine or in a private network, by http as well: %s',
		async (host) => {
			const { statusOf } = await registering();
			expect((await statusOf(`http://${host}/kf`)).status).toBe(201);
			expect((await statusOf(`https://${host}/kf`)).status).toBe(201);
		},
	);

	it.each(NEAR)('may not, where only public addresses are taken: %s', async (host) => {
		const { emulator, statusOf } = await registering();
		emulator.shapes.set({ webhookUrls: 'public' });
		const { status, json } = await statusOf(`https://${host}/kf`);
		expect(status).toBe(400);
		expect(json).toEqual({
			error: 'invalid_parameter',
			message: 'Invalid url specified',
			code: 400,
		});
		expect(emulator.webhooks.registrations()).toEqual([]);
	});

	it.each(FAR)('on the internet is taken by https only: %s', async (url) => {
		const { emulator, statusOf } = await registering();
		emulator.shapes.set({ webhookUrls: 'public' });
		expect((await statusOf(url)).status).toBe(201);
		expect((await statusOf(url.replace('https:', 'http:'))).status).toBe(400);
		emulator.shapes.set({ webhookUrls: 'any' });
		expect((await statusOf(url.replace('https:', 'http:'))).status).toBe(400);
	});
});
