import { emulate, newKey, stage } from './support/emulator';
import { Host, node } from './support/host';

interface Result {
	verdict: string;
	detail?: string;
	baseUrl?: string;
	usage?: { remaining: number; limit: number };
}

async function test(host: Host, dialog: object = {}): Promise<Result> {
	const { body } = await host.admin.post('/kingfisher-account/account/test').send(dialog);
	return body as Result;
}

describe('the connection test of an account', () => {
	it('tells that a deployed account works, and how many calls are left', async () => {
		const { host, emulator } = await stage([]);
		expect(await test(host)).toMatchObject({
			verdict: 'ok',
			baseUrl: emulator.baseUrl,
			usage: { remaining: 99, limit: 100 },
		});
	});

	it('asks anew every time, since an answer from before proves nothing', async () => {
		const { host, emulator, apiKey } = await stage([]);
		await test(host);
		emulator.setTier(apiKey, 'expired');
		expect((await test(host)).verdict).toBe('wrongKey');
	});

	it('spends one call, even when only the reserve is left', async () => {
		const { host, emulator, apiKey } = await stage([node('liquidations')]);
		emulator.setRemaining(apiKey, 5);
		await host.ask();
		expect((await test(host)).verdict).toBe('ok');
		expect(emulator.calls).toHaveLength(2);
	});

	it.each([
		['a wrong key', { status: 401 }, 'wrongKey'],
		['a plan without API access', { status: 403 }, 'plan'],
		['a used-up day', { status: 429 }, 'noCallsLeft'],
		['a fault', { status: 500 }, 'fault'],
		['a broken connection', { dropConnection: 'before' as const }, 'unreachable'],
		['a web page', { html: true }, 'notKingfisher'],
		['other JSON', { body: { hello: 'world' } }, 'notKingfisher'],
		['an unknown path', { status: 404 }, 'notKingfisher'],
		['a redirect elsewhere', { redirect: 'https://example.com/' }, 'notKingfisher'],
	])('tells %s from the rest, after one try', async (_, fault, verdict) => {
		const { host, emulator } = await stage([]);
		emulator.faults.inject({ times: 'always', ...fault });
		const result = await test(host);
		expect(result.verdict).toBe(verdict);
		expect(result.detail).toMatch(/\.$/);
		expect(emulator.calls).toHaveLength(1);
	});

	it('tests a key that was just typed against the address that was just typed', async () => {
		const { host } = await stage([]);
		const other = await emulate();
		const typed = { apiKey: ` ${newKey()}\n`, environment: 'custom', baseUrl: other.baseUrl };
		expect(await test(host, typed)).toMatchObject({ verdict: 'ok', baseUrl: other.baseUrl });
		expect(other.calls).toHaveLength(1);
	});

	it('sends a saved key to no address but the saved one', async () => {
		const { host, emulator, apiKey } = await stage([]);
		const elsewhere = await emulate();
		await test(host, { environment: 'custom', baseUrl: elsewhere.baseUrl });
		await test(host, { apiKey: '', environment: 'custom', baseUrl: elsewhere.baseUrl });
		expect(elsewhere.calls).toEqual([]);
		expect(emulator.calls).toHaveLength(1);
		expect(apiKey).not.toBe('');
	});

	it('reads no environment variable for a key that was just typed', async () => {
		process.env['KINGFISHER_TEST_KEY'] = newKey();
		const { host } = await stage([]);
		const elsewhere = await emulate();
		const typed = { environment: 'custom', baseUrl: elsewhere.baseUrl };
		for (const apiKey of ['${KINGFISHER_TEST_KEY}', ' $(KINGFISHER_TEST_KEY)']) {
			expect(await test(host, { ...typed, apiKey })).toEqual({ verdict: 'notDeployed' });
		}
		expect(elsewhere.calls).toEqual([]);
		delete process.env['KINGFISHER_TEST_KEY'];
	});

	it('refuses an address that the key must not be sent to', async () => {
		const { host } = await stage([]);
		const typed = { apiKey: newKey(), environment: 'custom', baseUrl: 'http://example.com/v1' };
		expect((await test(host, typed)).verdict).toBe('configuration');
	});

	it('asks for a deploy where there is no such account yet', async () => {
		const { host } = await stage([]);
		const { body } = await host.admin.post('/kingfisher-account/unknown/test').send({});
		expect(body).toEqual({ verdict: 'notDeployed' });
	});

	it('says what is missing from a deployed account', async () => {
		const host = await Host.start([], { account: { environment: 'production' } });
		expect(await test(host)).toEqual({
			verdict: 'configuration',
			detail: 'The API key is missing.',
		});
	});

	it('answers with no key, neither a saved nor a typed one', async () => {
		const { host, emulator, apiKey } = await stage([]);
		const typed = newKey();
		emulator.faults.inject({ echoKey: true, times: 'always' });
		const dialog = { apiKey: typed, environment: 'custom', baseUrl: emulator.baseUrl };
		const results = JSON.stringify([await test(host), await test(host, dialog)]) + host.log;
		expect(results).not.toContain(apiKey);
		expect(results).not.toContain(typed);
		expect(results).toContain('[hidden]');
	});
});

describe('the usage of an account', () => {
	it('is told without a call', async () => {
		const { host, emulator } = await stage([node('liquidations')]);
		await host.ask();
		const { body } = await host.admin.get('/kingfisher-account/account/usage');
		expect(body).toMatchObject({ limit: 100, remaining: 99, callsMade: 1 });
		expect(emulator.calls).toHaveLength(1);
	});

	it('is not there for an account that is not deployed, or cannot be used', async () => {
		const host = await Host.start([], { account: { environment: 'production' } });
		expect((await host.admin.get('/kingfisher-account/account/usage')).status).toBe(404);
		expect((await host.admin.get('/kingfisher-account/unknown/usage')).status).toBe(404);
		expect((await host.admin.get('/kingfisher-account/catcher/usage')).status).toBe(404);
	});
});
