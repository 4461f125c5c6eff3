import type { Fault } from '../../emulator';
import { newKey, stage } from './support/emulator';
import { Host, node, until } from './support/host';

const ONCE = { asset: 'BTC', assetType: 'choice', retries: '0', timeout: '1' };

async function failure(fault: Fault) {
	const { host, emulator } = await stage([node('liquidations', ONCE)]);
	emulator.faults.inject({ times: 'always', ...fault });
	const { error } = await host.fail();
	const status = await until(() => {
		const last = host.statuses.at(-1);
		return last?.fill === 'blue' ? undefined : last;
	}, 'the status of the failure');
	return { code: error.code, message: error.message, status };
}

describe('an error', () => {
	it.each<[string, Fault, string, string]>([
		['a wrong key', { status: 401 }, 'invalid_api_key', 'red dot wrong API key'],
		['a plan without it', { status: 403 }, 'plan_required', 'red dot not in your plan'],
		['an unknown asset', { status: 404 }, 'not_found', 'red dot not found'],
		['a used-up day', { status: 429 }, 'rate_limited', 'red ring no calls left'],
		['a fault of the API', { status: 500 }, 'server_error', 'red ring fault of the API'],
		[
			'a broken connection',
			{ dropConnection: 'before' },
			'connection_failed',
			'red ring API unreachable',
		],
		[
			'a connection that breaks off',
			{ dropConnection: 'midBody' },
			'connection_failed',
			'red ring API unreachable',
		],
		['no answer', { hang: true }, 'timeout', 'red ring no answer in time'],
		['a web page', { html: true }, 'not_json', 'red dot odd answer'],
		[
			'JSON of another form',
			{ body: { clusters: 'none' } },
			'unexpected_shape',
			'red dot odd answer',
		],
		[
			'a redirect elsewhere',
			{ redirect: 'http://127.0.0.2:1/' },
			'redirect_refused',
			'red dot odd answer',
		],
		['an endless answer', { oversize: 11_000_000 }, 'response_too_large', 'red dot odd answer'],
	])('after %s has a code for Catch, a text and a status', async (_, fault, code, shown) => {
		const { status, ...error } = await failure(fault);
		expect(error.code).toBe(code);
		expect(error.message).toMatch(/^[A-Z127].*\. .*\.$/s);
		expect(error.message).not.toMatch(/^\w*Error/);
		expect(`${status.fill} ${status.shape} ${status.text}`).toBe(shown);
	});

	it('keeps the message that asked, and sends nothing', async () => {
		const { host, emulator } = await stage([node('liquidations', ONCE)]);
		emulator.faults.inject({ status: 500 });
		const caught = await host.fail({ _msgid: 'mine', payload: 'asked', topic: 'kept' });
		expect(caught).toMatchObject({ _msgid: 'mine', payload: 'asked', topic: 'kept' });
		expect(caught).not.toHaveProperty('kingfisher');
		expect(caught.error).not.toHaveProperty('stack');
		expect(host.sent).toEqual([]);
	});

	it('is over with the next answer', async () => {
		const { host, emulator } = await stage([node('liquidations', ONCE)]);
		emulator.faults.inject({ status: 500 });
		await host.fail();
		await host.ask();
		await until(() => host.statuses.at(-1)?.fill === 'green', 'a good status');
	});

	it('does not come up while a retry helps', async () => {
		const { host, emulator } = await stage([node('liquidations', { ...ONCE, retries: '2' })]);
		emulator.faults.inject({ status: 503, times: 2 });
		await host.ask();
		expect(host.caught).toEqual([]);
		expect(emulator.calls).toHaveLength(3);
	});

	it('shows at once when no account is chosen, and says so for every message', async () => {
		const { host } = await stage([node('liquidations', { ...ONCE, account: '' })]);
		const { error } = await host.fail();
		expect(error).toMatchObject({ code: 'invalid_configuration' });
		expect(error.message).toBe(
			'No Kingfisher account is chosen, or it is disabled. Open this node, choose or add an account with your API key, and deploy.',
		);
		expect(host.statuses).toEqual([{ fill: 'red', shape: 'dot', text: 'check the account' }]);
	});

	it.each<[string, Parameters<typeof Host.start>[1], string]>([
		['has no key', { account: { environment: 'production' } }, 'The API key is missing'],
		[
			'has an empty key',
			{ apiKey: ' \n', account: { environment: 'production' } },
			'The API key is missing',
		],
		[
			'has an address without https',
			{ apiKey: newKey(), account: { baseUrl: 'http://example.com' } },
			'must start with https',
		],
		[
			'has no address',
			{ apiKey: newKey(), account: { baseUrl: '' } },
			'The custom base URL is empty',
		],
		[
			'has an unknown environment',
			{ apiKey: newKey(), account: { environment: 'test' } },
			'is not an environment',
		],
		['has a variable that is not set', { apiKey: '${KINGFISHER_NOT_SET}' }, 'KINGFISHER_NOT_SET'],
	])('says what to do when the account %s, and the flow still starts', async (_, options, text) => {
		const host = await Host.start([node('liquidations', ONCE)], options);
		const { error } = await host.fail();
		expect(error.code).toBe('invalid_configuration');
		expect(error.message).toContain(text);
	});

	it('of this package itself ends in the flow, not in the end of Node-RED', async () => {
		const unhandled: unknown[] = [];
		const listener = (reason: unknown) => unhandled.push(reason);
		process.on('unhandledRejection', listener);
		const { host } = await stage([node('liquidations', ONCE)]);
		// What a broken neighbour may do.
		Object.defineProperty(host.get('node'), 'send', {
			value: () => {
				throw new Error('broken neighbour');
			},
		});
		const { error } = await host.fail();
		expect(error).toMatchObject({ code: 'internal_error' });
		expect(error.message).toContain('broken neighbour');
		await new Promise((resolve) => setImmediate(resolve));
		process.off('unhandledRejection', listener);
		expect(unhandled).toEqual([]);
	});

	it('never tells the key, whatever the API answers', async () => {
		const { host, emulator, apiKey } = await stage([node('liquidations', ONCE)]);
		const redirect = `http://127.0.0.1:1/${apiKey}`;
		for (const fault of [
			{ echoKey: true },
			{ redirect },
			{ body: { error: apiKey }, status: 418 },
		]) {
			emulator.faults.inject(fault);
			await host.fail();
		}
		emulator.faults.inject({ body: { clusters: [], note: apiKey } });
		await host.ask();
		const everything = JSON.stringify([host.caught, host.sent, host.statuses]) + host.log;
		expect(everything).not.toContain(apiKey);
		expect(everything).toContain('[hidden]');
	});
});
