import { confirmEvent, type Settings } from '../../../core';
import { readEvent, type WebhookEvent } from '../../../core/webhooks/events';
import { asking } from '../support/client';
import { guide, guideText } from '../support/guide';
import { inTurn, json, servers, type Answering } from '../support/http-server';
import { ManualClock } from '../support/manual-clock';
import { FLIP, FUNDING, PROXIMITY } from './support/registering';

const serve = servers();

function event(name: string, data: object): WebhookEvent {
	const read = readEvent({ event: name, data: { asset: 'BTC', ...data } }, 0);
	if (!read) throw new Error('That is no event');
	return read;
}

/** Asks an API that answers like this about an event; a moment passes with every question. */
async function api(...answers: [Answering, ...Answering[]]) {
	const server = await serve(inTurn(...answers));
	const clock = new ManualClock();
	const { client } = asking(server, { clock });
	return {
		server,
		client,
		clock,
		confirm: (about: WebhookEvent, settings?: Partial<Settings>) =>
			confirmEvent(client, about, settings),
	};
}

const rates = (...list: object[]) => json({ asset: 'BTC', rates: list });

describe('a cluster proximity', () => {
	const of = (data: object) => event(PROXIMITY, data);

	it('of a cluster that the API lists is confirmed, with one call', async () => {
		const { server, confirm } = await api(json(guideText('liquidations')));
		expect(await confirm(of({ cluster_price: 64000, cluster_size: 4.8e9 }))).toEqual({
			confirmed: true,
			reason: 'the liquidation clusters show this one',
		});
		expect(server.received.map(({ url }) => url)).toEqual([
			'/v1/liquidations/BTC?exchange=all&timeframe=1D',
		]);
	});

	it.each<[object, boolean]>([
		[{ cluster_price: 64000 }, true],
		[{ cluster_price: 64320 }, true],
		[{ cluster_price: 64330 }, false],
		[{ cluster_price: 63700, cluster_size: 4.8e9 }, true],
		[{ cluster_price: 69500, cluster_size: 2.1e9 }, true],
		[{ cluster_price: 69500, cluster_size: 4.2e9 }, true],
		[{ cluster_price: 69500, cluster_size: 4.3e9 }, false],
		[{ cluster_price: 66330, cluster_size: 4.8e9 }, false],
	])('of %j is confirmed: %s', async (data, confirmed) => {
		const { confirm } = await api(json(guideText('liquidations')));
		expect(await confirm(of(data))).toMatchObject({ confirmed });
	});

	it('is not confirmed by an API that lists none', async () => {
		const { server, confirm } = await api(json({ clusters: [] }));
		expect(await confirm(of({ cluster_price: 64000 }))).toEqual({
			confirmed: false,
			reason: 'the liquidation clusters do not show this one',
		});
		expect(server.received).toHaveLength(1);
	});

	it('is not mistaken for one without a price or a size', async () => {
		const { confirm } = await api(
			json({ clusters: [{ long_liquidations: 5e9 }, { price: 64000 }] }),
		);
		expect(await confirm(of({ cluster_price: 64000, cluster_size: 1 }))).toMatchObject({
			confirmed: false,
		});
	});
});

describe('a gamma flip', () => {
	it.each<[unknown, unknown, boolean | null]>([
		['positive', 'positive', true],
		['Negative', 'negative', true],
		['positive', 'negative', false],
		['short gamma', 'short gamma', true],
		['short gamma', 'negative', null],
		['positive', undefined, null],
	])('to %s, while the API says %s, is confirmed: %s', async (said, now, confirmed) => {
		const { confirm } = await api(json({ ...guide('gex'), current_gex: now }));
		const { reason, ...rest } = await confirm(event(FLIP, { current_gex: said }));
		expect(rest).toEqual({ confirmed });
		expect(reason).toMatch(
			confirmed === null ? 'the gamma figures do not tell' : /show this regime$/,
		);
	});
});

describe('an extreme funding rate', () => {
	const of = (data: object) => event(FUNDING, data);

	it.each<[object, object[], boolean | null]>([
		[{ rate: 0.001 }, [{ exchange: 'okx', rate: 0.0012 }], true],
		[{ rate: 0.001 }, [{ exchange: 'okx', rate: 0.0005 }], true],
		[{ rate: 0.001 }, [{ exchange: 'okx', rate: 0.0004 }], false],
		[{ rate: 0.001 }, [{ exchange: 'okx', rate: -0.002 }], false],
		[{ rate: -0.001 }, [{ exchange: 'okx', rate: -0.002 }], true],
		[
			{ rate: 0.001 },
			[
				{ exchange: 'okx', rate: 0 },
				{ exchange: 'bybit', rate: 0.001 },
			],
			true,
		],
		[{ rate: 0.001, exchange: 'OKX' }, [{ exchange: 'okx', rate: 0.001 }], true],
		[
			{ rate: 0.001, exchange: 'okx' },
			[
				{ exchange: 'okx', rate: 0 },
				{ exchange: 'bybit', rate: 0.001 },
			],
			false,
		],
		[{ rate: 0.001, exchange: 'okx' }, [{ exchange: 'bybit', rate: 0.001 }], null],
		[{ rate: 0.001 }, [], null],
		[{ rate: 0.001 }, [{ exchange: 'okx' }], null],
	])('of %j among %j is confirmed: %s', async (data, list, confirmed) => {
		const { confirm } = await api(rates(...list));
		expect(await confirm(of(data))).toMatchObject({ confirmed });
	});
});

