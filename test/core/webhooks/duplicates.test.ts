import fc from 'fast-check';
import { SeenDeliveries } from '../../../core';
import { contentId } from '../../../core/webhooks/duplicates';

const NOW = Date.parse('2026-02-01T12:00:00Z');
const DAY = 86_400_000;
const MOST = 1000;

const afterRestart = (seen: SeenDeliveries) =>
	new SeenDeliveries(JSON.parse(JSON.stringify(seen.save())));

describe('the deliveries seen', () => {
	it('admit each once', () => {
		const seen = new SeenDeliveries();
		expect(seen.has(['a'], NOW)).toBe(false);
		expect(seen.admit(['a'], NOW)).toBe(true);
		expect(seen.has(['a'], NOW)).toBe(true);
		expect(seen.admit(['a'], NOW + 1)).toBe(false);
		expect(seen.admit(['b'], NOW + 2)).toBe(true);
	});

	it('know a delivery by any of its ids', () => {
		const seen = new SeenDeliveries();
		expect(seen.admit(['a', 'content'], NOW)).toBe(true);
		expect(seen.admit(['b', 'content'], NOW)).toBe(false);
		expect(seen.admit(['a', 'other content'], NOW)).toBe(false);
		// What came along with a repetition is known from then on.
		expect(seen.admit(['b'], NOW)).toBe(false);
		expect(seen.admit(['c', 'other content'], NOW)).toBe(false);
		expect(seen.admit(['d', 'new content'], NOW)).toBe(true);
	});

	it('outlast a restart', () => {
		const seen = new SeenDeliveries();
		seen.admit(['a', 'content'], NOW);
		seen.admit(['b'], NOW + 5);
		expect(seen.save()).toEqual([
			['a', NOW],
			['content', NOW],
			['b', NOW + 5],
		]);
		const again = afterRestart(seen);
		expect(again.save()).toEqual(seen.save());
		expect(again.admit(['content'], NOW + 6)).toBe(false);
		expect(again.admit(['c'], NOW + 6)).toBe(true);
	});

	it('include those that somebody else has saved meanwhile, oldest first', () => {
		const seen = new SeenDeliveries([['b', NOW + 2]]);
		seen.learn([['a', NOW], ['b', NOW + 1], ['c', NOW + 3], ['damaged']]);
		expect(seen.save()).toEqual([
			['a', NOW],
			['b', NOW + 2],
			['c', NOW + 3],
		]);
		seen.learn('damaged');
		expect(seen.admit(['a'], NOW + 4)).toBe(false);
		for (let index = 0; index < MOST; index += 1) seen.learn([[`${index}`, NOW + 10 + index]]);
		expect(seen.save()).toHaveLength(MOST);
		expect(seen.has(['c'], NOW + 4)).toBe(false);
	});

	it('are forgotten after three days, and not before', () => {
		const seen = new SeenDeliveries();
		seen.admit(['a'], NOW);
		expect(seen.has(['a'], NOW + 3 * DAY - 1)).toBe(true);
		expect(seen.has(['a'], NOW + 3 * DAY)).toBe(false);
		expect(seen.admit(['a'], NOW + 3 * DAY)).toBe(true);
		expect(seen.admit(['a'], NOW + 3 * DAY + 1)).toBe(false);
	});

	it('leave nothing behind that has expired', () => {
		const seen = new SeenDeliveries();
		for (let index = 0; index < 50; index += 1) seen.admit([`${index}`], NOW);
		seen.admit(['late'], NOW + 3 * DAY);
		expect(seen.save()).toEqual([['late', NOW + 3 * DAY]]);
	});

	it('are at most a thousand: the oldest go first', () => {
		const seen = new SeenDeliveries();
		for (let index = 0; index <= MOST; index += 1) seen.admit([`${index}`], NOW + index);
		expect(seen.save()).toHaveLength(MOST);
		expect(seen.has(['0'], NOW)).toBe(false);
		expect(seen.has(['1'], NOW)).toBe(true);
		expect(seen.has([`${MOST}`], NOW)).toBe(true);
	});

	it('stay small whatever is sent as an id', () => {
		const seen = new SeenDeliveries();
		const long = (end: string) => 'x'.repeat(60_000) + end;
		for (let index = 0; index < MOST; index += 1) seen.admit([long(`${index}`)], NOW);
		expect(JSON.stringify(seen.save()).length).toBeLessThan(100_000);
		expect(seen.admit([long('5')], NOW)).toBe(false);
		expect(seen.admit([long('new')], NOW)).toBe(true);
		seen.forget([long('new')]);
		expect(seen.admit([long('new')], NOW)).toBe(true);
	});

	it('can be told to forget one whose work has failed', () => {
		const seen = new SeenDeliveries();
		seen.admit(['a', 'content'], NOW);
		seen.admit(['b'], NOW);
		seen.forget(['a', 'content']);
		expect(seen.save()).toEqual([['b', NOW]]);
		expect(seen.admit(['a', 'content'], NOW)).toBe(true);
	});

	it('are not forgotten when the clock is set back', () => {
		const seen = new SeenDeliveries();
		seen.admit(['a'], NOW);
		expect(seen.admit(['a'], NOW - 30 * DAY)).toBe(false);
	});

	it.each([
		undefined,
		null,
		5,
		'x',
		{},
		{ length: 2 },
		[[]],
		[['a']],
		[['a', 'b']],
		[[5, 5]],
		[['a', NaN]],
		[['a', 1, 2]],
		[null],
	])('begin anew where %j is kept', (saved) => {
		const seen = new SeenDeliveries(saved);
		expect(seen.save()).toEqual([]);
		expect(seen.admit(['a'], NOW)).toBe(true);
	});

	it('keep what is not damaged', () => {
		const seen = new SeenDeliveries([['a', NOW], 'damaged', ['b', null], ['c', NOW]]);
		expect(seen.save()).toEqual([
			['a', NOW],
			['c', NOW],
		]);
	});

	it('take no more than they keep, however much is saved', () => {
		const saved = Array.from({ length: 3 * MOST }, (_, index) => [`${index}`, NOW]);
		const seen = new SeenDeliveries(saved);
		expect(seen.save()).toEqual(saved.slice(-MOST));
	});

	it('admit every id exactly once within the window, in whatever order and with whatever restarts', () => {
		const steps = fc.array(
			fc.record({
				id: fc.oneof(fc.nat({ max: 30 }).map(String), fc.string()),
				wait: fc.nat(5000),
				restart: fc.boolean(),
			}),
			{ maxLength: 300 },
		);
		fc.assert(
			fc.property(steps, (all) => {
				let seen = new SeenDeliveries();
				let now = NOW;
				const admitted: string[] = [];
				for (const { id, wait, restart } of all) {
					now += wait;
					if (restart) seen = afterRestart(seen);
					if (seen.admit([id], now)) admitted.push(id);
				}
				const ids = new Set(all.map(({ id }) => id));
				expect(admitted).toHaveLength(ids.size);
				expect(new Set(admitted)).toEqual(ids);
			}),
		);
	});

	it('never throw, whatever was saved', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.array(fc.anything())), (saved) => {
				const seen = new SeenDeliveries(saved);
				expect(afterRestart(seen).save()).toEqual(seen.save());
			}),
		);
	});
});

