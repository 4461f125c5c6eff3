import { charts, drawChart } from '../../../core';
import { lookOf } from '../../../core/charts/look';
import { answerOf } from '../support/answer';
import { fundingOf, openInterestOf } from './support/bodies';
import { laid } from './support/composed';

const { palette } = lookOf('dark', 'square');
const many = (count: number, value: (index: number) => number) =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [`x${index}`, value(index)]));

describe('the funding comparison', () => {
	const funding = charts.fundingComparison;
	const SAMPLE = fundingOf(
		{ okx: -0.0001, binance: 0.0002, bybit: 0.00005 },
		{ interval_hours: 8 },
	);

	it('shows the sign by colour and by side, the highest rate first', () => {
		const { boxes, words } = laid(funding, SAMPLE);
		expect(words('bar name')).toEqual(['Binance', 'Bybit', 'OKX']);
		expect(words('bar label')).toEqual(['+0.0200%', '+0.0050%', '-0.0100%']);
		const [binance, bybit, okx] = boxes('bar');
		expect([binance, bybit, okx].map((bar) => bar!.color)).toEqual([
			...[palette.up, palette.up, palette.down],
		]);
		expect(okx!.x + okx!.width).toBe(binance!.x);
		expect(binance!.width / okx!.width).toBeCloseTo(2, 1);
		expect(binance!.width / bybit!.width).toBeCloseTo(4, 1);
	});

	it('compares rates of the same time where intervals are known, and says which', () => {
		const rates = [
			{ exchange: 'binance', rate: 0.0001, interval_hours: 8 },
			{ exchange: 'hyperliquid', rate: 0.0001, interval_hours: 1 },
		];
		const { words } = laid(funding, { asset: 'BTC', rates });
		expect(words('bar label')).toEqual(['+0.0800%', '+0.0100%']);
		expect(words('subtitle')[0]).toMatch(/^Rates per 8 hours · /);
	});

	it('says so where they are not known, and takes rates in percent for what they are', () => {
		const { words } = laid(funding, fundingOf({ binance: 0.01, okx: 0.02 }));
		expect(words('subtitle')[0]).toMatch(/^Rates per interval of each exchange · /);
		expect(words('bar label')).toEqual(['+0.0200%', '+0.0100%']);
	});

	it('leaves out what is nearest to zero when there is no room for all, and says so', () => {
		const { words, boxes } = laid(funding, fundingOf(many(30, (index) => (index - 15) / 1e5)));
		const count = boxes('bar').length;
		expect(words('note')).toEqual([`${30 - count} exchanges nearer to zero left out`]);
		expect(words('bar name')).toEqual(expect.arrayContaining(['x0', 'x29']));
		expect(words('bar name')).not.toContain('x15');
	});

	it('says what it shows in a line, and in figures', async () => {
		const { text, row } = await drawChart(funding, answerOf(funding.endpoint, SAMPLE));
		expect(text).toBe('BTC funding per 8 hours: binance +0.0200% to okx -0.0100%, 3 exchanges');
		expect(row).toMatchObject({
			...{ highestExchange: 'binance', highestRatePercent: 0.02, lowestExchange: 'okx' },
			...{ lowestRatePercent: -0.01, rateHours: 8, exchangeCount: 3, leftOutCount: 0 },
		});
	});
});

describe('the open interest by exchange', () => {
	const interest = charts.openInterestByExchange;
	const SAMPLE = openInterestOf({ okx: 5e9, binance: 20e9, bybit: 10e9 });

	it('shows amounts, shares of the reported total and changes, the largest first', () => {
		const { boxes, words } = laid(interest, SAMPLE);
		expect(words('figure')).toEqual(['$40B']);
		expect(words('bar name')).toEqual(['Binance', 'Bybit', 'OKX']);
		expect(words('bar label')).toEqual(['$20B · 50.0%', '$10B · 25.0%', '$5B · 12.5%']);
		expect(words('bar remark')).toEqual(['-2.5%', '-2.5%', '-2.5%']);
		const [binance, bybit, okx] = boxes('bar');
		expect(binance!.width / bybit!.width).toBeCloseTo(2, 1);
		expect(binance!.width / okx!.width).toBeCloseTo(4, 1);
		expect(new Set(boxes('bar').map(({ x }) => x)).size).toBe(1);
	});

	it('shows the smaller exchanges together when there is no room for all', () => {
		const { words, boxes } = laid(interest, openInterestOf(many(40, (index) => (index + 1) * 1e8)));
		const others = 40 - (boxes('bar').length - 1);
		expect(words('bar name').at(-1)).toBe(`${others} others`);
		const sum = Array.from({ length: others }, (_, index) => index + 1).reduce((a, b) => a + b);
		expect(words('bar label').at(-1)).toContain(`$${Number((sum / 10).toPrecision(3))}B`);
	});

	it('reckons the total where it is not reported', () => {
		const { words } = laid(interest, { ...SAMPLE, total_open_interest: null });
		expect(words('figure')).toEqual(['$35B']);
		expect(words('bar label')[0]).toBe('$20B · 57.1%');
	});

	it('says what it shows in a line, and in figures', async () => {
		const { text, row } = await drawChart(interest, answerOf(interest.endpoint, SAMPLE));
		expect(text).toBe(
			'BTC open interest $40B on 3 exchanges: binance $20B (50.0%), bybit $10B (25.0%), okx $5B (12.5%)',
		);
		expect(row).toMatchObject({
			...{ totalOpenInterestUsd: 40e9, largestExchange: 'binance', largestExchangeUsd: 20e9 },
			...{ largestSharePercent: 50, exchangeCount: 3, leftOutCount: 0 },
		});
	});
});
