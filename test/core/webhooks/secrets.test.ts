import { inspect } from 'node:util';
import { missingAtApi } from '../../../core';
import { servers } from '../support/http-server';
import { FLIP, host, TOKEN, URL_OF_FLOW, wanted, type Host } from './support/registering';

const serve = servers();

const PATH = '/webhook/kingfisher';

/** What an API could say in an error. */
const ECHOES: [string, string][] = [
	['the address', `cannot reach ${URL_OF_FLOW}`],
	['the encoded address', `cannot reach ${encodeURIComponent(URL_OF_FLOW)}`],
	['the path', `cannot reach ${PATH}?token=${TOKEN} at that host`],
	['the token', `bad token ${TOKEN}`],
	['the token in capitals', `bad token ${TOKEN.toUpperCase()}`],
];

function expectNoSecret({ logged, apiKey }: Host, ...told: unknown[]): void {
	const everything = [
		...logged,
		...told.map((one) => inspect(one, { depth: 10, showHidden: true })),
		JSON.stringify(told),
	].join('\n');
	expect(everything).not.toBe('');
	for (const secret of [TOKEN, TOKEN.toUpperCase(), encodeURIComponent(PATH), PATH, apiKey]) {
		expect(everything).not.toContain(secret);
	}
}

describe('an API that echoes', () => {
	it.each(ECHOES)(
		'%s in its refusals does not get it into an error or a log',
		async (_, message) => {
			const one = await host(serve);
			const { api, register, unregister, registrar } = one;
			const told: unknown[] = [];
			const caught = (error: unknown) => void told.push(error);
			for (const ends of [400, 401, 404, 409, 500]) {
				api.trouble('POST', { ends, message });
				await register(wanted([FLIP], ['BTC'])).catch(caught);
			}
			api.trouble('GET', { ends: 500, message });
			await register(wanted([FLIP], ['BTC'])).catch(caught);
			const kept = await register(wanted([FLIP], ['BTC', 'ETH']));
			for (const ends of [404, 500]) {
				api.trouble('GET', { ends, message });
				await missingAtApi(registrar, kept).catch(caught);
			}
			api.trouble('DELETE', { ends: 404, message }, { ends: 500, message });
			await unregister();
			expect(told).toHaveLength(7);
			expect(one.logged.join()).toContain('[hidden]');
			expectNoSecret(one, told);
		},
	);
});

describe('a registration', () => {
	it('that succeeds tells nobody its address', async () => {
		const one = await host(serve);
		await one.register(wanted([FLIP], ['BTC']));
		await one.unregister();
		expect(one.logged).not.toEqual([]);
		expectNoSecret(one);
	});

	it('that cannot be sent does not repeat its address', async () => {
		const one = await host(serve);
		const told: unknown[] = [];
		const strange = URL_OF_FLOW.replace('https', 'ftp');
		await one
			.register(wanted([FLIP], ['BTC'], {}, strange))
			.catch((error: unknown) => told.push(error));
		expect(told).toHaveLength(1);
		expectNoSecret(one, told);
	});

	it('keeps the secrets that the caller has named as well', async () => {
		const { api, registrar, logged } = await host(serve);
		registrar.settings = { ...registrar.settings, secrets: ['my other secret'] };
		api.trouble('GET', { ends: 500, message: 'it was my other secret' });
		await missingAtApi(registrar, []).catch(() => undefined);
		expect(logged.join()).toContain('it was [hidden]');
	});

	it('still says what host was meant', async () => {
		const { api, register, logged } = await host(serve);
		api.trouble('POST', { ends: 400, message: `cannot reach ${URL_OF_FLOW}` });
		await register(wanted([FLIP], ['BTC'])).catch(() => undefined);
		expect(logged.join()).toContain('cannot reach https://flows.example.com[hidden]');
	});
});
