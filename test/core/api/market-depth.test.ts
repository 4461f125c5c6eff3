import { catalogue } from '../../../core';
import { answerOf, AT, AT_ISO } from '../support/answer';

const { marketDepth } = catalogue;

const FIGURES = { best_bid: 66999, best_ask: 67001, bid_depth: 5e6, ask_depth: 4e6 };

describe('market depth as figures', () => {
	const row = {
		asset: 'BTC',
		exchange: 'binance',
		percentage: 0.5,
		bestBid: 66999,
		bestAsk: 67001,
		bidDepthUsd: 5_000_000,
		askDepthUsd: 4_000_000,
		spreadBps: 0.2985074627,
		time: AT,
		timestamp: AT_ISO,
	};

	it('is one row, one summary and one line', () => {
		const answer = answerOf(marketDepth, { exchange: 'binance', percentage: 0.5, ...FIGURES });
		expect(answer.rows()).toEqual([row]);
		expect(answer.summary()).toEqual({ ...row, levelCount: 1 });
		expect(answer.text()).toBe(
			'BTC market depth on binance: bid 66,999, ask 67,001, spread 0.29851 bps',
		);
	});

	it('may come in an envelope', () => {
		const answer = answerOf(marketDepth, {
			data: { exchange: 'binance', percentage: 0.5, ...FIGURES },
		});
		expect(answer.rows()).toEqual([row]);
	});

	it('may come by exchange, as a list or keyed', () => {
		const okx = { best_bid: 66990, best_ask: 67010 };
		const list = {
			exchanges: [
				{ exchange: 'binance', ...FIGURES },
				{ exchange: 'okx', ...okx },
			],
		};
		const keyed = { exchanges: { binance: FIGURES, okx } };
		for (const body of [list, keyed]) {
			const answer = answerOf(marketDepth, { timestamp: '2026-02-01T11:00:00Z', ...body });
			expect(answer.rows()).toMatchObject([
				{ exchange: 'binance', bestBid: 66999, timestamp: '2026-02-01T11:00:00.000Z' },
				{ exchange: 'okx', bestBid: 66990, timestamp: '2026-02-01T11:00:00.000Z' },
			]);
			expect(answer.text()).toBe('BTC market depth: 2 rows, no single best bid and ask');
		}
	});

	it('keeps the time of the response for its only entry', () => {
		const answer = answerOf(marketDepth, { timestamp: '2026-02-01T11:00:00Z', data: [FIGURES] });
		expect(answer.summary()).toMatchObject({
			bestBid: 66999,
			timestamp: '2026-02-01T11:00:00.000Z',
		});
	});

	it('keeps in the summary what only surrounds its only entry', () => {
		const answer = answerOf(marketDepth, { best_bid: 1, best_ask: 3, levels: [{ bid_depth: 5 }] });
		expect(answer.summary()).toMatchObject({ bestBid: 1, bestAsk: 3, bidDepthUsd: 5 });
	});

	it('has no spread without both sides', () => {
		expect(answerOf(marketDepth, { best_bid: 5 }).rows()[0]).toMatchObject({ spreadBps: null });
		expect(answerOf(marketDepth, { bid: 0, ask: 0 }).rows()[0]).toMatchObject({ spreadBps: null });
	});

	it('keeps figures that stand under a plausible list name', () => {
		const answer = answerOf(marketDepth, { depth: 20, levels: 50, ...FIGURES });
		expect(answer.rows()).toMatchObject([{ depth: 20, levels: 50, bestBid: 66999 }]);
	});

	it('keeps a second list in the summary', () => {
		const answer = answerOf(marketDepth, { exchanges: [FIGURES, FIGURES], levels: [0.1, 0.5] });
		expect(answer.summary()).toMatchObject({ levelCount: 2, levels: '[0.1,0.5]' });
	});
});

