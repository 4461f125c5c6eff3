import { missingAtApi, register, unregister } from '../../../core';
import { failureOf } from '../support/client';
import { servers } from '../support/http-server';
import { FLIP, host, URL_OF_FLOW, wanted } from './support/registering';
import type { Trouble } from './support/registrations-server';

const serve = servers();

describe('unregistering', () => {
	it('deletes everything that is kept, and asks nothing when nothing is', async () => {
		const { api, register: on, unregister: off, kept } = await host(serve);
		await on(wanted([FLIP], ['BTC', 'ETH']));
		expect(await off()).toEqual([]);
		expect(await off()).toEqual([]);
		expect(kept()).toEqual([]);
		expect(api.requests().slice(2)).toEqual(['DELETE wh_1', 'DELETE wh_2']);
	});

	it.each<[string, Trouble, boolean]>([
		['runs out of time', { ends: 'hang' }, true],
		['runs out of time though done', { ends: 'hang', done: true }, true],
		['breaks off', { ends: 'cut' }, true],
		['is answered with 500', { ends: 500 }, true],
		['is answered with 401', { ends: 401 }, false],
		['is answered with 403', { ends: 403 }, false],
	])(
		'keeps what could not be deleted since it %s, goes on with the rest, and tries again',
		async (_, trouble, isUncertain) => {
			const { api, register: on, unregister: off, kept, logged } = await host(serve);
			await on(wanted([FLIP], ['BTC', 'ETH']));
			api.trouble('DELETE', trouble);
			const one = { url: URL_OF_FLOW, event: FLIP, asset: 'BTC', id: 'wh_1' };
			expect(await off()).toEqual([isUncertain ? { ...one, isUncertain } : one]);
			expect(kept()).toEqual([isUncertain ? { ...one, isUncertain } : one]);
			expect(logged).toContainEqual(
				expect.stringMatching(
					/^Webhook gex.flip of BTC: it could not be deleted, and will be tried again \(/,
				),
			);
			expect(await off()).toEqual([]);
			expect(api.stored).toEqual([]);
			expect(api.requests().slice(2)).toEqual(['DELETE wh_1', 'DELETE wh_2', 'DELETE wh_1']);
		},
	);

	it('sends nothing more when the calls are used up, and keeps everything', async () => {
		const { api, register: on, unregister: off, kept } = await host(serve);
		const before = await on(wanted([FLIP], ['BTC', 'ETH']));
		api.trouble('DELETE', { ends: 429 });
		expect(await off()).toEqual(before);
		expect(kept()).toEqual(before);
		expect(api.requests().slice(2)).toEqual(['DELETE wh_1']);
		expect(await off()).toEqual([]);
	});

	it('that was lost, and is then no longer wanted, asks what is there', async () => {
		for (const done of [true, false]) {
			const { api, register: on, unregister: off, kept } = await host(serve);
			await on(wanted([FLIP], ['BTC']));
			api.trouble('DELETE', { ends: 'hang', done });
			await off();
			await on(wanted([FLIP], ['BTC']));
			expect(api.requests().slice(2)).toEqual(done ? ['GET', 'POST gex.flip BTC'] : ['GET']);
			expect(api.registered()).toEqual(['gex.flip BTC any']);
			expect(kept()).toMatchObject([{ id: done ? 'wh_2' : 'wh_1' }]);
		}
	});

	it.each([404, 405, 501, 410])(
		'counts %d as gone or not to be helped, and says so',
		async (status) => {
			const { api, register: on, unregister: off, kept, logged } = await host(serve);
			await on(wanted([FLIP], ['BTC']));
			api.habits.delete = status;
			expect(await off()).toEqual([]);
			expect(kept()).toEqual([]);
			expect(logged).toContainEqual(
				expect.stringMatching(
					/^Webhook gex.flip of BTC: it is gone already, or the API does not delete \(/,
				),
			);
		},
	);

	const BEFORE = [{ url: URL_OF_FLOW, event: FLIP, asset: 'BTC', id: 'wh_1' }];

	/** A host whose API answers every deletion in the same way. */
	const answered = (status: number, body: string) =>
		host(() => serve((response) => void response.writeHead(status).end(body)));

	it.each(['{"deleted":false}', '{"success":false}'])(
		'keeps what the API says it has not deleted: %s',
		async (body) => {
			const { registrar, logged } = await answered(200, body);
			expect(await unregister(registrar, BEFORE)).toEqual(BEFORE);
			expect(logged).toContain(
				'Webhook gex.flip of BTC: the API has not deleted it; it will be tried again',
			);
		},
	);

	it.each([
		[200, '"ok"'],
		[200, '{}'],
		[202, '[]'],
		[204, ''],
	])('takes %d with %j for a deletion', async (status, body) => {
		const { registrar } = await answered(status, body);
		expect(await unregister(registrar, BEFORE)).toEqual([]);
	});

	it('gives up on an id that cannot be sent, and says so', async () => {
		const { api, registrar, logged } = await host(serve);
		const before = [{ url: URL_OF_FLOW, event: FLIP, asset: 'BTC', id: 'a/b' }];
		expect(await unregister(registrar, before)).toEqual([]);
		expect(api.requests()).toEqual([]);
		expect(logged).toContainEqual(expect.stringMatching(/is not a value of Webhook ID/));
	});
});

describe('unregistering what has no id', () => {
	const before = wanted([FLIP], ['BTC', 'ETH']).map((one) => ({ ...one, id: null }));

	async function withoutIds() {
		const one = await host(serve);
		one.api.habits.created = () => ({});
		await one.register(wanted([FLIP], ['BTC', 'ETH']));
		return one;
	}

	it('finds it in one list', async () => {
		const { api, unregister: off } = await withoutIds();
		expect(await off()).toEqual([]);
		expect(api.requests().slice(2)).toEqual(['GET', 'DELETE wh_1', 'DELETE wh_2']);
	});

	it('has nothing to do when the API does not have it', async () => {
		const { api, unregister: off, logged } = await withoutIds();
		api.stored.splice(0);
		expect(await off()).toEqual([]);
		expect(api.requests().slice(2)).toEqual(['GET']);
		expect(logged.filter((line) => line.startsWith('Webhook'))).toEqual([]);
	});

	it.each([404, 405])(
		'says what cannot be deleted at an API that answers %d to a list',
		async (status) => {
			const { api, unregister: off, logged } = await withoutIds();
			api.habits.list = status;
			expect(await off()).toEqual([]);
			for (const asset of ['BTC', 'ETH']) {
				expect(logged).toContain(
					`Webhook gex.flip of ${asset}: the API has not told its id, so it is not deleted; delete it in the Kingfisher dashboard`,
				);
			}
		},
	);

	it('says so too when the list tells no ids', async () => {
		const { api, unregister: off, logged } = await withoutIds();
		api.habits.listed = (all) => all.map(({ id: _, ...one }) => one);
		expect(await off()).toEqual([]);
		expect(
			logged.filter((line) => line.includes('delete it in the Kingfisher dashboard')),
		).toHaveLength(2);
	});

	it('keeps it while the list fails, and deletes the rest', async () => {
		const { api, registrar, kept, logged, unregister: off } = await host(serve);
		await register(registrar, wanted([FLIP], ['BTC', 'ETH', 'SOL']), []);
		const state = kept().map((one) => (one.asset === 'ETH' ? { ...one, id: null } : one));
		api.trouble('GET', { ends: 500 });
		const left = await unregister(registrar, state);
		expect(left).toEqual([before[1]]);
		expect(kept()).toEqual(left);
		expect(api.registered()).toEqual(['gex.flip ETH any']);
		expect(logged).toContainEqual(
			expect.stringMatching(
				/^Webhooks whose id is not known could not be looked for, and will be tried again \(/,
			),
		);
		expect(await off()).toEqual([]);
		expect(api.stored).toEqual([]);
	});

	it('takes none for two, where the list does not tell them apart', async () => {
		const { api, register: on, unregister: off } = await host(serve);
		api.habits.created = () => ({});
		api.habits.listed = (all) => all.map(({ id, url }) => ({ id, url }));
		await on(wanted([FLIP], ['BTC', 'ETH']));
		expect(await off()).toEqual([]);
		expect(api.requests().slice(2)).toEqual(['GET', 'DELETE wh_1', 'DELETE wh_2']);
	});

	it('never deletes what has just been created in its place', async () => {
		const { api, register: on } = await host(serve);
		api.habits.created = () => ({});
		// Newest first, and it does not tell thresholds: the two cannot be told apart afterwards.
		api.habits.listed = (all) => all.map(({ id, url, events }) => ({ id, url, events })).reverse();
		const event = 'liquidation.cluster_proximity';
		await on(wanted([event], ['BTC'], { [event]: 1 }));
		await on(wanted([event], ['BTC'], { [event]: 2 }));
		expect(api.registered()).toEqual([`${event} BTC 2`]);
	});
});

describe('what is missing at the API', () => {
	it('is what it no longer lists', async () => {
		const { api, registrar, register: on } = await host(serve);
		const kept = await on(wanted([FLIP], ['BTC', 'ETH', 'SOL']));
		expect(await missingAtApi(registrar, kept)).toEqual([]);
		api.stored.splice(1, 1);
		expect(await missingAtApi(registrar, kept)).toEqual([kept[1]]);
		expect(api.requests().slice(3)).toEqual(['GET', 'GET']);
	});

	it('can be registered again by leaving it out of what is kept', async () => {
		const { api, registrar, register: on } = await host(serve);
		const kept = await on(wanted([FLIP], ['BTC', 'ETH']));
		api.stored.splice(0, 1);
		const missing = await missingAtApi(registrar, kept);
		await register(
			registrar,
			wanted([FLIP], ['BTC', 'ETH']),
			kept.filter((one) => !missing.includes(one)),
		);
		expect(api.registered().sort()).toEqual(['gex.flip BTC any', 'gex.flip ETH any']);
	});

	it('is not what is listed with nothing but its id', async () => {
		const { api, registrar, register: on } = await host(serve);
		const kept = await on(wanted([FLIP], ['BTC', 'ETH']));
		api.habits.listed = (all) => all.map(({ id }) => ({ id }));
		expect(await missingAtApi(registrar, kept)).toEqual([]);
		api.stored.splice(0, 1);
		expect(await missingAtApi(registrar, kept)).toEqual([kept[0]]);
	});

	it('is not what stands there under another id, or without one', async () => {
		const { api, registrar, register: on } = await host(serve);
		const kept = await on(wanted([FLIP], ['BTC', 'ETH']));
		api.stored[0]!.id = 'another';
		expect(await missingAtApi(registrar, [kept[0]!, { ...kept[1]!, id: null }])).toEqual([]);
	});

	it.each([404, 405])('is unknown when the API answers %d to a list', async (status) => {
		const { api, registrar, register: on } = await host(serve);
		const kept = await on(wanted([FLIP], ['BTC']));
		api.habits.list = status;
		expect(await missingAtApi(registrar, kept)).toEqual([]);
	});

	it('cannot be told when the API cannot be asked', async () => {
		const { api, registrar, register: on } = await host(serve);
		const kept = await on(wanted([FLIP], ['BTC']));
		api.trouble('GET', { ends: 500 });
		expect(await failureOf(missingAtApi(registrar, kept))).toMatchObject({ code: 'server_error' });
	});
});
