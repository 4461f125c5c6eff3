import fc from 'fast-check';
import { isFresh, ResponseCache } from '../../../core/client/cache';

const entry = (body: string) => ({ body, receivedAt: 0 });

describe('the cache of responses', () => {
	it('keeps a bounded number, and forgets the one longest unused', () => {
		const cache = new ResponseCache(2, 1000);
		cache.set('a', entry('1'));
		cache.set('b', entry('2'));
		cache.get('a');
		cache.set('c', entry('3'));
		expect(['a', 'b', 'c'].map((key) => cache.get(key)?.body)).toEqual(['1', undefined, '3']);
	});

	it('keeps a bounded size', () => {
		const cache = new ResponseCache(100, 10);
		cache.set('a', entry('12345'));
		cache.set('b', entry('12345'));
		cache.set('c', entry('1'));
		expect(['a', 'b', 'c'].map((key) => cache.get(key)?.body)).toEqual([undefined, '12345', '1']);
	});

	it('does not give up everything for a response larger than itself', () => {
		const cache = new ResponseCache(100, 10);
		cache.set('a', entry('12345'));
		cache.set('b', entry('x'.repeat(11)));
		expect(cache.get('a')?.body).toBe('12345');
		expect(cache.get('b')).toBeUndefined();
	});

	it('forgets the earlier response of a key even when the new one is too large', () => {
		const cache = new ResponseCache(100, 10);
		cache.set('a', entry('old'));
		cache.set('a', entry('x'.repeat(11)));
		expect(cache.get('a')).toBeUndefined();
	});

	it('never outgrows its bounds, whatever is put in', () => {
		const operations = fc.array(
			fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), size: fc.nat(15) }),
			{ maxLength: 60 },
		);
		fc.assert(
			fc.property(operations, (list) => {
				const cache = new ResponseCache(3, 20);
				for (const { key, size } of list) {
					cache.set(key, entry('x'.repeat(size)));
					const kept = ['a', 'b', 'c', 'd', 'e'].flatMap((one) => cache.get(one) ?? []);
					expect(kept).toHaveLength(cache.size);
					expect(cache.size).toBeLessThanOrEqual(3);
					expect(kept.reduce((sum, { body }) => sum + body.length, 0)).toBeLessThanOrEqual(20);
					if (size <= 20) expect(cache.get(key)?.body).toHaveLength(size);
				}
			}),
		);
	});
});

describe('freshness', () => {
	it('ends when the time is over', () => {
		expect(isFresh({ body: '', receivedAt: 1000 }, 1000, 30)).toBe(true);
		expect(isFresh({ body: '', receivedAt: 1000 }, 1029, 30)).toBe(true);
		expect(isFresh({ body: '', receivedAt: 1000 }, 1030, 30)).toBe(false);
		expect(isFresh({ body: '', receivedAt: 1000 }, 1000, 0)).toBe(false);
	});

	it('is over when the clock was set back', () => {
		expect(isFresh({ body: '', receivedAt: 1000 }, 999, 30)).toBe(false);
	});
});
