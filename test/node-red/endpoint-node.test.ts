import { catalogue, type Row } from '../../core';
import { emulate, newKey, stage } from './support/emulator';
import { Host, node, until } from './support/host';
import { guide } from '../core/support/guide';

const BTC = { asset: 'BTC', assetType: 'choice' };

describe('an endpoint node', () => {
	it('turns the answer into a list of flat rows', async () => {
		const { host } = await stage([node('liquidations', BTC)]);
		const { payload } = await host.ask();
		expect(payload).toEqual([
			{
				asset: 'BTC',
				exchange: 'all',
				timeframe: '1D',
				currentPrice: 67_000,
				price: 64_000,
				longLiquidationsUsd: 4_800_000_000,
				shortLiquidationsUsd: 120_000_000,
				totalLiquidationsUsd: 4_920_000_000,
				side: 'long',
				distancePercent: 4.47761194,
				position: 'below',
				time: Date.parse('2026-02-01T00:00:00Z'),
				timestamp: '2026-02-01T00:00:00.000Z',
			},
			expect.objectContaining({
				price: 69_500,
				shortLiquidationsUsd: 2_100_000_000,
				side: 'short',
			}),
		]);
	});

	it.each(Object.values(catalogue).map(({ name }) => name))(
		'exists for %s and sends rows, a summary and a text',
		async (name) => {
			const { host } = await stage([node(name, BTC)]);
			const msg = await host.ask();
			expect((msg.payload as Row[]).length).toBeGreaterThan(0);
			expect(msg['kingfisher']).toMatchObject({
				endpoint: name,
				parameters: { asset: 'BTC' },
				text: expect.stringContaining('BTC'),
				summary: { asset: 'BTC' },
			});
		},
	);

	it('tells about the answer in a copy, as JSON, and after the flow has changed what it was given', async () => {
		const { host } = await stage([node('liquidations', { ...BTC, output: 'raw' })]);
		const msg = await host.ask();
		const facts = msg['kingfisher'] as { text: string };
		(msg.payload as { clusters: unknown[] }).clusters.length = 0;
		const expected = { text: expect.stringContaining('64,000'), summary: { clusterCount: 2 } };
		expect(structuredClone(facts)).toMatchObject(expected);
		expect(JSON.parse(JSON.stringify(facts))).toMatchObject(expected);
		facts.text = 'of my own';
		expect({ ...facts }).toMatchObject({ text: 'of my own', summary: { clusterCount: 2 } });
	});

	it('sends one message per row, numbered for a join node', async () => {
		const { host } = await stage([node('gamma-exposure', { ...BTC, output: 'each' })]);
		host.receive({ _msgid: 'asked', keep: 'this' });
		const messages = await until(() => host.sent.length === 3 && host.sent, 'three messages');
		expect(messages.map(({ payload }) => (payload as Row)['strike'])).toEqual([
			65_000, 67_000, 68_500,
		]);
		const parts = messages.map((msg) => msg['parts'] as Row);
		expect(parts.map(({ index }) => index)).toEqual([0, 1, 2]);
		expect(new Set(parts.map(({ id }) => id)).size).toBe(1);
		for (const part of parts) expect(part).toMatchObject({ count: 3, type: 'array', len: 1 });
		for (const msg of messages) expect(msg).toMatchObject({ _msgid: 'asked', keep: 'this' });
	});

	it('keeps the numbering that a message came with inside its own', async () => {
		const { host } = await stage([node('gamma-exposure', { ...BTC, output: 'each' })]);
		const { parts } = await host.ask({ parts: { id: 'outer', index: 4 } });
		expect(parts).toMatchObject({ index: 0, parts: { id: 'outer', index: 4 } });
	});

	it('shares nothing between the messages of one answer', async () => {
		const { host } = await stage([node('gamma-exposure', { ...BTC, output: 'each' })]);
		host.receive({ list: [1] });
		const [first, second] = await until(() => host.sent.length === 3 && host.sent, 'messages');
		(first!['list'] as number[]).push(2);
		(first!['kingfisher'] as { hints: string[] }).hints.push('changed');
		expect(second).toMatchObject({ list: [1], kingfisher: { hints: [] } });
	});

	it('sends nothing for an answer without rows, and is done', async () => {
		const { host, emulator } = await stage([node('liquidations', { ...BTC, output: 'each' })]);
		emulator.faults.inject({ body: { asset: 'BTC', current_price: 1, clusters: [] } });
		host.receive({ _msgid: 'empty' });
		await until(() => host.completed.includes('empty'), 'the message to be completed');
		expect(host.sent).toEqual([]);
		expect(host.caught).toEqual([]);
		expect(host.statuses.at(-1)?.text).toBe('0 rows · 99 left');
	});

	it('sends one flat summary', async () => {
		const { host } = await stage([node('gamma-exposure', { ...BTC, output: 'summary' })]);
		const { payload } = await host.ask();
		expect(payload).toMatchObject({ flipLevel: 68_200, currentGex: 'positive', strikeCount: 3 });
	});

	it('sends the answer as the API sent it', async () => {
		const { host } = await stage([node('liquidations', { ...BTC, output: 'raw' })]);
		expect((await host.ask()).payload).toEqual(guide('liquidations'));
	});

	it('sends an answer of another form than documented only as the API sent it', async () => {
		const { host, emulator } = await stage([node('liquidations', { ...BTC, output: 'raw' })]);
		emulator.faults.inject({ body: { levels: [1, 2] } });
		const { payload, kingfisher } = await host.ask();
		expect(payload).toEqual({ levels: [1, 2] });
		expect(kingfisher).toMatchObject({
			hints: [expect.stringContaining('does not have the documented form')],
		});
		expect(host.statuses.at(-1)?.text).toBe('received · 99 left');
	});

	it('tells about the answer in msg.kingfisher', async () => {
		const { host } = await stage([node('liquidations', BTC)]);
		const { kingfisher } = await host.ask();
		expect(kingfisher).toEqual({
			endpoint: 'liquidations',
			parameters: { asset: 'BTC', exchange: 'all', timeframe: '1D' },
			text: 'BTC 67,000: largest reported clusters $4.8B of longs at 64,000 (4.5% below), $2.1B of shorts at 69,500 (3.7% above)',
			summary: expect.objectContaining({ largestLongPrice: 64_000, clusterCount: 2 }),
			rateLimit: expect.objectContaining({ limit: 100, remaining: 99, callsMade: 1 }),
			cached: false,
			stale: false,
			ageSeconds: 0,
			receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
			hints: [],
			raw: guide('liquidations'),
		});
	});

	it('goes on with the message it got', async () => {
		const { host } = await stage([node('liquidations', { asset: 'eth', assetType: 'str' })]);
		const req = { url: '/asked' };
		const res = { headersSent: false };
		const asked = { _msgid: 'mine', payload: 'old', topic: 'old', req, res, mine: { own: true } };
		const msg = await host.ask(asked);
		expect(msg).toMatchObject({ _msgid: 'mine', topic: 'ETH', mine: { own: true } });
		expect(msg['req']).toBe(req);
		expect(msg['res']).toBe(res);
	});

	it('serves the same question from memory, and says so', async () => {
		const { host, emulator } = await stage([node('liquidations', BTC)]);
		await host.ask();
		const { kingfisher } = await host.ask();
		expect(kingfisher).toMatchObject({ cached: true, rateLimit: { remaining: 99 } });
		expect(emulator.calls).toHaveLength(1);
	});

	it('asks every time when its cache time is 0', async () => {
		const { host, emulator } = await stage([node('liquidations', { ...BTC, cacheSeconds: '0' })]);
		await host.ask();
		await host.ask();
		expect(emulator.calls).toHaveLength(2);
	});

	it('leaves the calls in reserve alone, unless it may spend them', async () => {
		const careful = node('liquidations', { ...BTC, cacheSeconds: '0', reserve: '20' });
		const important = { ...careful, id: 'important', onReserve: 'spend' };
		const { host, emulator, apiKey } = await stage([careful, important]);
		emulator.setRemaining(apiKey, 21);
		await host.ask();
		expect((await host.fail()).error).toMatchObject({ code: 'budget_reserved' });
		host.receive({}, 'important');
		await until(() => host.sent.length === 2, 'the important answer');
		expect(emulator.calls).toHaveLength(2);
	});

	it('serves the last answer when the API cannot be asked, if it may', async () => {
		const properties = { ...BTC, cacheSeconds: '0', retries: '0', staleIfUnavailable: true };
		const { host, emulator } = await stage([node('liquidations', properties)]);
		await host.ask();
		emulator.faults.inject({ status: 500 });
		const { payload, kingfisher } = await host.ask();
		expect(payload).toHaveLength(2);
		expect(kingfisher).toMatchObject({ stale: true });
		await until(() => host.statuses.at(-1)?.shape === 'ring', 'the status of an old answer');
		expect(host.statuses.at(-1)).toEqual({ fill: 'yellow', shape: 'ring', text: 'data 0 s old' });
	});

	it('works from a flow that was written by hand, with nothing but an account', async () => {
		const { host, emulator } = await stage([node('liquidations')]);
		await host.ask();
		expect(emulator.calls[0]?.url).toBe('/v1/liquidations/BTC?exchange=all&timeframe=1D');
	});

	it('asks with a key that was copied with blanks and line breaks', async () => {
		const apiKey = newKey();
		const { host } = await stage([node('liquidations', BTC)], { apiKey: ` \t${apiKey}\r\n ` });
		expect((await host.ask()).payload).toHaveLength(2);
	});

	it('reads the key and the address from environment variables', async () => {
		const emulator = await emulate();
		process.env['KINGFISHER_TEST_KEY'] = newKey();
		process.env['KINGFISHER_TEST_URL'] = emulator.baseUrl;
		const host = await Host.start([node('liquidations', BTC)], {
			apiKey: '${KINGFISHER_TEST_KEY}',
			account: { baseUrl: '${KINGFISHER_TEST_URL}' },
		});
		expect((await host.ask()).payload).toHaveLength(2);
		delete process.env['KINGFISHER_TEST_KEY'];
		delete process.env['KINGFISHER_TEST_URL'];
	});
});
