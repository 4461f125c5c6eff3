import fc from 'fast-check';
import { spreadWidening } from '../../../core/signals/spread-widening';
import { Watching } from './support/watching';

const watching = (settings = {}) => new Watching(spreadWidening, settings);

/** A book of figures around 67,000 whose spread is `bps`. Every reading is a second later. */
let second = 0;
function book(bps: number, { bids = 5e6, asks = 5e6, exchange = 'binance' } = {}) {
	second += 1;
	const half = (67000 * bps) / 20_000;
	return {
		asset: 'BTC',
		exchange,
		timestamp: new Date(Date.UTC(2026, 1, 1) + second * 1000).toISOString(),
		best_bid: 67000 - half,
		best_ask: 67000 + half,
		bid_depth: bids,
		ask_depth: asks,
	};
}

/** 30 calm readings, alternately of 0.4 and 0.6 basis points. */
function calm(node: Watching, exchange = 'binance') {
	for (let index = 0; index < 30; index += 1) {
		node.sees(book(index % 2 === 0 ? 0.4 : 0.6, { exchange }), { minutes: 1 });
	}
	return node;
}

describe('the spread', () => {
	it('is (ask − bid) ÷ mid × 10,000', () => {
		const { figures } = watching().finds({ asset: 'BTC', best_bid: 66999, best_ask: 67001 });
		// 2 ÷ 67,000 × 10,000
		expect(figures).toMatchObject({ spreadBps: 0.2985074627, exchange: 'all' });
	});

	it('is compared only once there are 30 readings', () => {
		const node = watching({ minimumSpread: 0, readings: 1 });
		for (let index = 0; index < 30; index += 1) {
			const result = node.finds(book(index === 29 ? 50 : 0.5));
			expect(result).toMatchObject({ state: 'insufficient_history', fired: false });
			expect(result.reasons).toEqual([`${index} of 30 readings so far`]);
		}
		expect(node.finds(book(50)).state).not.toBe('insufficient_history');
	});

	it('is judged by median and median absolute deviation', () => {
		// Median 0.5, MAD 0.1: (1.5 − 0.5) ÷ (1.4826 × 0.1) = 6.745.
		const { figures } = calm(watching()).finds(book(1.5));
		expect(figures).toMatchObject({ normalSpreadBps: 0.5, samples: 30 });
		expect(figures['score']).toBeCloseTo(6.745, 3);
	});
});

describe('the spread alert', () => {
	it('fires after two wide readings in a row, and once', () => {
		const node = calm(watching());
		expect(node.fires(book(1.5))).toEqual([]);
		expect(node.fires(book(1.5))).toEqual([
			'BTC spread on binance has widened to 1.5 bps, normally 0.5 bps',
		]);
		expect(node.fires(book(1.5))).toEqual([]);
	});

	it('does not fire for single readings', () => {
		const node = calm(watching());
		const fired = [1.5, 0.5, 1.5, 0.5, 1.5].flatMap((bps) => node.fires(book(bps)));
		expect(fired).toEqual([]);
	});

	it('does not count an answer from the cache as another reading', () => {
		const node = calm(watching());
		const cached = book(1.5);
		expect([cached, cached, cached].flatMap((one) => node.fires(one))).toEqual([]);
		expect(node.finds(cached).figures['samples']).toBe(30);
	});

	it('is over when wide has become normal', () => {
		const node = calm(watching());
		const states = Array.from({ length: 100 }, () => node.finds(book(1.5)).state);
		// After 90 wide readings, the last 60 of which do not count, it is compared with 30 calm and 30 wide
		// ones: median 1.05, MAD 0.45, a score of 0.7. After 89, the median still is 0.6.
		expect(states.indexOf('normal', 1)).toBe(90);
	});

	it('never fires below the least spread that counts', () => {
		const node = calm(watching());
		expect([0.99, 0.99, 0.99].flatMap((bps) => node.fires(book(bps)))).toEqual([]);
		expect(
			calm(watching({ minimumSpread: 0.9 })).finds(book(0.99)).figures['score'],
		).toBeGreaterThan(3);
	});

	it('is a liquidity vacuum where half of the depth is gone too', () => {
		const node = calm(watching());
		node.sees(book(1.5));
		const thin = { bids: 1.5e6, asks: 2.3e6 };
		// 3.8 of 10 million: −62 %.
		expect(node.finds(book(1.5, thin))).toMatchObject({
			state: 'vacuum',
			fired: true,
			figures: { depthChangePercent: -62 },
			text: 'BTC spread on binance has widened to 1.5 bps, normally 0.5 bps, and depth is down 62%: liquidity vacuum',
		});
	});

	it('is reported again when depth goes too, and when the spread doubles', () => {
		const node = calm(watching());
		node.sees(book(1.5));
		node.sees(book(1.5));
		const thin = { bids: 1e6, asks: 1e6 };
		expect(node.sees(book(1.5, thin)).fired).toMatchObject([
			{ alert: 'escalated', state: 'vacuum' },
		]);
		expect(node.fires(book(1.5))).toEqual([]);
		expect(node.fires(book(1.5, thin))).toEqual([]);
		expect(node.sees(book(3)).fired).toMatchObject([{ alert: 'escalated', escalation: 2 }]);
	});

	it('does not call thin depth alone a vacuum', () => {
		const node = calm(watching());
		const thin = { bids: 1e6, asks: 1e6 };
		expect(node.finds(book(0.5, thin))).toMatchObject({ state: 'normal', fired: false });
	});

	it('is about each exchange by itself', () => {
		const node = calm(calm(watching()), 'okx');
		node.sees([book(1.5), book(0.5, { exchange: 'okx' })]);
		const { results, fired } = node.sees([book(1.5), book(0.5, { exchange: 'okx' })]);
		expect(fired).toMatchObject([{ subject: 'binance spread' }]);
		expect(results).toMatchObject([
			{ subject: 'binance spread', state: 'widened' },
			{ subject: 'okx spread', state: 'normal' },
		]);
	});

	it('never flaps under noise between entry and exit', () => {
		// Score 2 to 3.5 with MAD 0.1 around 0.5: 0.797 to 1.018 basis points; the floor is 1, its exit 0.8.
		const noise = fc.array(fc.double({ min: 0.82, max: 0.99, noNaN: true }), { maxLength: 5 });
		fc.assert(
			fc.property(fc.boolean(), noise, (isWide, list) => {
				const node = calm(watching({ cooldown: 0 }));
				const start = isWide ? 1.5 : 0.5;
				node.sees(book(start));
				node.sees(book(start));
				for (const bps of list) {
					const result = node.finds(book(bps));
					expect([result.changed, result.fired]).toEqual([false, false]);
				}
			}),
			{ numRuns: 50 },
		);
	});
});

