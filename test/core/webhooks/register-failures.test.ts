import { isSettled, register } from '../../../core';
import { failureOf } from '../support/client';
import { servers } from '../support/http-server';
import { FLIP, FUNDING, host, PROXIMITY, URL_OF_FLOW, wanted } from './support/registering';
import type { Stored, Trouble } from './support/registrations-server';

const serve = servers();

const LOST: [string, Trouble['ends'], string][] = [
	['has run out of time', 'hang', 'timeout'],
	['has broken off', 'cut', 'connection_failed'],
	['was 500', 500, 'server_error'],
	['was 409', 409, 'unexpected_status'],
];

describe('a registration whose answer was lost', () => {
	it.each(LOST)('since it %s is not sent again, but found at the API', async (_, ends, code) => {
		const { api, register, kept } = await host(serve);
		api.trouble('POST', { ends, done: true });
		const wishes = wanted([FLIP], ['BTC']);
		expect(await failureOf(register(wishes))).toMatchObject({ code });
		expect(api.requests()).toEqual(['POST gex.flip BTC']);
		expect(isSettled(wishes, kept())).toBe(false);
		await register(wishes);
		expect(api.requests()).toEqual(['POST gex.flip BTC', 'GET']);
		expect(kept()).toEqual([{ ...wishes[0], id: 'wh_1' }]);
	});

	it.each(LOST)('since it %s is sent again when the API does not have it', async (_, ends) => {
		const { api, register, kept } = await host(serve);
		api.trouble('POST', { ends });
		await failureOf(register(wanted([FLIP], ['BTC'])));
		await register(wanted([FLIP], ['BTC']));
		expect(api.requests()).toEqual(['POST gex.flip BTC', 'GET', 'POST gex.flip BTC']);
		expect(kept()).toEqual([{ url: URL_OF_FLOW, event: FLIP, asset: 'BTC', id: 'wh_1' }]);
	});

	it.each<[string, Trouble['ends'], string]>([
		['time', 'hang', 'timeout'],
		['a connection', 'cut', 'connection_failed'],
		['a key', 401, 'invalid_api_key'],
		['calls', 429, 'rate_limited'],
		['luck', 500, 'server_error'],
	])(
		'is neither sent again nor forgotten while the list fails for want of %s',
		async (_, ends, code) => {
			const { api, register, kept } = await host(serve);
			api.trouble('POST', { ends: 'hang', done: true });
			api.trouble('GET', { ends });
			const wishes = wanted([FLIP], ['BTC']);
			await failureOf(register(wishes));
			expect(await failureOf(register(wishes))).toMatchObject({ code, endpoint: 'webhooks-list' });
			expect(kept()).toEqual([{ ...wishes[0], id: null, isUncertain: true }]);
			await register(wishes);
			expect(api.requests()).toEqual(['POST gex.flip BTC', 'GET', 'GET']);
			expect(api.registered()).toEqual(['gex.flip BTC any']);
		},
	);

	it.each([404, 405, 501, 403, 400])(
		'is registered again, and said so, at an API that answers %d to a list',
		async (status) => {
			const { api, register, kept, logged } = await host(serve);
			api.habits.list = status;
			api.trouble('POST', { ends: 'hang', done: true });
			await failureOf(register(wanted([FLIP], ['BTC'])));
			await register(wanted([FLIP], ['BTC']));
			expect(api.requests()).toEqual(['POST gex.flip BTC', 'GET', 'POST gex.flip BTC']);
			expect(kept()).toEqual([{ url: URL_OF_FLOW, event: FLIP, asset: 'BTC', id: 'wh_2' }]);
			expect(logged).toContainEqual(expect.stringMatching(/^The API does not list webhooks \(/));
			expect(logged).toContain(
				'Webhook gex.flip of BTC: whether it is registered cannot be found out, so it is registered again',
			);
		},
	);

	it('stays uncertain when it is then refused by an API that does not list', async () => {
		const { api, register, kept } = await host(serve);
		api.habits.list = 404;
		api.trouble('POST', { ends: 'hang', done: true }, { ends: 401 });
		await failureOf(register(wanted([FLIP], ['BTC'])));
		await failureOf(register(wanted([FLIP], ['BTC'])));
		expect(kept()).toMatchObject([{ id: null, isUncertain: true }]);
	});

	it('may be two at once, each with its own threshold, and one list finds both', async () => {
		const { api, register, kept } = await host(serve);
		const first = wanted([PROXIMITY], ['BTC'], { [PROXIMITY]: 1e9 });
		const second = wanted([PROXIMITY], ['BTC'], { [PROXIMITY]: 2e9 });
		api.trouble('POST', { ends: 'hang', done: true }, { ends: 'cut', done: true });
		api.trouble('GET', { ends: 404 });
		await failureOf(register(first));
		await failureOf(register(second));
		expect(kept()).toMatchObject([{ isUncertain: true }, { isUncertain: true }]);
		await register(second);
		expect(api.requests().slice(3)).toEqual(['GET', 'DELETE wh_1']);
		expect(kept()).toEqual([{ ...second[0], id: 'wh_2' }]);
	});

	const flat = (all: Stored[]) =>
		all.map(({ id, url, events, config }) => ({ id, url, event: events[0], ...config }));

	it.each<[string, (all: Stored[]) => unknown]>([
		['as it was registered', (all) => all],
		['flat', flat],
	])('is not mistaken for another one of the same address, listed %s', async (_, listed) => {
		const { api, registrar } = await host(serve);
		api.habits.listed = listed;
		const store = (id: string, events: string[], config: Stored['config'], url = URL_OF_FLOW) =>
			api.stored.push({ id, url, events, config });
		store('other event', [FUNDING], { asset: 'BTC' });
		store('other asset', [FLIP], { asset: 'ETH' });
		store('other threshold', [PROXIMITY], { asset: 'BTC', threshold: 5 });
		store('other address', [FLIP], { asset: 'BTC' }, `${URL_OF_FLOW}x`);
		const wishes = wanted([FLIP, PROXIMITY], ['BTC'], { [PROXIMITY]: 6 });
		const kept = wishes.map((one) => ({ ...one, id: null, isUncertain: true }));
		const result = await register(registrar, wishes, kept);
		expect(result.map(({ id }) => id)).toEqual(['wh_1', 'wh_2']);
		expect(api.stored).toHaveLength(6);
	});

	it('is not mistaken for one that stands for several events', async () => {
		const { api, registrar } = await host(serve);
		const config = { asset: 'BTC' };
		api.stored.push({ id: 'several', url: URL_OF_FLOW, events: [FLIP, FUNDING], config });
		const kept = wanted([FLIP], ['BTC']).map((one) => ({ ...one, id: null, isUncertain: true }));
		expect(await register(registrar, [], kept)).toEqual([]);
		expect(api.requests()).toEqual(['GET']);
	});

	it('does not make the others uncertain, though the list lacks them', async () => {
		const { api, register, kept } = await host(serve);
		api.trouble('POST', undefined, { ends: 'hang', done: true });
		api.habits.listed = (all) => all.slice(1);
		await failureOf(register(wanted([FLIP], ['BTC', 'ETH'])));
		await register(wanted([FLIP], ['BTC', 'ETH']));
		expect(api.requests()).toEqual(['POST gex.flip BTC', 'POST gex.flip ETH', 'GET']);
		expect(kept()).toMatchObject([{ id: 'wh_1' }, { id: 'wh_2' }]);
	});

	it.each<[string, (all: Stored[]) => unknown]>([
		['bare', (all) => all],
		['under "data"', (all) => ({ data: all })],
		[
			'with one event as a text',
			(all) => all.map(({ events, ...one }) => ({ ...one, event: events[0] })),
		],
		['without events', (all) => all.map(({ id, url, config }) => ({ id, url, config }))],
		['without configuration', (all) => all.map(({ id, url, events }) => ({ id, url, events }))],
		['flat', flat],
		[
			'in another spelling',
			(all) =>
				all.map((one) => ({
					...one,
					url: one.url.replace('flows', 'FLOWS'),
					config: { asset: 'btc' },
				})),
		],
		[
			'with a threshold of the API',
			(all) => all.map((one) => ({ ...one, config: { ...one.config, threshold: 9 } })),
		],
	])('is found in a list that is %s', async (_, listed) => {
		const { api, register, kept } = await host(serve);
		api.habits.listed = listed;
		api.trouble('POST', { ends: 'hang', done: true });
		await failureOf(register(wanted([FLIP], ['BTC'])));
		await register(wanted([FLIP], ['BTC']));
		expect(kept()).toMatchObject([{ id: 'wh_1' }]);
		expect(api.stored).toHaveLength(1);
	});

	it('is registered though the list tells no id', async () => {
		const { api, register, kept } = await host(serve);
		api.habits.listed = (all) => all.map(({ id: _, ...one }) => one);
		api.trouble('POST', { ends: 'hang', done: true });
		await failureOf(register(wanted([FLIP], ['BTC'])));
		await register(wanted([FLIP], ['BTC']));
		expect(api.stored).toHaveLength(1);
		expect(kept()).toEqual([{ url: URL_OF_FLOW, event: FLIP, asset: 'BTC', id: null }]);
	});
});

describe('a registration that was refused', () => {
	it.each<[number, string]>([
		[400, 'invalid_parameter'],
		[401, 'invalid_api_key'],
		[403, 'plan_required'],
		[404, 'not_found'],
		[405, 'not_supported'],
		[429, 'rate_limited'],
	])('with %d is sent again the next time, without a list', async (status, code) => {
		const { api, register, kept } = await host(serve);
		api.trouble('POST', { ends: status });
		expect(await failureOf(register(wanted([FLIP], ['BTC'])))).toMatchObject({ code });
		expect(kept()).toEqual([]);
		await register(wanted([FLIP], ['BTC']));
		expect(api.requests()).toEqual(['POST gex.flip BTC', 'POST gex.flip BTC']);
		expect(api.registered()).toEqual(['gex.flip BTC any']);
	});

	it('for want of calls is not sent at all', async () => {
		const { api, registrar } = await host(serve);
		api.trouble('POST', { ends: 429 });
		const wishes = wanted([FLIP], ['BTC']);
		for (let index = 0; index < 3; index += 1) {
			expect(await failureOf(register(registrar, wishes, []))).toMatchObject({
				code: 'rate_limited',
			});
		}
		expect(api.requests()).toHaveLength(1);
	});
});
