import { isSettled, register, registrationsFor, unregister } from '../../../core';
import { servers } from '../support/http-server';
import { failureOf } from '../support/client';
import { FLIP, FUNDING, host, PROXIMITY, URL_OF_FLOW, wanted } from './support/registering';
import type { Stored } from './support/registrations-server';

const serve = servers();

describe('registering', () => {
	it('sends one body for each event and asset, in the form of the guide', async () => {
		const { api, register } = await host(serve);
		const thresholds = { [PROXIMITY]: 1_000_000_000, [FUNDING]: 0.05 };
		await register(wanted([PROXIMITY, FLIP, FUNDING], ['BTC'], thresholds));
		expect(
			api.server.received.map(({ method, url, body }) => [method, url, JSON.parse(body)]),
		).toEqual([
			[
				'POST',
				'/v1/webhooks',
				{
					url: URL_OF_FLOW,
					events: [PROXIMITY],
					config: { asset: 'BTC', threshold: 1_000_000_000 },
				},
			],
			['POST', '/v1/webhooks', { url: URL_OF_FLOW, events: [FLIP], config: { asset: 'BTC' } }],
			[
				'POST',
				'/v1/webhooks',
				{ url: URL_OF_FLOW, events: [FUNDING], config: { asset: 'BTC', threshold: 0.05 } },
			],
		]);
	});

	it('keeps what the API has, with its ids, and is settled then', async () => {
		const { register, kept } = await host(serve);
		const wishes = wanted([FLIP], ['BTC', 'ETH']);
		const result = await register(wishes);
		expect(result).toEqual([
			{ url: URL_OF_FLOW, event: FLIP, asset: 'BTC', id: 'wh_1' },
			{ url: URL_OF_FLOW, event: FLIP, asset: 'ETH', id: 'wh_2' },
		]);
		expect(kept()).toEqual(result);
		expect(isSettled(wishes, kept())).toBe(true);
	});

	it('does not go by what a host makes of the list it is given', async () => {
		const { api, registrar } = await host(serve);
		registrar.save = (state) => void state.splice(0);
		const kept = await register(registrar, wanted([FLIP], ['BTC', 'ETH']), []);
		expect(kept).toHaveLength(2);
		expect(await unregister(registrar, kept)).toEqual([]);
		expect(api.stored).toEqual([]);
	});

	it('asks nothing of an API that has everything already, though called ten times', async () => {
		const { api, register, saved } = await host(serve);
		const wishes = wanted([FLIP, FUNDING], ['BTC', 'ETH']);
		await register(wishes);
		const { length } = saved;
		for (let index = 0; index < 9; index += 1) await register(wishes);
		expect(api.requests()).toHaveLength(4);
		expect(saved).toHaveLength(length);
	});

	it('leaves one registration after ten times on and off', async () => {
		const { api, register, unregister, kept } = await host(serve);
		for (let index = 0; index < 10; index += 1) {
			if (index > 0) expect(await unregister()).toEqual([]);
			await register(wanted([FLIP], ['BTC']));
		}
		expect(api.registered()).toEqual(['gex.flip BTC any']);
		expect(kept()).toHaveLength(1);
		expect(api.requests()).toHaveLength(19);
	});

	it.each([
		['threshold', wanted([PROXIMITY], ['BTC'], { [PROXIMITY]: 2e9 }), 'BTC 2000000000'],
		['asset', wanted([PROXIMITY], ['ETH'], { [PROXIMITY]: 1e9 }), 'ETH 1000000000'],
		[
			'address',
			wanted([PROXIMITY], ['BTC'], { [PROXIMITY]: 1e9 }, 'https://other.example.com/x'),
			'BTC 1000000000',
		],
	])(
		'of a changed %s creates first and deletes then, so that no event is missed',
		async (_, wishes, left) => {
			const { api, register, kept } = await host(serve);
			await register(wanted([PROXIMITY], ['BTC'], { [PROXIMITY]: 1e9 }));
			await register(wishes);
			const [, ...changes] = api.requests();
			expect(changes).toEqual([expect.stringMatching(/^POST/), 'DELETE wh_1']);
			expect(api.registered()).toEqual([`${PROXIMITY} ${left}`]);
			expect(kept()).toEqual([{ ...wishes[0], id: 'wh_2' }]);
		},
	);

	it('deletes only what is no longer wanted', async () => {
		const { api, register } = await host(serve);
		await register(wanted([FLIP, FUNDING], ['BTC', 'ETH']));
		await register(wanted([FLIP], ['BTC', 'SOL']));
		expect(api.requests().slice(4)).toEqual([
			'POST gex.flip SOL',
			'DELETE wh_2',
			'DELETE wh_3',
			'DELETE wh_4',
		]);
		expect(api.registered()).toEqual(['gex.flip BTC any', 'gex.flip SOL any']);
	});

	it('stops at what the API refuses, and has saved what was done until then', async () => {
		const { api, register, kept } = await host(serve);
		api.trouble('POST', undefined, { ends: 400, message: 'unknown asset' });
		const failure = await failureOf(register(wanted([FLIP], ['BTC', 'NOSUCH', 'ETH'])));
		expect(failure).toMatchObject({ code: 'invalid_parameter', endpoint: 'webhooks-create' });
		expect(kept()).toEqual([{ url: URL_OF_FLOW, event: FLIP, asset: 'BTC', id: 'wh_1' }]);
		await register(wanted([FLIP], ['BTC', 'ETH']));
		expect(api.registered()).toEqual(['gex.flip BTC any', 'gex.flip ETH any']);
	});

	it('sends nothing that is no address or no asset', async () => {
		const { api, register, kept } = await host(serve);
		for (const wishes of [registrationsFor('localhost', [FLIP], ['BTC']), wanted([FLIP], ['#'])]) {
			expect(await failureOf(register(wishes))).toMatchObject({ code: 'invalid_parameter' });
		}
		expect(api.requests()).toEqual([]);
		expect(kept()).toEqual([]);
	});

	it('never serves a list from the cache, nor an outdated one', async () => {
		const stale = { cacheSeconds: 86_400, staleIfUnavailable: true, staleForSeconds: 86_400 };
		const { api, register, registrar } = await host(serve, { settings: stale });
		// Before: there is nothing. It is in the cache from then on.
		api.trouble('POST', { ends: 'hang', done: true }, { ends: 'hang', done: true });
		await failureOf(register(wanted([FLIP], ['BTC'])));
		await register(wanted([FLIP], ['BTC']));
		await failureOf(register(wanted([FLIP], ['BTC', 'ETH'])));
		api.trouble('GET', { ends: 500 });
		expect(await failureOf(register(wanted([FLIP], ['BTC', 'ETH'])))).toMatchObject({
			code: 'server_error',
		});
		await register(wanted([FLIP], ['BTC', 'ETH']));
		expect(api.registered()).toEqual(['gex.flip BTC any', 'gex.flip ETH any']);
		expect(registrar.client.usage().callsMade).toBe(5);
	});
});

