import fc from 'fast-check';
import { fingerprint, redact, trimmedKey, withoutKey } from '../../../core/client/redact';

const KEY = 'kf_live_Zq7/+=x';

describe('a text without the key', () => {
	it.each([
		[`key ${KEY}!`, 'key [hidden]!'],
		[`?key=${encodeURIComponent(KEY)}&x=1`, '?key=[hidden]&x=1'],
		[encodeURIComponent(KEY).toLowerCase(), '[hidden]'],
		['{"key":"kf_live_Zq7\\/+=x"}', '{"key":"[hidden]"}'],
		['{"key":"kf_live_Zq7/+\\u003dx"}', '{"key":"[hidden]"}'],
		[KEY.toUpperCase(), '[hidden]'],
		[`${KEY}${KEY}`, '[hidden][hidden]'],
		['Bearer other-token, x', 'Bearer [hidden], x'],
		['authorization: bearer abc"', 'authorization: Bearer [hidden]"'],
		['nothing to hide', 'nothing to hide'],
	])('%j is %j', (text, clean) => {
		expect(redact(text, KEY)).toBe(clean);
	});

	it('is left alone when the key is too short to be one', () => {
		expect(redact('a cat sat', 'at')).toBe('a cat sat');
		expect(withoutKey('a cat sat', '')).toBe('a cat sat');
	});

	it('holds no key, whatever surrounds it and whatever it is made of', () => {
		const keys = fc.stringMatching(/^[!-~]{6,40}$/);
		fc.assert(
			fc.property(keys, fc.string(), fc.string(), (key, before, after) => {
				const text = before + key + after;
				expect(withoutKey(text, key)).not.toContain(key);
				expect(withoutKey(JSON.stringify({ key }), key)).not.toContain(
					JSON.stringify(key).slice(1, -1),
				);
			}),
		);
	});
});

describe('a response body without the key', () => {
	it('is still the same JSON otherwise', () => {
		const keys = fc.stringMatching(/^[!-~]{6,40}$/);
		fc.assert(
			fc.property(keys, fc.jsonValue(), (key, value) => {
				const body = JSON.stringify({ echoed: key, value });
				const clean = JSON.parse(withoutKey(body, key)) as { echoed: string; value: unknown };
				expect(clean.echoed).toBe('[hidden]');
				if (!JSON.stringify(value).toLowerCase().includes(key.toLowerCase())) {
					expect(clean.value).toEqual(JSON.parse(JSON.stringify(value)));
				}
			}),
		);
	});

	it('keeps other tokens: they are data', () => {
		expect(withoutKey('{"auth":"Bearer other"}', KEY)).toBe('{"auth":"Bearer other"}');
	});
});

describe('the name of a key', () => {
	it('is always the same, different for others, and does not tell the key', () => {
		expect(fingerprint(KEY)).toBe(fingerprint(KEY));
		expect(fingerprint(KEY)).not.toBe(fingerprint(`${KEY}y`));
		expect(fingerprint(KEY)).toMatch(/^[0-9a-f]{16}$/);
	});
});

describe('a key as it was typed', () => {
	it.each([
		['  key\r\n', 'key'],
		['\tkey ', 'key'],
		['\u200Bkey\uFEFF', 'key'],
		['k\u00ADe\u2060y\u200E', 'key'],
		['ke y', 'key'],
		['', ''],
		[undefined, ''],
		[null, ''],
		[42, ''],
	])('%j is %j', (typed, key) => {
		expect(trimmedKey(typed)).toBe(key);
	});
});
