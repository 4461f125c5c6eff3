import { request } from 'node:http';
import { ask, emulate } from './support';

/** Every documented list, with what is in it. */
const CHOICES = [
	['/liquidations/BTC', 'exchange', ['binance', 'bybit', 'okx', 'all']],
	['/liquidations/BTC', 'timeframe', ['1H', '4H', '1D', '1W']],
	['/gex/BTC', 'historical', ['true', 'false']],
	['/open-interest/BTC', 'exchange', ['binance', 'bybit', 'okx', 'all']],
	['/depth/BTC', 'exchange', ['binance', 'bybit', 'okx', 'all']],
	['/depth/BTC', 'percentage', ['0.1', '0.5', '1.0']],
] as const;

const PATHS = ['liquidations', 'gex', 'open-interest', 'funding-rates', 'tof', 'depth'];

describe('parameters', () => {
	it("answers a wrong timeframe with the guide's 400, to the letter", async () => {
		const emulator = await emulate();
		const { status, text } = await ask(emulator, '/liquidations/BTC?timeframe=2D');
		expect(status).toBe(400);
		expect(text).toBe(
			'{"error":"invalid_parameter","message":"Invalid timeframe specified","code":400}',
		);
	});

	it.each(CHOICES)('%s takes each documented %s', async (path, name, values) => {
		const emulator = await emulate();
		for (const value of values) {
			const { status } = await ask(emulator, `${path}?${name}=${value}`);
			expect([value, status]).toEqual([value, 200]);
		}
	});

	it.each(CHOICES)('%s refuses any other %s by its name', async (path, name, values) => {
		const emulator = await emulate();
		const [first] = values;
		const swapped = first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase();
		const wrong = ['', 'nonsense', `${first}%20`, `${first}&${name}=${first}`];
		if (swapped !== first) wrong.push(swapped);
		for (const value of wrong) {
			const { status, json } = await ask(emulator, `${path}?${name}=${value}`);
			expect([value, status]).toEqual([value, 400]);
			expect(json).toEqual({
				error: 'invalid_parameter',
				message: `Invalid ${name} specified`,
				code: 400,
			});
		}
	});

	it('takes a percentage only as the guide spells it', async () => {
		const emulator = await emulate();
		expect((await ask(emulator, '/depth/BTC?percentage=1')).status).toBe(400);
	});

	it('does not mind parameters it does not know', async () => {
		const emulator = await emulate();
		expect((await ask(emulator, '/tof/BTC?window=5&__proto__=1')).status).toBe(200);
	});
});

describe('assets', () => {
	it.each(PATHS)('/%s knows BTC, wants it in upper case, and does not know NOPE', async (path) => {
		const emulator = await emulate();
		expect((await ask(emulator, `/${path}/BTC`)).json).toMatchObject({ asset: 'BTC' });
		const lower = await ask(emulator, `/${path}/btc`);
		expect([lower.status, lower.text]).toEqual([
			400,
			'{"error":"invalid_parameter","message":"Invalid asset specified","code":400}',
		]);
		const unknown = await ask(emulator, `/${path}/NOPE`);
		expect([unknown.status, unknown.text]).toEqual([
			404,
			'{"error":"not_found","message":"Asset not found","code":404}',
		]);
	});

	it.each(['ETH', 'SOL', 'XRP', 'DOGE', 'BNB', 'AVAX', 'LINK'])('there is %s', async (asset) => {
		const emulator = await emulate();
		for (const path of PATHS.filter((one) => one !== 'gex')) {
			expect((await ask(emulator, `/${path}/${asset}`)).json).toMatchObject({ asset });
		}
	});

	it('has GEX+ for BTC and ETH only', async () => {
		const emulator = await emulate();
		const statuses = [];
		for (const asset of ['BTC', 'ETH', 'SOL']) {
			statuses.push((await ask(emulator, `/gex/${asset}`)).status);
		}
		expect(statuses).toEqual([200, 200, 404]);
	});

	it.each(['', 'B%20TC', '..%2Fgex', '%00', '__proto__', 'constructor', 'A'.repeat(21)])(
		'is not led astray by %j',
		async (asset) => {
			const emulator = await emulate();
			const { status, json } = await ask(emulator, `/liquidations/${asset}`);
			expect([status, json.error]).toEqual([400, 'invalid_parameter']);
		},
	);
});

describe('routes and methods', () => {
	it.each(['', '/', '/liquidations', '/liquidations/BTC/', '/GEX/BTC'])(
		'there is nothing at /v1%s',
		async (path) => {
			const emulator = await emulate();
			const { status, json } = await ask(emulator, path);
			expect(status).toBe(404);
			expect(json).toEqual({ error: 'not_found', message: 'Route not found', code: 404 });
		},
	);

	it.each([
		['POST', '/liquidations/BTC', 'GET'],
		['DELETE', '/gex/BTC', 'GET'],
		['OPTIONS', '/tof/BTC', 'GET'],
		['PUT', '/webhooks', 'GET, POST'],
		['PATCH', '/webhooks/1', 'GET, DELETE'],
	])('%s %s is not allowed, and the answer says what is', async (method, path, allow) => {
		const emulator = await emulate();
		const { status, json, headers } = await ask(emulator, path, { method });
		expect(status).toBe(405);
		expect(json).toEqual({ error: 'method_not_allowed', message: 'Method not allowed', code: 405 });
		expect(headers.get('allow')).toBe(allow);
	});

	it('answers outside /v1 without a key and without a record', async () => {
		const emulator = await emulate();
		const response = await fetch(`${emulator.url}/v2/gex/BTC`);
		expect([response.status, await response.json()]).toEqual([
			404,
			{ error: 'not_found', message: 'Route not found', code: 404 },
		]);
		expect(emulator.calls).toEqual([]);
	});

	it('answers a path that cannot be decoded', async () => {
		const emulator = await emulate();
		const { port } = new URL(emulator.url);
		const status = await new Promise((resolve, reject) => {
			const sent = request({ port, host: '127.0.0.1', path: '/v1/gex/%E0%A4%A' }, (response) => {
				response.resume();
				resolve(response.statusCode);
			});
			sent.on('error', reject).end();
		});
		expect(status).toBe(400);
	});
});
