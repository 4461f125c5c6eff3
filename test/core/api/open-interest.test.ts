import { catalogue } from '../../../core';
import { answerOf, AT, AT_ISO } from '../support/answer';
import { guide } from '../support/guide';

const { openInterest } = catalogue;

describe('open interest of the guide', () => {
	const answer = answerOf(openInterest, guide('open-interest'));
	const shared = {
		asset: 'BTC',
		totalOpenInterestUsd: 28_000_000_000,
		time: AT,
		timestamp: AT_ISO,
	};

	it('becomes one row an exchange, to the digit', () => {
		expect(answer.rows()).toEqual([
			{
				...shared,
				exchange: 'binance',
				openInterestUsd: 15_000_000_000,
				sharePercent: 53.57142857,
				change24hUsd: 750_000_000,
				changePercent24h: 5,
			},
			{
				...shared,
				exchange: 'bybit',
				openInterestUsd: 8_000_000_000,
				sharePercent: 28.57142857,
				change24hUsd: 160_000_000,
				changePercent24h: 2,
			},
		]);
	});

	it('becomes one summary', () => {
		expect(answer.summary()).toEqual({
			...shared,
			exchangeCount: 2,
			change24hUsd: 910_000_000,
			largestExchange: 'binance',
			largestExchangeUsd: 15_000_000_000,
		});
	});

	it('becomes one line', () => {
		expect(answer.text()).toBe(
			'BTC open interest $28B: binance $15B (+5.0% in 24 h), bybit $8B (+2.0% in 24 h)',
		);
	});
});

describe('open interest that differs from the guide', () => {
	it('says null, not 0, for what is missing', () => {
		const answer = answerOf(openInterest, { exchange_breakdown: [{}] });
		expect(answer.rows()[0]).toMatchObject({
			exchange: null,
			openInterestUsd: null,
			sharePercent: null,
			change24hUsd: null,
		});
		expect(answer.summary()).toMatchObject({ change24hUsd: null, largestExchange: null });
		expect(answer.text()).toBe('BTC open interest unknown: unnamed unknown (unknown in 24 h)');
	});

	it('has no share of a total of zero', () => {
		const [row] = answerOf(openInterest, {
			total_open_interest: 0,
			exchange_breakdown: [{ open_interest: 0 }],
		}).rows();
		expect(row?.['sharePercent']).toBeNull();
	});

	it('names the largest exchange first, and one without a size last', () => {
		const exchange_breakdown = [
			{ exchange: 'a' },
			{ exchange: 'b', open_interest: 1e6, change_percent_24h: -0.04 },
			{ exchange: 'c', open_interest: 2e6, change_percent_24h: -1.25 },
		];
		const answer = answerOf(openInterest, { total_open_interest: 3e6, exchange_breakdown });
		expect(answer.text()).toBe(
			'BTC open interest $3M: c $2M (-1.3% in 24 h), b $1M (0.0% in 24 h), a unknown (unknown in 24 h)',
		);
	});

	it('takes the time of the entry, else of the response', () => {
		const rows = answerOf(openInterest, {
			timestamp: '2026-02-01T10:00:00Z',
			exchange_breakdown: [{ time: '2026-02-01T11:00:00Z' }, {}],
		}).rows();
		expect(rows.map((row) => row['timestamp'])).toEqual([
			'2026-02-01T11:00:00.000Z',
			'2026-02-01T10:00:00.000Z',
		]);
	});

	it('is an unexpected shape without its list', () => {
		expect(() => answerOf(openInterest, { total_open_interest: 5 }).summary()).toThrow(
			expect.objectContaining({ code: 'unexpected_shape' }),
		);
	});
});
