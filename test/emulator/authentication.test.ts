import { connect } from 'node:net';
import { ask, emulate } from './support';

const REFUSED = '{"error":"invalid_api_key","message":"API key is invalid or expired","code":401}';

describe('authentication', () => {
	it('lets the well-known Pro and Elite keys in', async () => {
		const emulator = await emulate();
		for (const key of [emulator.keys.pro, emulator.keys.elite]) {
			expect((await ask(emulator, '/liquidations/BTC', { key })).status).toBe(200);
		}
	});

	it('takes any key that begins like a Pro or Elite key', async () => {
		const emulator = await emulate();
		for (const key of ['kf_pro_another', 'kf_elite_another']) {
			expect((await ask(emulator, '/tof/ETH', { key })).status).toBe(200);
		}
		expect(emulator.calls.map(({ keyKind }) => keyKind)).toEqual(['pro', 'elite']);
	});

	it.each([
		['no key', null, 'missing'],
		['an expired key', 'kf_expired_1', 'expired'],
		['an unknown key', 'YOUR_API_KEY', 'unknown'],
		['a prefix alone', 'kf_pro_', 'unknown'],
		['a key in the wrong case', 'KF_PRO_0123456789abcdef0123456789abcdef', 'unknown'],
		['whitespace before the key', ' kf_pro_1', 'unknown'],
		['whitespace inside the key', 'kf_pro_1 2', 'unknown'],
		['a tab before the key', '\tkf_pro_1', 'unknown'],
	])("answers %s with the guide's 401", async (_case, key, kind) => {
		const emulator = await emulate();
		const answer = await ask(emulator, '/liquidations/BTC', { key });
		expect(answer.status).toBe(401);
		expect(answer.text).toBe(REFUSED);
		expect(emulator.calls[0]).toMatchObject({ keyKind: kind, authorized: false, status: 401 });
	});

	it.each(['Basic kf_pro_1', 'kf_pro_1', 'bearer kf_pro_1', 'Token kf_pro_1'])(
		'does not take the scheme of "%s"',
		async (authorization) => {
			const emulator = await emulate();
			const answer = await ask(emulator, '/gex/BTC', { key: null, headers: { authorization } });
			expect(answer.text).toBe(REFUSED);
		},
	);

	it('refuses a key in the query or in another header', async () => {
		const emulator = await emulate();
		const { pro } = emulator.keys;
		const inQuery = await ask(emulator, `/gex/BTC?api_key=${pro}`, { key: null });
		const inHeader = await ask(emulator, '/gex/BTC', { key: null, headers: { 'x-api-key': pro } });
		expect([inQuery.status, inHeader.status]).toEqual([401, 401]);
	});

	it('refuses before it says whether the route or the asset exists', async () => {
		const emulator = await emulate();
		for (const path of ['/nothing', '/gex/NOPE', '/liquidations/BTC?timeframe=2D', '/webhooks/1']) {
			expect((await ask(emulator, path, { key: 'wrong' })).status).toBe(401);
		}
	});

	it('can make a key expire, and another one Pro, while it runs', async () => {
		const emulator = await emulate();
		emulator.setTier(emulator.keys.pro, 'expired');
		emulator.setTier('my-key', 'pro');
		expect((await ask(emulator, '/gex/BTC')).status).toBe(401);
		expect((await ask(emulator, '/gex/BTC', { key: 'my-key' })).status).toBe(200);
		emulator.reset();
		expect((await ask(emulator, '/gex/BTC')).status).toBe(200);
		expect((await ask(emulator, '/gex/BTC', { key: 'my-key' })).status).toBe(401);
	});

	it('is reachable over the loopback address only', async () => {
		const host = '0.0.0.0' as unknown as '127.0.0.1';
		await expect(emulate({ host })).rejects.toThrow('127.0.0.1 only');
	});

	it('survives a caller that does not speak HTTP', async () => {
		const emulator = await emulate();
		const { port } = new URL(emulator.url);
		const reply = await new Promise<string>((resolve, reject) => {
			const socket = connect(Number(port), '127.0.0.1', () => void socket.write('what?\r\n\r\n'));
			let text = '';
			socket.on('data', (data) => (text += data));
			socket.on('close', () => resolve(text));
			socket.on('error', reject);
		});
		expect(reply).toContain('400');
		expect((await ask(emulator, '/gex/BTC')).status).toBe(200);
	});
});
