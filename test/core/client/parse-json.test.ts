import fc from 'fast-check';
import { parseJson } from '../../../core/client/parse-json';

describe('JSON', () => {
	it('is read as JavaScript reads it', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				if (!text.includes('__proto__')) expect(parseJson(text)).toEqual(JSON.parse(text));
			}),
		);
	});

	it.each(['', '{', '{"a":1,}', "{'a':1}", 'undefined', 'NaN', '<html>', '{"a":1}}'])(
		'is not %j',
		(text) => {
			expect(parseJson(text)).toBeUndefined();
		},
	);

	it('is not what is nested more than a hundred times', () => {
		const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
		expect(parseJson(nested(100))).toEqual(JSON.parse(nested(100)));
		expect(parseJson(nested(101))).toBeUndefined();
		expect(parseJson('{"a":'.repeat(101) + '1' + '}'.repeat(101))).toBeUndefined();
	});

	it('may hold any number of brackets beside each other or in a text', () => {
		const beside = JSON.stringify(Array(500).fill([{}]));
		expect(parseJson(beside)).toEqual(JSON.parse(beside));
		const text = { a: `"${'[{'.repeat(500)}\\`, b: `\\"${'['.repeat(500)}` };
		expect(parseJson(JSON.stringify(text))).toEqual(text);
	});
});
