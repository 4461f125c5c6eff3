import fc from 'fast-check';
import { grown, track, type Alert, type Tracked } from '../../../core/signals/alert';

const MINUTE = 60_000;
const RULES = { cooldownMs: 60 * MINUTE, reportEnd: false };

interface Moment {
	/** Minutes since the last one. */
	after: number;
	state: string;
	size?: number;
}

/** The alerts of one thing, moment by moment. */
function alerts(moments: Moment[], rules = RULES): Alert[] {
	let tracked: Tracked | undefined;
	let now = 0;
	return moments.map(({ after, state, size }) => {
		now += after * MINUTE;
		const marks = size === undefined ? {} : { size: grown(size, 2) };
		const step = track(tracked, { state, isAlert: state !== 'clear', marks }, now, rules);
		tracked = step.tracked;
		return step.alert;
	});
}

const near = (after = 5, size?: number): Moment =>
	size === undefined ? { after, state: 'near' } : { after, state: 'near', size };
const clear = (after = 5): Moment => ({ after, state: 'clear' });
const far = (after = 5): Moment => ({ after, state: 'far' });

describe('an alert', () => {
	it('fires on entering a state and not while it lasts', () => {
		expect(alerts([clear(), near(), near(), near(600)])).toEqual([
			'none',
			'entered',
			'none',
			'none',
		]);
	});

	it('fires at the first look, if the state is there already', () => {
		expect(alerts([near(), near()])).toEqual(['entered', 'none']);
	});

	it('fires again after the state was left, but within the cooldown it is the same', () => {
		expect(alerts([near(), clear(), near(), near(600)])).toEqual([
			'entered',
			'none',
			'none',
			'none',
		]);
		expect(alerts([near(), clear(30), near(31)])).toEqual(['entered', 'none', 'entered']);
		expect(alerts([near(), clear(60), near(1)])).toEqual(['entered', 'none', 'entered']);
	});

	it('tells another state that began within the cooldown when that is over', () => {
		expect(alerts([near(), far(), far(30), far(30)])).toEqual([
			'entered',
			'none',
			'none',
			'entered',
		]);
		expect(alerts([near(), far(), clear(), far(60)])).toEqual([
			'entered',
			'none',
			'none',
			'entered',
		]);
	});

	it('tells nothing of another state that was over before the cooldown', () => {
		expect(alerts([near(), far(), near(30), near(60)])).toEqual([
			'entered',
			'none',
			'none',
			'none',
		]);
	});

	it('escalates whenever it gets worse, and never for what was told before', () => {
		expect(
			alerts([near(0, 1), near(5, 1.99), near(5, 2), near(5, 1), near(5, 3.9), near(5, 4)]),
		).toEqual(['entered', 'none', 'escalated', 'none', 'none', 'escalated']);
	});

	it('does not escalate from nothing, of which there is no multiple', () => {
		expect(alerts([near(0, 0), near(5, 0), near(5, 9)])).toEqual(['entered', 'none', 'none']);
	});

	it('tells the end, if that is wanted and the beginning was told', () => {
		const rules = { ...RULES, reportEnd: true };
		expect(alerts([near(), clear(), clear(), near(60), clear()], rules)).toEqual([
			'entered',
			'left',
			'none',
			'entered',
			'left',
		]);
		expect(alerts([clear(), clear()], rules)).toEqual(['none', 'none']);
		expect(alerts([near(), clear(), near(), clear()], rules)).toEqual([
			'entered',
			'left',
			'none',
			'none',
		]);
	});

	it('is not silenced by a clock that was set back', () => {
		expect(alerts([near(1000), clear(), near(-900)])).toEqual(['entered', 'none', 'entered']);
	});

	it('can be held back, and then fires once', () => {
		const first = track(undefined, { state: 'near', isAlert: true, isHeldBack: true }, 0, RULES);
		expect(first.alert).toBe('none');
		const second = track(first.tracked, { state: 'near', isAlert: true }, 1, RULES);
		expect(second.alert).toBe('entered');
		expect(track(second.tracked, { state: 'near', isAlert: true }, 2, RULES).alert).toBe('none');
	});

	it('of a regime is silent about the first one', () => {
		const seen = (state: string) => ({ state, isAlert: true, isFirstSilent: true });
		const first = track(undefined, seen('positive'), 0, RULES);
		expect([first.alert, first.changed]).toEqual(['none', false]);
		expect(track(first.tracked, seen('positive'), 1, RULES).alert).toBe('none');
		expect(track(first.tracked, seen('negative'), 1, RULES).alert).toBe('entered');
	});
});

describe('whatever happens', () => {
	const moment = fc.record({
		after: fc.integer({ min: 0, max: 200 }),
		state: fc.constantFrom('near', 'far', 'clear'),
		size: fc.integer({ min: 0, max: 100 }),
	});

	it('no state is told twice without having been left in between', () => {
		fc.assert(
			fc.property(fc.array(moment, { maxLength: 60 }), fc.boolean(), (moments, reportEnd) => {
				const told = alerts(moments, { ...RULES, reportEnd });
				let last = -1;
				told.forEach((alert, index) => {
					if (alert !== 'entered') return;
					const between = moments.slice(last, index).map(({ state }) => state);
					if (last >= 0 && moments[last]?.state === moments[index]?.state) {
						expect(between.some((state) => state !== moments[index]?.state)).toBe(true);
					}
					last = index;
				});
			}),
		);
	});

	it('no two beginnings are told within one cooldown', () => {
		fc.assert(
			fc.property(fc.array(moment, { maxLength: 60 }), (moments) => {
				let minutes = 0;
				const at = moments.map(({ after }) => (minutes += after));
				const told = alerts(moments);
				const times = at.filter((_, index) => told[index] === 'entered');
				times.slice(1).forEach((time, index) => {
					expect(time - times[index]!).toBeGreaterThanOrEqual(60);
				});
			}),
		);
	});

	it('every escalation is twice as bad as everything told before in the same stay', () => {
		fc.assert(
			fc.property(fc.array(moment, { maxLength: 60 }), (moments) => {
				let worst = 0;
				alerts(moments).forEach((alert, index) => {
					const size = moments[index]?.size ?? 0;
					if (alert === 'entered') worst = size;
					if (alert === 'escalated') {
						expect(size).toBeGreaterThanOrEqual(2 * worst);
						expect(worst).toBeGreaterThan(0);
						worst = size;
					}
				});
			}),
		);
	});
});
