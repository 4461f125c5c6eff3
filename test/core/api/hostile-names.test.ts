import { catalogue, webhookOperations } from '../../../core';
import { findList, TIME_KEYS } from '../../../core/api/find-list';
import { guess, guessedRow } from '../../../core/api/guesses';
import { withRest } from '../../../core/api/read';
import { parseJson } from '../../../core/client/parse-json';
import { answerOf, AT } from '../support/answer';

/** Names that JavaScript's own objects have, as an answer could hold them. */
const HOSTILE = `{
	"__proto__": { "polluted": true },
	"\\u005f_proto__": { "polluted": true },
	"constructor": { "prototype": { "polluted": true } },
	"prototype": { "polluted": true },
	"toString": "mine",
	"hasOwnProperty": 5,
	"valueOf": null
}`;

afterEach(() => {
	expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	expect(Object.keys(Object.prototype)).toEqual([]);
});

describe('an answer with the names of JavaScript’s own properties', () => {
	it('is parsed without the one that would change a prototype, however it is spelled', () => {
		const parsed = parseJson(HOSTILE) as Record<string, unknown>;
		expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
		expect(Object.keys(parsed)).toEqual([
			'constructor',
			'prototype',
			'toString',
			'hasOwnProperty',
			'valueOf',
		]);
	});

	it('is parsed without it also when it is spelled with escapes only', () => {
		const parsed = parseJson('{"\\u005f_proto\\u005F_":{"polluted":true},"a":1}');
		expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
		expect(parsed).toEqual({ a: 1 });
	});

	it('loses that one at every depth, and no text that mentions it', () => {
		expect(parseJson('{"a":[{"__proto__":1,"b":"__proto__"}]}')).toEqual({
			a: [{ b: '__proto__' }],
		});
	});

	it('becomes rows whose fields are their own', () => {
		const entry = `{"rates":[${HOSTILE}]}`;
		const [row] = answerOf(catalogue.fundingRates, JSON.parse(entry)).rows();
		expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
		expect(row).toMatchObject({ toString: 'mine', hasOwnProperty: 5, valueOf: null });
		expect(row).toMatchObject({ constructor_prototype_polluted: true });
	});

	it('is harmless to every endpoint', () => {
		const hostile = JSON.parse(HOSTILE) as Record<string, unknown>;
		const lists = ['clusters', 'gex_profile', 'exchange_breakdown', 'data', 'webhooks', 'bids'];
		const body = { ...hostile, ...Object.fromEntries(lists.map((name) => [name, [hostile]])) };
		for (const endpoint of [...Object.values(catalogue), webhookOperations.list]) {
			const answer = answerOf(endpoint, body);
			expect(answer.rows()).not.toHaveLength(0);
			expect(new Set(answer.rows().map(Object.getPrototypeOf))).toEqual(
				new Set([Object.prototype]),
			);
			expect(answer.summary()).toBeDefined();
			expect(answer.text()).not.toBe('');
		}
	});
});

describe('readers given such names past the parser', () => {
	const record = JSON.parse('{"__proto__":null,"_":{"_proto__":"x"},"a":1}') as Record<
		string,
		unknown
	>;

	it('keep them as plain columns', () => {
		const row = withRest({}, record);
		expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
		expect(Object.entries(row)).toEqual([
			['__proto___', null],
			['___proto__', 'x'],
			['a', 1],
		]);
	});

	it('do not take what every object has for a value', () => {
		const guesses = { a: guess('A', '', ['toString', 'constructor', 'valueOf']) };
		expect(guessedRow({}, guesses, AT)['a']).toBeNull();
		expect(findList({}, ['constructor', 'toString', '__proto__'], TIME_KEYS)).toEqual({
			entries: undefined,
			around: {},
		});
	});
});
