import {
	followSubjects,
	NORMAL,
	type FollowedSubject,
} from '../../../core/signals/follow-subjects';
import { AT } from '../support/answer';
import { MINUTE } from './support/watching';

type Present = Record<string, string>;

/** What is told of each round, by id; a round is the state of each subject. */
function rounds(list: [Present, number?][]) {
	let known: FollowedSubject[] = [];
	let now = AT;
	return list.map(([present, minutes = 1]) => {
		now += minutes * MINUTE;
		const subjects = Object.entries(present).map(([id, state]) => ({ id, state }));
		const { kept, steps } = followSubjects(known, subjects, {
			observe: ({ state }) => ({ state, isAlert: state !== NORMAL }),
			now,
			rules: { cooldownMs: 0, reportEnd: false },
		});
		known = kept;
		return steps.filter(({ alert }) => alert !== 'none').map(({ subject }) => subject.id);
	});
}

describe('subjects that are followed', () => {
	it('are told once each', () => {
		expect(rounds([[{ okx: 'high', bybit: NORMAL }], [{ okx: 'high', bybit: 'high' }]])).toEqual([
			['okx'],
			['bybit'],
		]);
	});

	it('stay as they are while nothing is said of them', () => {
		expect(rounds([[{ okx: 'high' }], [{ bybit: NORMAL }], [{ okx: 'high' }]])).toEqual([
			['okx'],
			[],
			[],
		]);
	});

	it('are forgotten after a week of silence', () => {
		const week = 7 * 24 * 60;
		expect(rounds([[{ okx: 'high' }], [{}, week + 1], [{ okx: 'high' }]])[2]).toEqual(['okx']);
		expect(rounds([[{ okx: 'high' }], [{}, week - 1], [{ okx: 'high' }]])[2]).toEqual([]);
	});

	it('may be called anything', () => {
		const odd = { ['__proto__']: 'high', constructor: 'high', '': 'high' };
		expect(rounds([[odd], [odd]])).toEqual([['__proto__', 'constructor', ''], []]);
	});

	it('are forty at most; further ones are not told ever again', () => {
		const many = Object.fromEntries(
			Array.from({ length: 60 }, (_, index) => [`x${index}`, 'high']),
		);
		expect(rounds([[many], [many]]).map((told) => told.length)).toEqual([40, 0]);
	});
});