describe('the id of a content', () => {
	const content = {
		event: 'gex.flip',
		data: { asset: 'BTC', levels: [{ a: 1, b: 2 }, 3], note: null },
	};

	it('is the same in any order of the fields, at every depth', () => {
		const turned = {
			data: { note: null, levels: [{ b: 2, a: 1 }, 3], asset: 'BTC' },
			event: 'gex.flip',
		};
		expect(contentId(turned)).toBe(contentId(content));
		expect(contentId(content)).toMatch(/^sha256:[\da-f]{32}$/);
	});

	it.each<[string, unknown]>([
		['another value', { ...content, event: 'gex.flop' }],
		['another type', { ...content, data: { ...content.data, note: 'null' } }],
		[
			'another order of a list',
			{ ...content, data: { ...content.data, levels: [3, { a: 1, b: 2 }] } },
		],
		['a field more', { ...content, more: 1 }],
		['a field less', { event: content.event }],
	])('is another one for %s', (_, other) => {
		expect(contentId(other)).not.toBe(contentId(content));
	});

	it('follows from the content alone', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(contentId(JSON.parse(JSON.stringify(value)))).toBe(contentId(value));
				expect(contentId(reversed(value))).toBe(contentId(value));
			}),
		);
	});

	function reversed(value: unknown): unknown {
		if (Array.isArray(value)) return value.map(reversed);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value)
				.reverse()
				.map(([name, one]) => [name, reversed(one)]),
		);
	}
});
