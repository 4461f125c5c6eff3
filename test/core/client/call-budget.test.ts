import fc from 'fast-check';
import {
	admission,
	CallBudget,
	observed,
	type BudgetState,
} from '../../../core/client/call-budget';

const NOW = Date.parse('2026-02-01T12:00:00Z');
const MINUTE = 60_000;
const RESET = NOW + 60 * MINUTE;
const MIDNIGHT = Date.parse('2026-02-02T00:00:00Z');

const EMPTY: BudgetState = { inFlight: 0, callsMade: 0, answers: 0 };
const known = (remaining: number, more: Partial<BudgetState> = {}): BudgetState => ({
	...EMPTY,
	limit: 100,
	remaining,
	resetAt: RESET,
	observedAt: NOW,
	...more,
});
const keepTen = { reserve: 10, spendReserve: false };
const spend = { reserve: 10, spendReserve: true };

describe('whether a call may be sent', () => {
	it('is yes while nothing is known', () => {
		expect(admission(EMPTY, NOW, keepTen)).toEqual({ admitted: true });
	});

	it('is yes above the reserve and no at it', () => {
		expect(admission(known(11), NOW, keepTen)).toEqual({ admitted: true });
		expect(admission(known(10), NOW, keepTen)).toEqual({
			admitted: false,
			left: 10,
			resetAt: RESET,
		});
	});

	it('is yes down to the last call for who may spend the reserve', () => {
		expect(admission(known(1), NOW, spend)).toEqual({ admitted: true });
		expect(admission(known(0), NOW, spend)).toMatchObject({ admitted: false, left: 0 });
	});

	it('counts calls under way as spent', () => {
		expect(admission(known(12, { inFlight: 1 }), NOW, keepTen)).toEqual({ admitted: true });
		expect(admission(known(12, { inFlight: 2 }), NOW, keepTen)).toMatchObject({ left: 10 });
		expect(admission(known(3, { inFlight: 5 }), NOW, spend)).toMatchObject({ left: 0 });
	});

	it('is yes again after the reset', () => {
		expect(admission(known(0), RESET - 1, keepTen)).toMatchObject({ admitted: false });
		expect(admission(known(0), RESET, keepTen)).toEqual({ admitted: true });
	});

	it('is yes again after midnight UTC when no reset is stated', () => {
		const state = known(0, { resetAt: undefined });
		expect(admission(state, MIDNIGHT - 1, keepTen)).toMatchObject({ resetAt: MIDNIGHT });
		expect(admission(state, MIDNIGHT, keepTen)).toEqual({ admitted: true });
	});

	it('reads a negative reserve as none', () => {
		const wish = { reserve: -5, spendReserve: false };
		expect(admission(known(0), NOW, wish)).toMatchObject({ admitted: false });
		expect(admission(known(1), NOW, wish)).toEqual({ admitted: true });
	});
});

describe('what an answer changes', () => {
	const reading = (remaining: number, resetAt: number | undefined = RESET) => ({
		limit: 100,
		remaining,
		resetAt,
	});

	it('is the count, the limit and the reset', () => {
		expect(observed(EMPTY, reading(95), NOW, 0)).toEqual({ ...known(95), answers: 1 });
	});

	it('is nothing when it does not say', () => {
		expect(observed(known(50), {}, NOW + 1, 0)).toEqual({ ...known(50), answers: 1 });
	});

	it('lets the count rise again when nothing else was under way', () => {
		const state = known(5, { answers: 7 });
		expect(observed(state, reading(99), NOW, 7)).toMatchObject({ remaining: 99 });
	});

	it('takes the lower count when answers overtook each other on one day', () => {
		const state = known(90, { answers: 7 });
		expect(observed(state, reading(92), NOW, 6)).toMatchObject({ remaining: 90 });
		expect(observed(state, reading(89), NOW, 6)).toMatchObject({ remaining: 89 });
		expect(observed(state, reading(92, undefined), NOW, 6)).toMatchObject({ remaining: 90 });
		expect(observed(state, { limit: 100 }, NOW, 6)).toMatchObject({ remaining: 90 });
	});

	it('takes the count of the new day, even when overtaken', () => {
		const state = known(3, { answers: 7 });
		const tomorrow = RESET + 24 * 60 * MINUTE;
		expect(observed(state, reading(99, tomorrow), NOW, 6)).toMatchObject({
			remaining: 99,
			resetAt: tomorrow,
		});
		expect(observed(state, reading(99, tomorrow), RESET + 1, 6)).toMatchObject({ remaining: 99 });
	});

	it('is never more calls than an answer has stated', () => {
		const answers = fc.array(fc.record({ remaining: fc.nat(100), overtaken: fc.boolean() }));
		fc.assert(
			fc.property(answers, (list) => {
				let state = EMPTY;
				for (const { remaining, overtaken } of list) {
					state = observed(state, reading(remaining), NOW, state.answers - Number(overtaken));
					expect(state.remaining).toBeLessThanOrEqual(remaining);
				}
			}),
		);
	});
});

describe('a budget', () => {
	it('takes a call out when it admits it and gives it back when it is settled', () => {
		const budget = new CallBudget();
		const before = budget.answers;
		budget.admit(NOW, keepTen);
		budget.settle(NOW, before, { limit: 100, remaining: 50, resetAt: RESET });
		budget.admit(NOW, keepTen);
		expect(budget.usage(NOW)).toEqual({
			limit: 100,
			remaining: 49,
			resetAt: new Date(RESET).toISOString(),
			observedAt: new Date(NOW).toISOString(),
			callsMade: 2,
		});
		budget.settle(NOW, budget.answers);
		expect(budget.usage(NOW)).toMatchObject({ remaining: 50, callsMade: 2 });
	});

	it('does not count what it refuses', () => {
		const budget = new CallBudget();
		budget.admit(NOW, keepTen);
		budget.settle(NOW, 0, { remaining: 0 });
		expect(budget.admit(NOW, keepTen)).toMatchObject({ admitted: false });
		expect(budget.usage(NOW)).toMatchObject({ remaining: 0, callsMade: 1 });
	});

	it('knows nothing at first, and no count after the reset', () => {
		const budget = new CallBudget();
		expect(budget.usage(NOW)).toEqual({
			limit: null,
			remaining: null,
			resetAt: null,
			observedAt: null,
			callsMade: 0,
		});
		budget.admit(NOW, keepTen);
		budget.settle(NOW, 0, { limit: 100, remaining: 3, resetAt: RESET });
		expect(budget.usage(RESET)).toMatchObject({ limit: 100, remaining: null, resetAt: null });
	});
});
