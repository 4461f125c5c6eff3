import { catalogue } from '../../../core';
import { answerOf, AT, AT_ISO } from '../support/answer';

const { fundingRates } = catalogue;

const BINANCE = { exchange: 'binance', rate: 0.0001, annualized: 0.1095, predicted_rate: 0.00012 };
const BYBIT = { exchange: 'bybit', rate: -0.0002 };

const ROWS = [
	{
		asset: 'BTC',
		exchange: 'binance',
		fundingRate: 0.0001,
		annualizedRate: 0.1095,
		predictedRate: 0.00012,
		intervalHours: null,
		nextFundingAt: null,
		time: AT,
		timestamp: AT_ISO,
	},
	{
		asset: 'BTC',
		exchange: 'bybit',
		fundingRate: -0.0002,
		annualizedRate: null,
		predictedRate: null,
		intervalHours: null,
		nextFundingAt: null,
		time: AT,
		timestamp: AT_ISO,
	},
];

describe('funding rates, whose form is not documented', () => {
	it.each(['rates', 'funding_rates', 'exchanges', 'exchange_breakdown', 'funding', 'data'])(
		'are found as a list under "%s"',
		(name) => {
			const answer = answerOf(fundingRates, { asset: 'BTC', [name]: [BINANCE, BYBIT] });
			expect(answer.rows()).toEqual(ROWS);
		},
	);

	it('are found as a bare list', () => {
		expect(answerOf(fundingRates, [BINANCE, BYBIT]).rows()).toEqual(ROWS);
	});

	it('are found one level deeper', () => {
		const body = { status: 'ok', data: { asset: 'BTC', rates: [BINANCE, BYBIT] } };
		expect(answerOf(fundingRates, body).rows()).toEqual(ROWS);
		expect(answerOf(fundingRates, body).summary()).toMatchObject({ status: 'ok' });
	});

	it.each(['rates', 'exchanges', 'data'])('are found keyed by exchange under "%s"', (name) => {
		const { rate, annualized, predicted_rate } = BINANCE;
		const binance = { rate, annualized, predicted_rate };
		const bybit = { rate: BYBIT.rate };
		expect(answerOf(fundingRates, { [name]: { binance, bybit } }).rows()).toEqual(ROWS);
	});

	it('are found as numbers keyed by exchange', () => {
		const rows = answerOf(fundingRates, { rates: { binance: 0.0001, bybit: '-0.0002' } }).rows();
		expect(rows).toMatchObject([
			{ exchange: 'binance', fundingRate: 0.0001 },
			{ exchange: 'bybit', fundingRate: -0.0002 },
		]);
	});

	it('may be a single record, bare or in an envelope', () => {
		const rows = [ROWS[0]];
		expect(answerOf(fundingRates, { asset: 'BTC', ...BINANCE }).rows()).toEqual(rows);
		expect(answerOf(fundingRates, { data: { asset: 'BTC', ...BINANCE } }).rows()).toEqual(rows);
	});

	it('may be an empty list, which makes no row', () => {
		const answer = answerOf(fundingRates, { asset: 'ETH', rates: [] });
		expect(answer.rows()).toEqual([]);
		expect(answer.summary()).toMatchObject({ asset: 'ETH', exchangeCount: 0, highestRate: null });
		expect(answer.text()).toBe('ETH funding: no rate found in the response');
	});

	it('are not hidden by a figure that stands under a plausible list name', () => {
		const rows = answerOf(fundingRates, { rates: 2, funding: null, exchanges: [BINANCE] }).rows();
		expect(rows).toEqual([ROWS[0]]);
	});

	it('are not hidden by an empty list', () => {
		expect(answerOf(fundingRates, { rates: [], data: [BINANCE] }).rows()).toEqual([ROWS[0]]);
	});

	it.each([
		['fundingRate', 'funding_rate', 0.1, 0.1],
		['fundingRate', 'current_rate', '0.1', 0.1],
		['annualizedRate', 'apr', 10, 10],
		['predictedRate', 'predicted_next_rate', 0.2, 0.2],
		['intervalHours', 'funding_interval_hours', 8, 8],
		['nextFundingAt', 'next_funding_time', 1_769_904_000, '2026-02-01T00:00:00.000Z'],
	])('fill %s from "%s"', (column, wireName, sent, value) => {
		const [row] = answerOf(fundingRates, { rates: [{ [wireName]: sent }] }).rows();
		expect(row?.[column]).toBe(value);
		expect(row).not.toHaveProperty(wireName);
	});

	it('keep a rate that is no number under its own name', () => {
		const [row] = answerOf(fundingRates, { rates: [{ rate: 'n/a', funding_rate: 0.1 }] }).rows();
		expect(row).toMatchObject({ fundingRate: 0.1, rate: 'n/a' });
	});

	it('keep the key of an entry that names its exchange otherwise', () => {
		const rates = { perp: { exchange: 'okx', rate: 1 } };
		expect(answerOf(fundingRates, { rates }).rows()[0]).toMatchObject({
			exchange: 'okx',
			exchange_key: 'perp',
		});
	});

	it('are summed up by the highest and the lowest', () => {
		const okx = { exchange: 'okx', rate: 0.0003 };
		const answer = answerOf(fundingRates, {
			timestamp: '2026-02-01T08:00:00Z',
			rates: [BINANCE, BYBIT, okx, { exchange: 'huobi' }],
		});
		expect(answer.summary()).toEqual({
			asset: 'BTC',
			exchangeCount: 4,
			highestExchange: 'okx',
			highestRate: 0.0003,
			lowestExchange: 'bybit',
			lowestRate: -0.0002,
			time: Date.parse('2026-02-01T08:00:00Z'),
			timestamp: '2026-02-01T08:00:00.000Z',
		});
		expect(answer.text()).toBe(
			'BTC funding as reported: okx 0.0003, binance 0.0001, bybit -0.0002',
		);
		expect(answer.rows().map((row) => row['timestamp'])).toEqual(
			Array(4).fill('2026-02-01T08:00:00.000Z'),
		);
	});
});