describe('an event about which there is nothing to ask', () => {
	it.each<[WebhookEvent, string]>([
		[event('whale.alert', {}), 'nothing to ask about this event'],
		[event('constructor', {}), 'nothing to ask about this event'],
		[event(FLIP, { asset: null, current_gex: 'positive' }), 'nothing to ask about this event'],
		[event(PROXIMITY, { cluster_size: 5e9 }), 'the event does not say where the cluster is'],
		[event(PROXIMITY, { cluster_price: 0 }), 'the event does not say where the cluster is'],
		[event(PROXIMITY, { cluster_price: 'near' }), 'the event does not say where the cluster is'],
		[event(FLIP, { flip_level: 5 }), 'the event does not say the new regime'],
		[event(FUNDING, { exchange: 'okx' }), 'the event does not say the rate'],
	])('costs no call: %#', async (about, reason) => {
		const { server, confirm } = await api(json({}));
		expect(await confirm(about)).toEqual({ confirmed: null, reason });
		expect(server.received).toEqual([]);
	});
});

describe('an API that cannot be asked', () => {
	const flip = event(FLIP, { current_gex: 'positive' });

	it.each<[string, Answering, RegExp]>([
		[
			'its key is refused',
			json(guideText('error-401'), 401),
			/^the API could not be asked: The API key is invalid/,
		],
		['it has a fault', json('', 500), /^the API could not be asked: The API had an internal fault/],
		['its answer has another form', json('5'), /^the API could not be asked: Gamma exposure/],
		[
			'its answer breaks off',
			(response) => void response.destroy(),
			/^the API could not be asked: Could not reach/,
		],
	])('leaves the event unconfirmed: %s', async (_, answering, reason) => {
		const { confirm } = await api(answering);
		expect(await confirm(flip, { retries: 0 })).toEqual({
			confirmed: null,
			reason: expect.stringMatching(reason),
		});
	});

	it('does not confirm by what it said before', async () => {
		const { confirm, clock } = await api(json(guideText('gex')), json('', 500));
		const { current_gex: now } = guide('gex');
		const about = event(FLIP, { current_gex: now });
		expect(await confirm(about)).toMatchObject({ confirmed: true });
		clock.advance(60_000);
		const stale = { staleIfUnavailable: true, staleForSeconds: 3600, retries: 0 };
		expect(await confirm(about, stale)).toEqual({
			confirmed: null,
			reason: expect.stringMatching(/^the API could not be asked: The API had an internal fault/),
		});
	});

	it('with a call that the caller has cancelled says so', async () => {
		const { confirm } = await api(json({}));
		expect(await confirm(flip, { signal: AbortSignal.abort() })).toMatchObject({ confirmed: null });
	});
});

describe('the calls that confirming costs', () => {
	const about = event(PROXIMITY, { cluster_price: 64000 });

	it('are one for several events of one moment', async () => {
		const { server, confirm } = await api(json(guideText('liquidations')));
		const { confirmed } = await confirm(about);
		expect(confirmed).toBe(true);
		const again = event(PROXIMITY, { cluster_price: 69500 });
		expect(await Promise.all([confirm(about), confirm(again)])).toMatchObject([
			{ confirmed },
			{ confirmed },
		]);
		expect(server.received).toHaveLength(1);
	});

	it('are another one after five seconds, whatever is set for other requests', async () => {
		const { server, confirm, clock } = await api(json(guideText('liquidations')));
		await confirm(about, { cacheSeconds: 3600 });
		clock.advance(4999);
		await confirm(about, { cacheSeconds: 3600 });
		expect(server.received).toHaveLength(1);
		clock.advance(1);
		await confirm(about, { cacheSeconds: 3600 });
		expect(server.received).toHaveLength(2);
	});

	it('are another one when an answer from just before does not show the event', async () => {
		const { server, client, confirm } = await api(
			json({ clusters: [] }),
			json(guideText('liquidations')),
		);
		expect(await confirm(about)).toMatchObject({ confirmed: false });
		expect(await confirmEvent(client, about)).toMatchObject({ confirmed: true });
		expect(server.received).toHaveLength(2);
	});
});
