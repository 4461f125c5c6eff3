import { customCredential, startBench, type Bench } from './setup';

let bench: Bench;

beforeAll(async () => {
	bench = await startBench('market');
}, 600_000);

afterAll(async () => {
	await bench.close();
});

// A key of its own for each test: n8n keeps the answers and the budget of a key.
let keys = 0;
async function freshCredential(kind = 'pro') {
	keys += 1;
	const key = `kf_${kind}_behaviour_${keys}_3f9b2c`;
	const data = customCredential(bench.emulator.baseUrl, key);
	return { key, credential: await bench.n8n.credentials.create('kingfisherApi', data) };
}

const assetOfItem = {
	resource: 'liquidation',
	operation: 'get',
	asset: { __rl: true, mode: 'symbol', value: '={{ $json.asset }}' },
};
const btc = {
	resource: 'liquidation',
	operation: 'getMany',
	asset: { __rl: true, mode: 'list', value: 'BTC' },
};

describe('many items', () => {
	it('with three different assets cost three calls, and every item is paired', async () => {
		const { credential } = await freshCredential();
		const items = Array.from({ length: 50 }, (_, index) => ({
			asset: ['BTC', 'eth', ' Sol '][index % 3]!,
		}));
		const before = bench.emulator.calls.length;
		const result = await bench.run(assetOfItem, { items, credential });
		expect(result.error).toBeUndefined();
		expect(bench.emulator.calls.length - before).toBe(3);
		expect(result.items.map((item) => item.json['asset'])).toEqual(
			items.map((item) => item.asset.trim().toUpperCase()),
		);
		expect(result.items.map((item) => item.pairedItem)).toEqual(items.map((_, item) => ({ item })));
	});

	it('go on after a bad one when the node is told to, with the code of what happened', async () => {
		const { credential } = await freshCredential();
		const items = [
			{ asset: 'BTC' },
			{ asset: 'not a symbol!' },
			{ asset: 'NOSUCH' },
			{ asset: 'ETH' },
		];
		const settings = { onError: 'continueRegularOutput' as const };
		const { items: out } = await bench.run(assetOfItem, { items, credential, settings });
		const failures = out.map((item) => item.json['error'] as Record<string, unknown> | undefined);
		expect(out.map((item, index) => failures[index]?.['code'] ?? item.json['asset'])).toEqual([
			'BTC',
			'invalid_parameter',
			'not_found',
			'ETH',
		]);
		expect(failures[1]?.['message']).toBe(
			'Liquidation clusters: "not a symbol!" is not an asset symbol',
		);
		expect(out.map((item) => item.pairedItem)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
	});

	it('send the bad one to the error output', async () => {
		const { credential } = await freshCredential();
		const items = [{ asset: 'NOSUCH' }, { asset: 'ETH' }];
		const settings = { onError: 'continueErrorOutput' as const };
		const result = await bench.run(assetOfItem, { items, credential, settings });
		expect(result.items.map((item) => item.json['asset'])).toEqual(['ETH']);
		expect(result.errorItems).toHaveLength(1);
		expect(result.errorItems[0]?.json['error']).toMatchObject({ code: 'not_found' });
		expect(result.errorItems[0]?.pairedItem).toEqual({ item: 0 });
	});
});

describe('what goes wrong reads well', () => {
	it.each([['an expired key', 'expired', 'The API key is invalid or expired', '401']])(
		'%s',
		async (_, kind, message, httpCode) => {
			const { credential } = await freshCredential(kind);
			const { error } = await bench.run(btc, { credential });
			expect(error?.message).toContain(message);
			expect(error?.description).toContain('Kingfisher dashboard, Settings, API Keys');
			expect(error?.httpCode).toBe(httpCode);
		},
	);

	it.each([
		['a web page', { html: true }, 'The API answered with a web page'],
		['JSON that breaks off', { brokenJson: true }, 'The API answered with JSON that breaks off'],
		[
			'an unexpected form',
			{ body: { clusters: 'none' } },
			'"clusters" is missing or has another form',
		],
		['an empty list', { body: [] }, 'does not have the documented form'],
		['a plan that lacks it', { status: 403 }, 'plan does not include'],
		['an internal fault', { status: 500, times: 9 }, 'The API had an internal fault'],
		['a dropped connection', { dropConnection: 'before', times: 9 }, 'Could not reach 127.0.0.1'],
		[
			'a body that breaks off',
			{ dropConnection: 'midBody', times: 9 },
			'Could not reach 127.0.0.1',
		],
		['a redirect elsewhere', { redirect: 'https://evil.example/v1' }, 'redirects to evil.example'],
		[
			'a body that is too large',
			{ oversize: 11 * 1024 * 1024 },
			'larger than this package accepts',
		],
		['no answer', { hang: true }, 'did not answer within 1 s'],
		['an answer that repeats the key', { echoKey: true }, 'The API key is invalid or expired'],
	] as const)('%s', async (_, fault, message) => {
		const { credential } = await freshCredential();
		bench.emulator.faults.inject(fault);
		const options = { timeout: 1, retries: 0 };
		const { error } = await bench.run({ ...btc, options }, { credential });
		bench.emulator.faults.clear();
		expect(error?.message).toContain(message);
		expect(error?.description).toMatch(/\w{3}.*\.$/);
		expect(JSON.stringify(error)).not.toMatch(/kf_(pro|elite|expired)_behaviour/);
	});

	it('calls that are used up, with the wait the API asks for', async () => {
		const { key, credential } = await freshCredential();
		bench.emulator.setRemaining(key, 0);
		const { error } = await bench.run(btc, { credential });
		expect(error?.message).toContain('Daily limit exceeded');
		expect(error?.httpCode).toBe('429');
		const before = bench.emulator.calls.length;
		const again = await bench.run(btc, { credential });
		expect(again.error?.message).toContain('nothing was sent');
		expect(bench.emulator.calls).toHaveLength(before);
	});

	it('a wrong form is still there to look at as raw response', async () => {
		const { credential } = await freshCredential();
		bench.emulator.faults.inject({ body: { clusters: 'none' } });
		const { items } = await bench.run({ ...btc, options: { raw: true } }, { credential });
		expect(items.map((item) => item.json)).toEqual([{ clusters: 'none' }]);
	});
});

describe('the reserve', () => {
	it('is kept, served around with the last answer, or spent, as chosen', async () => {
		const { key, credential } = await freshCredential();
		bench.emulator.setRemaining(key, 12);
		const fresh = { cacheSeconds: 0 };
		const first = await bench.run({ ...btc, options: fresh }, { credential });
		expect(first.error).toBeUndefined();
		const second = await bench.run({ ...btc, options: fresh }, { credential });
		expect(second.error).toBeUndefined();
		const refused = await bench.run({ ...btc, options: fresh }, { credential });
		expect(refused.error?.message).toContain('10 calls are left');
		const stale = { ...fresh, onReserve: 'stale' };
		const served = await bench.run({ ...btc, options: stale }, { credential });
		expect(served.items[0]?.json).toMatchObject({ asset: 'BTC', stale: true });
		const spend = { ...fresh, onReserve: 'spend', includeMetadata: true };
		const spent = await bench.run({ ...btc, options: spend }, { credential });
		expect(spent.items[0]?.json['kingfisher']).toMatchObject({
			cached: false,
			rateLimit: { limit: 100, remaining: 9 },
		});
	});
});

describe('the credential test', () => {
	const test = async (data: Record<string, unknown>) =>
		await bench.n8n.credentials.testUnsaved('kingfisherApi', data);

	it('accepts a key that works, blanks and line breaks around it included', async () => {
		const { baseUrl } = bench.emulator;
		const good = customCredential(baseUrl, ' \n kf_pro_tested_8d2f41 \r\n');
		expect(await test(good)).toMatchObject({ status: 'OK' });
		bench.emulator.setRemaining('kf_pro_tested_8d2f42', 0);
		expect(await test(customCredential(baseUrl, 'kf_pro_tested_8d2f42'))).toMatchObject({
			status: 'OK',
		});
	});

	it('tells a wrong key, an API that cannot be reached and another site apart', async () => {
		const { baseUrl } = bench.emulator;
		const wrong = await test(customCredential(baseUrl, 'kf_wrong_key_77'));
		expect(wrong).toMatchObject({ status: 'Error' });
		expect(wrong.message).toContain('The API key is invalid or expired');
		const down = await test(customCredential('http://127.0.0.1:9/v1', 'kf_pro_tested_8d2f43'));
		expect(down).toMatchObject({ status: 'Error' });
		expect(down.message).toContain('Could not reach 127.0.0.1:9');
		bench.emulator.faults.inject({ html: true });
		const page = await test(customCredential(baseUrl, 'kf_pro_tested_8d2f44'));
		expect(page.message).toContain('a web page');
		const plain = await test(
			customCredential('http://kingfisher.example/v1', 'kf_pro_tested_8d2f45'),
		);
		expect(plain.message).toContain('must start with https://');
	});
});