describe('market depth as an order book', () => {
	const arrays = {
		bids: [
			['66999', '1.5'],
			[66998, 2],
		],
		asks: [[67001, 0.5, 'x', 3]],
	};
	const objects = {
		bids: [
			{ price: 66999, size: 1.5 },
			{ price: '66998', quantity: 2 },
		],
		asks: [{ price: 67001, amount: 0.5, orders: 3 }],
	};
	const when = { time: AT, timestamp: AT_ISO };
	const levels = [
		{ asset: 'BTC', exchange: 'okx', side: 'bid', price: 66999, size: 1.5, ...when },
		{ asset: 'BTC', exchange: 'okx', side: 'bid', price: 66998, size: 2, ...when },
		{ asset: 'BTC', exchange: 'okx', side: 'ask', price: 67001, size: 0.5, ...when },
	];

	it('is one row a level, from arrays', () => {
		const rows = answerOf(marketDepth, { exchange: 'okx', ...arrays }).rows();
		expect(rows).toEqual([levels[0], levels[1], { ...levels[2], more: '["x",3]' }]);
	});

	it('is one row a level, from objects', () => {
		const rows = answerOf(marketDepth, { exchange: 'okx', ...objects }).rows();
		expect(rows).toEqual([levels[0], levels[1], { ...levels[2], orders: 3 }]);
	});

	it('is summed up by its best prices', () => {
		const answer = answerOf(marketDepth, { percentage: 0.5, ...arrays });
		expect(answer.summary()).toMatchObject({
			percentage: 0.5,
			bestBid: 66999,
			bestAsk: 67001,
			spreadBps: 0.2985074627,
			levelCount: 3,
		});
		expect(answer.text()).toBe('BTC market depth: bid 66,999, ask 67,001, spread 0.29851 bps');
	});

	it('may come in an envelope, or one for each exchange', () => {
		const enveloped = answerOf(marketDepth, { data: { exchange: 'okx', ...objects } });
		expect(enveloped.rows()).toMatchObject(levels);
		const listed = answerOf(marketDepth, {
			exchanges: [
				{ exchange: 'okx', ...objects },
				{ exchange: 'bybit', bids: [[60000, 1]], asks: [] },
			],
		});
		expect(listed.rows()).toMatchObject([...levels, { exchange: 'bybit', price: 60000 }]);
		expect(listed.summary()).toMatchObject({ bestBid: null, bestAsk: null, levelCount: 4 });
	});

	it('takes the time of the level, else of the book', () => {
		const bids = [{ price: 1, time: '2026-02-01T11:30:00Z' }, [2, 1]];
		const rows = answerOf(marketDepth, { timestamp: '2026-02-01T11:00:00Z', bids }).rows();
		expect(rows.map((row) => row['timestamp'])).toEqual([
			'2026-02-01T11:30:00.000Z',
			'2026-02-01T11:00:00.000Z',
		]);
	});

	it('repeats on each level what surrounds the book', () => {
		const rows = answerOf(marketDepth, { percentage: 0.1, sequence: 7, bids: [[1, 2]] }).rows();
		expect(rows).toMatchObject([{ percentage: 0.1, sequence: 7, price: 1 }]);
	});

	it('keeps levels that cannot be read', () => {
		const bids = [null, 'cancelled', ['x', 'y'], { price: 'market', size: 1 }];
		expect(answerOf(marketDepth, { bids }).rows()).toMatchObject([
			{ price: null, size: null },
			{ price: null, value: 'cancelled' },
			{ price: null, value: '["x","y"]' },
			{ price: null, size: 1, price_: 'market' },
		]);
	});

	it('makes no row when it is empty, but an empty one among others is a row', () => {
		const empty = answerOf(marketDepth, { asset: 'BTC', bids: [], asks: [] });
		expect(empty.rows()).toEqual([]);
		expect(empty.text()).toBe('BTC market depth: 0 rows, no single best bid and ask');
		const one = answerOf(marketDepth, { exchanges: [{ exchange: 'okx', bids: [], asks: [] }] });
		expect(one.rows()).toMatchObject([{ exchange: 'okx', bestBid: null }]);
		expect(one.text()).toBe('BTC market depth on okx: 1 row, no single best bid and ask');
	});
});