describe('the id of a registration', () => {
	const places: [string, (one: Stored) => unknown][] = [
		['id', ({ id }) => ({ id })],
		['webhook_id', ({ id }) => ({ webhook_id: id })],
		['data.id', ({ id }) => ({ data: { id } })],
		['data.webhook.id', ({ id }) => ({ data: { webhook: { id } } })],
		['a list', ({ id }) => [{ id }]],
	];

	it.each(places)('is found in %s, and used to delete', async (_, created) => {
		const { api, register, unregister, kept } = await host(serve);
		api.habits.created = created;
		await register(wanted([FLIP], ['BTC']));
		expect(kept()).toMatchObject([{ id: 'wh_1' }]);
		expect(await unregister()).toEqual([]);
		expect(api.requests()).toEqual(['POST gex.flip BTC', 'DELETE wh_1']);
	});

	it('may be a number', async () => {
		const { api, register, kept } = await host(serve);
		api.habits.created = () => ({ id: 17 });
		await register(wanted([FLIP], ['BTC']));
		expect(kept()).toMatchObject([{ id: '17' }]);
	});

	it.each<[string, unknown]>([
		['an empty answer', ''],
		['an empty object', {}],
		['an empty list', []],
		['a text', '"registered"'],
		['null', null],
		['an empty id', { id: '' }],
	])('may be missing in %s: it is registered all the same', async (_, answer) => {
		const { api, register, unregister, kept } = await host(serve);
		api.habits.created = () => answer;
		await register(wanted([FLIP], ['BTC', 'ETH']));
		await register(wanted([FLIP], ['BTC', 'ETH']));
		expect(kept()).toMatchObject([{ id: null }, { id: null }]);
		expect(api.requests()).toEqual(['POST gex.flip BTC', 'POST gex.flip ETH']);
		// It can still be found in the list.
		expect(await unregister()).toEqual([]);
		expect(api.requests().slice(2)).toEqual(['GET', 'DELETE wh_1', 'DELETE wh_2']);
		expect(api.stored).toEqual([]);
	});
});