describe('the imbalance of a book', () => {
	it('is (bids − asks) ÷ (bids + asks)', () => {
		const { figures } = watching().finds(book(0.5, { bids: 8e6, asks: 2e6 }));
		expect(figures['imbalance']).toBe(0.6);
		expect(watching().finds(book(0.5, { bids: 0, asks: 0 })).figures['imbalance']).toBeNull();
	});

	it('fires after two one-sided readings in a row, without any history', () => {
		const node = watching({ alertOn: 'imbalance' });
		const heavy = { bids: 9e6, asks: 1e6 };
		expect(node.fires(book(0.5, heavy))).toEqual([]);
		expect(node.fires(book(0.5, heavy))).toEqual([
			'BTC order book on binance leans to the bid: 90% of the depth is there',
		]);
		// 0.45 is where it ends: 7.3 − 2.7 = 4.6 of 10; 7.2 − 2.8 = 4.4.
		expect(node.finds(book(0.5, { bids: 7.3e6, asks: 2.7e6 })).state).toBe('bid_heavy');
		expect(node.finds(book(0.5, { bids: 7.2e6, asks: 2.8e6 }))).toMatchObject({
			state: 'normal',
			text: 'BTC order book on binance: imbalance 0.44, no side is much deeper',
		});
		expect(node.fires(book(0.5, { bids: 1e6, asks: 9e6 }))).toEqual([]);
	});
});

describe('a book of levels', () => {
	it('is summed up: the best prices, and price × size on each side', () => {
		const result = watching().finds({
			asset: 'BTC',
			exchange: 'okx',
			bids: [
				['66999', '2'],
				['66990', '1'],
			],
			asks: [[67001, 1]],
		});
		expect(result.figures).toMatchObject({
			exchange: 'okx',
			bestBid: 66999,
			bestAsk: 67001,
			bidDepthUsd: 2 * 66999 + 66990,
			askDepthUsd: 67001,
		});
	});
});

describe('without an input', () => {
	it('says what is missing', () => {
		expect(watching().finds({ asset: 'BTC', foo: 1 })).toMatchObject({
			state: 'unknown',
			missing: ['best bid and ask', 'depth'],
		});
		const crossed = { asset: 'BTC', best_bid: 67001, best_ask: 66999, bid_depth: 1, ask_depth: 1 };
		expect(watching().finds(crossed).missing).toEqual(['best bid and ask']);
		expect(watching().finds({ asset: 'BTC', best_bid: 1, best_ask: 2 }).missing).toEqual(['depth']);
	});

	it('keeps a state that cannot be judged', () => {
		const node = calm(watching({ cooldown: 0 }));
		node.sees(book(1.5));
		node.sees(book(1.5));
		const { best_bid: _, ...unknown } = book(1.5);
		expect(node.finds(unknown)).toMatchObject({ state: 'widened', fired: false });
	});
});
