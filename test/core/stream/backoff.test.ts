import fc from 'fast-check';
import { attemptsAfter, reconnectDelay, type Course } from '../../../core/stream/backoff';

const course: fc.Arbitrary<Course> = fc.record({
	liveForMs: fc.nat(),
	broughtData: fc.boolean(),
	code: fc.oneof(fc.constantFrom(1000, 1001, 1006, 1012, 4401), fc.integer()),
});
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const attempts = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 1e9 }));

describe('the wait before the next connection', () => {
	it('is never longer than half a minute, nor negative, however it went', () => {
		fc.assert(
			fc.property(attempts, course, chance, (count, went, drawn) => {
				const wait = reconnectDelay(count, went, () => drawn);
				expect(wait).toBeGreaterThanOrEqual(0);
				expect(wait).toBeLessThanOrEqual(30_000);
			}),
		);
	});

	it('is drawn from the whole of it, so that many clients do not come at once', () => {
		const went = { liveForMs: 0, broughtData: false, code: 1006 };
		const waits = [0, 0.5, 1].map((drawn) => reconnectDelay(4, went, () => drawn));
		expect(waits).toEqual([0, 2000, 4000]);
	});

	it('does not stay short when a server goes on restarting', () => {
		fc.assert(
			fc.property(fc.integer({ min: 6, max: 1000 }), fc.constantFrom(1001, 1012), (count, code) => {
				const went = { liveForMs: 500, broughtData: true, code };
				expect(reconnectDelay(count, went, () => 1)).toBeGreaterThanOrEqual(16_000);
			}),
		);
	});
});

describe('the attempts in a row', () => {
	it('are one more, or one after a connection that was stable and brought data', () => {
		fc.assert(
			fc.property(attempts, course, (count, went) => {
				const isGood = went.liveForMs >= 10_000 && went.broughtData;
				expect(attemptsAfter(count, went)).toBe(isGood ? 1 : count + 1);
			}),
		);
	});
});
