import { describeNodeRed, INSTALL_TIMEOUT_MS, NODE_RED_VERSIONS } from '../hosts/install';
import { account, ask, flowAround, startBench, type Bench } from './setup';

// A key of its own for each test: the process keeps the answers and the budget of a key.
let keys = 0;
function freshKey(kind = 'pro'): string {
	keys += 1;
	return `kf_${kind}_behaviour_${keys}_77d0ce`;
}

const fromMessage = { type: 'kingfisher-liquidations', asset: 'asset', assetType: 'msg' };
const btc = { type: 'kingfisher-liquidations', asset: 'BTC', assetType: 'choice' };

describe.each(NODE_RED_VERSIONS.map((version) => [describeNodeRed(version), version] as const))(
	'in %s',
	(_, version) => {
		let bench: Bench;

		beforeAll(async () => {
			bench = await startBench(version, 'market');
		}, INSTALL_TIMEOUT_MS);

		afterAll(async () => {
			await bench.close();
		});

		async function deploy(node: Record<string, unknown>, key = freshKey()): Promise<void> {
			const { red, emulator } = bench;
			await red.deploy(flowAround(node, account(emulator.baseUrl, key)));
		}

		it('one message per row is numbered, so that a join node puts them together', async () => {
			await deploy({ ...btc, output: 'each' });
			const first = await ask(bench);
			const { count, index, id } = first['parts'] as Record<string, unknown>;
			expect(index).toBe(0);
			for (let next = 1; next < Number(count); next += 1) {
				const { value } = await bench.red.nextDebug('result');
				expect((value as typeof first)['parts']).toMatchObject({ id, index: next, count });
			}
			expect(first.payload).toMatchObject({ asset: 'BTC', timeframe: '1D' });
		});

		it.each([
			['a value that is not a symbol', { asset: 'B T C' }, {}, 'invalid_parameter'],
			['an asset the API does not know', { asset: 'NOSUCH' }, {}, 'not_found'],
			['an internal fault', { asset: 'BTC' }, { status: 500, times: 9 }, 'server_error'],
			['a plan that lacks it', { asset: 'BTC' }, { status: 403 }, 'plan_required'],
			['a web page', { asset: 'BTC' }, { html: true }, 'not_json'],
			['a wrong form', { asset: 'BTC' }, { body: { clusters: 1 } }, 'unexpected_shape'],
			[
				'a dropped connection',
				{ asset: 'BTC' },
				{ dropConnection: 'before', times: 9 },
				'connection_failed',
			],
			[
				'a body that breaks off',
				{ asset: 'BTC' },
				{ dropConnection: 'midBody', times: 9 },
				'connection_failed',
			],
			[
				'a redirect elsewhere',
				{ asset: 'BTC' },
				{ redirect: 'https://evil.example/' },
				'redirect_refused',
			],
			[
				'a body that is too large',
				{ asset: 'BTC' },
				{ oversize: 11 * 1024 * 1024 },
				'response_too_large',
			],
			['no answer', { asset: 'BTC' }, { hang: true }, 'timeout'],
			['an answer that repeats the key', { asset: 'BTC' }, { echoKey: true }, 'invalid_api_key'],
		] as const)('a catch node gets the code of %s', async (_case, properties, fault, code) => {
			const key = freshKey();
			// Eleven megabytes take a busy machine longer than a second.
			const timeout = code === 'timeout' ? '1' : '20';
			await deploy({ ...fromMessage, retries: '0', timeout }, key);
			if (Object.keys(fault).length > 0) bench.emulator.faults.inject(fault);
			const { error } = await ask(bench, properties, 'caught');
			bench.emulator.faults.clear();
			expect(error.code).toBe(code);
			expect(error.message).toMatch(/\. .+\.$/);
			expect(JSON.stringify([bench.red.messages(), bench.red.output()])).not.toContain(key);
		});

		it('an expired key is told from a missing one, and neither stops the flow', async () => {
			await deploy(btc, freshKey('expired'));
			expect((await ask(bench, {}, 'caught')).error.code).toBe('invalid_api_key');
			await bench.red.status('node', ({ fill, shape }) => fill === 'red' && shape === 'dot');
			await deploy(btc, '');
			expect((await ask(bench, {}, 'caught')).error.code).toBe('invalid_configuration');
		});

		it('twenty identical messages at once cost one call', async () => {
			await deploy(btc);
			const before = bench.emulator.calls.length;
			await Promise.all(Array.from({ length: 20 }, async () => await bench.red.inject('inject')));
			for (let message = 0; message < 20; message += 1) await bench.red.nextDebug('result');
			expect(bench.emulator.calls.length - before).toBe(1);
		});

		it('ten redeploys leave one connection, one answer per message and no call', async () => {
			const key = freshKey('elite');
			for (let deployment = 0; deployment < 10; deployment += 1) {
				await deploy({ ...btc, cacheSeconds: '0', name: `version ${deployment}` }, key);
				await ask(bench);
			}
			const openBefore = bench.emulator.connections();
			const callsBefore = bench.emulator.calls.length;
			for (let message = 0; message < 20; message += 1) await ask(bench);
			expect(bench.emulator.calls.length - callsBefore).toBe(20);
			expect(bench.emulator.connections() - openBefore).toBeLessThanOrEqual(1);
			await bench.red.deploy([]);
			expect(bench.emulator.calls.length - callsBefore).toBe(20);
		});

		it('a request under way when its node is removed disturbs nobody', async () => {
			await deploy({ ...btc, timeout: '30' });
			bench.emulator.faults.inject({ hang: true });
			await bench.red.inject('inject');
			await bench.red.deploy([]);
			bench.emulator.faults.clear();
			await deploy(btc);
			expect((await ask(bench)).topic).toBe('BTC');
		});

		it('the connection test tells a wrong key, an unreachable API and a working key apart', async () => {
			const { red, emulator } = bench;
			const test = async (key: string, baseUrl = emulator.baseUrl) => {
				const path = '/kingfisher-account/unsaved/test';
				const typed = { apiKey: key, environment: 'custom', baseUrl };
				return await red.admin.request<{ verdict: string }>('POST', path, typed);
			};
			expect(await test(` ${freshKey()}\n`)).toMatchObject({ verdict: 'ok' });
			expect(await test('kf_wrong_5d1f')).toMatchObject({ verdict: 'wrongKey' });
			expect(await test(freshKey(), 'http://127.0.0.1:9/v1')).toMatchObject({
				verdict: 'unreachable',
			});
		});

		it('the connection test never sends a saved key to an address that was typed', async () => {
			const { red, emulator } = bench;
			await deploy(btc);
			const before = emulator.calls.length;
			const typed = { environment: 'custom', baseUrl: 'http://127.0.0.1:9/v1' };
			const answer = await red.admin.request<{ verdict: string }>(
				'POST',
				'/kingfisher-account/account/test',
				typed,
			);
			expect(answer).toMatchObject({ verdict: 'ok' });
			expect(emulator.calls.length - before).toBe(1);
		});

		it('nothing was left unhandled', () => {
			expect(bench.red.output()).not.toMatch(/unhandled|uncaught/i);
		});
	},
);
