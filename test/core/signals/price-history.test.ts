import fc from 'fast-check';
import {
	samplesOf,
	withSample,
	type PriceHistory,
	type Sample,
} from '../../../core/signals/price-history';
import { AT } from '../support/answer';

const EVERY = 15 * 60_000;
const EMPTY: PriceHistory = { series: [], samples: [] };
const sample = (minutes: number, price: number, values: Record<string, number> = {}): Sample => ({
	time: AT + minutes * 60_000,
	price,
	values: new Map(Object.entries(values)),
});
const after = (...samples: Sample[]) =>
	samples.reduce((history, one) => withSample(history, one, EVERY), EMPTY);
const prices = (history: PriceHistory) => samplesOf(history).map(({ price }) => price);

describe('the history of a price', () => {
	it('keeps the first price of each stretch, so that a sample never changes', () => {
		expect(prices(after(sample(0, 1), sample(5, 2), sample(14, 3), sample(15, 4)))).toEqual([1, 4]);
	});

	it('adds to a sample what comes later in its stretch', () => {
		const history = after(sample(0, 1, { binance: 5 }), sample(5, 2, { okx: 7, binance: 6 }));
		expect(samplesOf(history)[0]?.values).toEqual(
			new Map([
				['binance', 5],
				['okx', 7],
			]),
		);
	});

	it('begins anew after a pause in which nobody knows what happened', () => {
		expect(prices(after(sample(0, 1), sample(6 * 60, 2)))).toEqual([1, 2]);
		expect(prices(after(sample(0, 1), sample(6 * 60 + 1, 2)))).toEqual([2]);
	});

	it('survives a clock that is set back a little, and begins anew after a lot', () => {
		expect(prices(after(sample(0, 1), sample(60, 2), sample(30, 3)))).toEqual([1, 2]);
		expect(prices(after(sample(0, 1), sample(600, 2), sample(0, 3)))).toEqual([3]);
	});

	it('keeps the last 120 samples', () => {
		const history = after(
			...Array.from({ length: 200 }, (_, index) => sample(index * 15, index + 1)),
		);
		expect([prices(history).length, prices(history)[0], prices(history).at(-1)]).toEqual([
			120, 81, 200,
		]);
	});

	it('stays small, whatever goes in', () => {
		const any = fc.record({
			minutes: fc.integer({ min: -1e6, max: 1e6 }),
			price: fc.double({ min: 1e-9, max: 1e12, noNaN: true }),
			values: fc.dictionary(
				fc.string({ maxLength: 8 }),
				fc.double({ min: 1e-9, max: 1e12, noNaN: true }),
			),
		});
		fc.assert(
			fc.property(fc.array(any, { maxLength: 400 }), (list) => {
				const history = after(...list.map((one) => sample(one.minutes, one.price, one.values)));
				expect(history.samples.length).toBeLessThanOrEqual(120);
				expect(history.series.length).toBeLessThanOrEqual(9);
			}),
			{ numRuns: 30 },
		);
	});

	it('leaves out what was damaged', () => {
		expect(
			samplesOf({ series: ['okx'], samples: [[], [1], [2, null, 3], [3, -5], [4, 7, null, 9]] }),
		).toEqual([{ time: 4, price: 7, values: new Map() }]);
	});

	it('leaves out what nobody can reckon with', () => {
		const samples = [
			[1, 5e-324, 7],
			[2, 67000, 5e-324],
			[3, -1, 7],
			[4, 1e300, 7],
		];
		expect(samplesOf({ series: ['total'], samples })).toEqual([
			{ time: 2, price: 67000, values: new Map() },
		]);
	});
});
