import { lastPrice, readMemory, recall, withEntry, withPrice } from '../../../core/signals/memory';
import { AT } from '../support/answer';
import { MINUTE } from './support/watching';

const FRESH = { version: 1, entries: [], prices: [] };

describe('what a node remembers', () => {
	it('is read back from JSON as it was', () => {
		const memory = withPrice(withEntry(readMemory(undefined), 'a BTC', { x: 1 }), 'BTC', 67000, AT);
		expect(readMemory(JSON.parse(JSON.stringify(memory)))).toEqual(memory);
		expect(recall(memory, 'a BTC')).toEqual({ x: 1 });
		expect(recall(memory, 'a ETH')).toEqual({});
	});

	it.each([
		undefined,
		'text',
		[],
		{ version: 2, entries: [], prices: [] },
		{ version: 1, entries: {}, prices: [] },
		{ version: 1, entries: ['a'], prices: [] },
		{ version: 1, entries: [], prices: [['BTC', null, 1]] },
	])('is fresh when it is damaged or of another version: %j', (kept) => {
		expect(readMemory(kept)).toEqual(FRESH);
	});

	it('is not changed, but replaced', () => {
		const memory = readMemory(undefined);
		withEntry(memory, 'a', 1);
		withPrice(memory, 'BTC', 1, 1);
		expect(memory).toEqual(FRESH);
	});

	it('forgets what was used longest ago', () => {
		let memory = withEntry(readMemory(undefined), 'first', 1);
		for (let index = 0; index < 99; index += 1) memory = withEntry(memory, `x${index}`, 1);
		memory = withEntry(memory, 'first', 2);
		memory = withEntry(memory, 'one more', 1);
		expect([recall(memory, 'first'), recall(memory, 'x0'), memory.entries.length]).toEqual([
			2,
			{},
			100,
		]);
	});
});

describe('the last price', () => {
	const memory = withPrice(withPrice(readMemory(undefined), 'BTC', 1, AT), 'BTC', 67000, AT);

	it('is valid for a quarter of an hour', () => {
		expect(lastPrice(memory, 'BTC', AT + 15 * MINUTE)).toEqual({
			value: 67000,
			ageMs: 15 * MINUTE,
		});
		expect(lastPrice(memory, 'BTC', AT + 15 * MINUTE + 1)).toBeUndefined();
		expect(lastPrice(memory, 'BTC', AT - 1)).toBeUndefined();
		expect(lastPrice(memory, 'ETH', AT)).toBeUndefined();
	});
});
