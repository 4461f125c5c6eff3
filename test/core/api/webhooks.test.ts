import { webhookOperations } from '../../../core';
import { prepareRequest } from '../../../core/client/request';
import { answerOf, AT, AT_ISO } from '../support/answer';
import { guide } from '../support/guide';

const { create, list, get, delete: remove } = webhookOperations;
const BASE = 'https://api.thekingfisher.io/v1';
const ASKED = { url: 'https://your-server.com/webhooks/kf', events: 'gex.flip', asset: 'BTC' };

describe('creating a webhook', () => {
	it('sends the registration of the guide', () => {
		const sample = guide('webhook-registration');
		const { url, events, config } = sample;
		const request = prepareRequest(create, { url, events, ...config }, BASE);
		expect(request.url.href).toBe(`${BASE}/webhooks`);
		expect(JSON.parse(request.body ?? '')).toEqual(sample);
	});

	it('takes all events as one text, in any case, and each once', () => {
		const events = 'liquidation.cluster_proximity, GEX.flip ,  funding.rate.extreme, gex.flip, ,';
		const request = prepareRequest(create, { ...ASKED, events }, BASE);
		expect(request.asked['events']).toEqual([
			'liquidation.cluster_proximity',
			'gex.flip',
			'funding.rate.extreme',
		]);
	});

	it.each([
		['gex.flop', '"gex.flop" is not a value of Events'],
		[['gex.flip', 7], '"7" is not a value of Events'],
		[[], 'Events is empty'],
		[' , ', 'Events is empty'],
		[{ event: 'gex.flip' }, 'Events is empty'],
	])('refuses the events %j', (events, refused) => {
		expect(() => prepareRequest(create, { ...ASKED, events }, BASE)).toThrow(refused);
	});

	it.each(['ftp://example.com', 'example.com', 'javascript:alert(1)', 5])(
		'refuses the address %s',
		(url) => {
			expect(() => prepareRequest(create, { ...ASKED, url }, BASE)).toThrow(
				expect.objectContaining({
					code: 'invalid_parameter',
					help: 'Give a full address, such as https://example.com/webhooks/kingfisher.',
				}),
			);
		},
	);

	it('leaves out a threshold that is not given, and takes one that is text', () => {
		const without = prepareRequest(create, ASKED, BASE);
		expect(JSON.parse(without.body ?? '').config).toEqual({ asset: 'BTC' });
		const zero = prepareRequest(create, { ...ASKED, threshold: '0' }, BASE);
		expect(JSON.parse(zero.body ?? '').config).toEqual({ asset: 'BTC', threshold: 0 });
	});

	it.each([-1, 'a lot', true, [5], Infinity])('refuses the threshold %j', (threshold) => {
		expect(() => prepareRequest(create, { ...ASKED, threshold }, BASE)).toThrow(
			/is not a value of Threshold/,
		);
	});

	it('warns of one threshold for several events, and of an address nobody can reach', () => {
		const hints = (input: Record<string, unknown>) =>
			answerOf(create, {}, { ...ASKED, ...input }).hints();
		expect(hints({})).toEqual([]);
		expect(hints({ threshold: 5 })).toEqual([]);
		expect(hints({ threshold: 5, events: ['gex.flip', 'funding.rate.extreme'] })).toEqual([
			expect.stringContaining('register them one by one'),
		]);
		for (const url of [
			'http://localhost:5678/x',
			'http://127.0.0.1/x',
			'http://[::1]/x',
			'http://192.168.1.5/x',
			'http://172.20.0.2/x',
			'http://n8n.local/x',
		]) {
			expect(hints({ url })).toEqual([expect.stringContaining('use a public one')]);
		}
		expect(hints({ url: 'https://172.33.0.2/x' })).toEqual([]);
	});

	it('says in one line what was registered', () => {
		expect(answerOf(create, {}, { ...ASKED, events: ['gex.flip'] }).text()).toBe(
			'Webhook for BTC registered: gex.flip',
		);
	});
});

