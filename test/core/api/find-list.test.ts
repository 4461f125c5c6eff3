import { findList, TIME_KEYS } from '../../../core/api/find-list';
import { exchangeKeys, guess } from '../../../core/api/guesses';

const NAMES = ['rates', 'data', 'list'];
const KEYS = exchangeKeys({ rate: guess('Rate', '', ['rate', 'current']) });

describe('the list in a response of unknown shape', () => {
	it('is the first one with entries, in the order of the names', () => {
		const response = { list: [{ a: 1 }], rates: [], data: [{ b: 2 }], status: 'ok' };
		expect(findList(response, NAMES, KEYS)).toEqual({
			entries: [{ b: 2 }],
			around: { list: [{ a: 1 }], rates: [], status: 'ok' },
		});
	});

	it('may be empty when there is no other', () => {
		expect(findList({ list: [], x: 1 }, NAMES, KEYS)).toEqual({ entries: [], around: { x: 1 } });
	});

	it('keeps entries that are no records', () => {
		expect(findList([1, null, 'x', [2]], NAMES, KEYS).entries).toEqual([
			{ value: 1 },
			{ value: null },
			{ value: 'x' },
			{ value: [2] },
		]);
	});

	it('is found through envelopes, whose other fields stay around it', () => {
		const response = { ok: true, data: { asset: 'BTC', payload: { list: [{ a: 1 }], page: 2 } } };
		expect(findList(response, NAMES, KEYS)).toEqual({
			entries: [{ a: 1 }],
			around: { ok: true, asset: 'BTC', page: 2 },
		});
	});

	it('is found under one plausible name within another', () => {
		expect(findList({ rates: { list: [{ a: 1 }] } }, NAMES, KEYS).entries).toEqual([{ a: 1 }]);
	});

	it('is missing where a plausible name holds a figure, a text or nothing', () => {
		for (const rates of [5, 'none', null, true]) {
			const response = { rates, other: 1 };
			expect(findList(response, NAMES, KEYS)).toEqual({ entries: undefined, around: response });
		}
	});

	it.each([null, 5, 'text', undefined, true])('is missing in %j', (response) => {
		expect(findList(response, NAMES, KEYS)).toEqual({ entries: undefined, around: {} });
	});

	it('leaves two fields of one name apart when an envelope is opened', () => {
		const response = { id: 1, same: 2, data_id: 3, data: { id: 4, same: 2 } };
		expect(findList(response, NAMES, KEYS).around).toEqual({
			id: 1,
			same: 2,
			data_id: 3,
			data_data_id: 4,
		});
	});
});

describe('a list that comes as an object', () => {
	it('is not an envelope of figures', () => {
		expect(findList({ data: { spread: 5 } }, NAMES, KEYS)).toEqual({
			entries: undefined,
			around: { spread: 5 },
		});
	});

	it('is keyed by names that are no fields', () => {
		const { entries } = findList({ rates: { okx: { rate: 1 }, bybit: 2 } }, NAMES, KEYS);
		expect(entries).toEqual([
			{ exchange: 'okx', rate: 1 },
			{ exchange: 'bybit', value: 2 },
		]);
	});

	it.each([
		{ rates: { rate: 0.1, okx: 5 } },
		{ rates: { current: { a: 1 } } },
		{ rates: { funding_total: 5 } },
		{ rates: { okx: 'closed' } },
		{ rates: 5, list: null },
		{ rates: { '0.1': { bid: 1 } } },
		{ rates: {} },
	])('is not seen in %j', (response) => {
		expect(findList(response, NAMES, KEYS)).toEqual({ entries: undefined, around: response });
	});

	it('is keyed by time where times are expected, in seconds, milliseconds or as text', () => {
		const data = { '1769904000': 1, '1769904000000': 2, '2026-02-01': 3 };
		expect(findList({ data }, NAMES, TIME_KEYS).entries).toEqual([
			{ timestamp: '1769904000', value: 1 },
			{ timestamp: '1769904000000', value: 2 },
			{ timestamp: '2026-02-01', value: 3 },
		]);
		expect(findList({ data: { binance: { a: 1 } } }, NAMES, TIME_KEYS).entries).toBeUndefined();
	});
});