describe('a registration in an answer', () => {
	const row = { id: 'wh_1', url: 'https://x.io/y', time: AT, timestamp: AT_ISO };

	it.each([
		[{ id: 'wh_1', url: 'https://x.io/y' }],
		[{ webhook_id: 'wh_1', url: 'https://x.io/y' }],
		[{ data: { id: 'wh_1', url: 'https://x.io/y' } }],
		[{ webhook: { id: 'wh_1', url: 'https://x.io/y' } }],
		[{ data: { webhook: { id: 'wh_1', url: 'https://x.io/y' } } }],
	])('is read from %j', (body) => {
		expect(answerOf(create, body, ASKED).summary()).toEqual(row);
		expect(answerOf(get, body, { id: 'wh_1' }).rows()).toEqual([row]);
	});

	it('keeps the id outside an envelope, and what else is said', () => {
		const body = { id: 'wh_1', success: true, data: { id: 5, config: { asset: 'BTC' } } };
		expect(answerOf(create, body, ASKED).summary()).toMatchObject({
			id: 'wh_1',
			data_id: 5,
			success: true,
			config_asset: 'BTC',
		});
	});

	it('may be nothing but its configuration', () => {
		const summary = answerOf(create, { data: { config: { asset: 'BTC' } } }, ASKED).summary();
		expect(summary).toMatchObject({ id: null, config_asset: 'BTC' });
	});

	it('reads numbers as ids', () => {
		expect(answerOf(create, { id: 17 }, ASKED).summary()).toMatchObject({ id: '17' });
		const enveloped = answerOf(create, { data: { id: 17, uses: 3 } }, ASKED).summary();
		expect(enveloped).toMatchObject({ id: '17', uses: 3 });
	});
});

describe('the list of webhooks', () => {
	const registrations = [{ id: 'a', url: 'https://x.io' }, { webhook_id: 'b' }];

	it.each(['webhooks', 'data', 'items', 'results'])('is found under "%s"', (name) => {
		const answer = answerOf(list, { [name]: registrations, webhookCount: 2 }, {});
		expect(answer.rows()).toMatchObject([{ id: 'a', url: 'https://x.io' }, { id: 'b' }]);
		expect(answer.summary()).toMatchObject({ count: 2 });
		expect(answer.text()).toBe('2 webhooks registered');
	});

	it('may be bare, keyed by id, or empty', () => {
		expect(answerOf(list, registrations, {}).rows()).toMatchObject([{ id: 'a' }, { id: 'b' }]);
		const keyed = { webhooks: { a: { url: 'https://x.io' } } };
		expect(answerOf(list, keyed, {}).rows()).toMatchObject([{ id: 'a', url: 'https://x.io' }]);
		expect(answerOf(list, { webhooks: [] }, {}).text()).toBe('0 webhooks registered');
		expect(answerOf(list, {}, {}).rows()).toEqual([]);
	});
});

describe('the id of a webhook', () => {
	it('is one segment of the path, whatever it is made of', () => {
		const { url } = prepareRequest(remove, { id: ' wh%2e&é'.replace('é', '+') }, BASE);
		expect(url.pathname).toBe('/v1/webhooks/wh%252e%26%2B');
	});

	it('may be a number, or long', () => {
		expect(prepareRequest(get, { id: 12 }, BASE).asked['id']).toBe('12');
		const long = 'w'.repeat(200);
		expect(prepareRequest(get, { id: long }, BASE).asked['id']).toBe(long);
	});

	it.each(['..', '.', 'a/b', 'a?b', 'a#b', 'a b', 'é', '\uD800', 'w'.repeat(201), ['x'], {}])(
		'is refused as %j',
		(id) => {
			expect(() => prepareRequest(remove, { id }, BASE)).toThrow(
				expect.objectContaining({ code: 'invalid_parameter' }),
			);
		},
	);
});

describe('deleting a webhook', () => {
	const deleted = (body: unknown) => answerOf(remove, body, { id: 'wh_1' });

	it('is done unless the answer says otherwise', () => {
		expect(deleted({}).rows()).toEqual([{ deleted: true, id: 'wh_1' }]);
		expect(deleted([]).summary()).toEqual({ deleted: true, id: 'wh_1' });
		expect(deleted({ id: 'wh_1', status: 'gone' }).summary()).toEqual({
			deleted: true,
			id: 'wh_1',
			status: 'gone',
		});
		expect(deleted({}).text()).toBe('Webhook wh_1 deleted');
	});

	it.each([{ deleted: false }, { success: false }])('is not done as %j', (body) => {
		expect(deleted(body).summary()).toMatchObject({ deleted: false });
		expect(deleted(body).text()).toBe('Webhook wh_1 not deleted');
	});
});
