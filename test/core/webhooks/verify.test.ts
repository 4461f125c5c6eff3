import { createHmac } from 'node:crypto';
import { newToken, type Signing, type WebhookHeaders } from '../../../core';
import { checkSignature, isRightToken, standardSignature } from '../../../core/webhooks/verify';

describe('a new token', () => {
	it('has 32 bytes, can stand in an address as it is, and is never the same', () => {
		const tokens = Array.from({ length: 200 }, newToken);
		for (const token of tokens) {
			expect(Buffer.from(token, 'base64url')).toHaveLength(32);
			expect(encodeURIComponent(token)).toBe(token);
		}
		expect(new Set(tokens).size).toBe(200);
	});
});

describe('a token', () => {
	const token = newToken();

	it('is right when it is the same text', () => {
		expect(isRightToken(token, token)).toBe(true);
		expect(isRightToken('ünï€🐟', 'ünï€🐟')).toBe(true);
	});

	it.each<[string, unknown]>([
		['missing', undefined],
		['null', null],
		['empty', ''],
		['too short', token.slice(0, -1)],
		['too long', `${token}x`],
		['in another case', token.toLowerCase()],
		['with a blank', ` ${token}`],
		['there twice', [token, token]],
		['a list of one', [token]],
		['an object', { token }],
		['a number', 5],
		['something that says it is it', { toString: () => token }],
	])('is wrong when it is %s', (_, given) => {
		expect(isRightToken(given, token)).toBe(false);
	});

	it.each<[string, unknown]>([
		['empty', ''],
		['missing', undefined],
		['null', null],
		['a list', []],
	])('is never right where the one that is set is %s', (_, expected) => {
		for (const given of ['', undefined, null, [], 'undefined', 'null', expected]) {
			expect(isRightToken(given, expected)).toBe(false);
		}
	});
});

/** The signature, as a sender that is not ours would make it. */
const hmac = (secret: string | Buffer, body: string | Buffer, encoding: 'hex' | 'base64') =>
	createHmac('sha256', secret).update(body).digest(encoding);

describe('a signature by Standard Webhooks', () => {
	/** Source: the test vector of the specification's libraries. */
	const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
	const right = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
	const body = Buffer.from('{"test": 2432232314}');
	const headers = {
		'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
		'webhook-timestamp': '1614265330',
		'webhook-signature': right,
	};
	const verdict = (
		more: WebhookHeaders = {},
		{ signed = body, key = secret }: { signed?: Uint8Array; key?: string } = {},
	) => checkSignature({ kind: 'standard', secret: key }, { ...headers, ...more }, signed);

	it('is made and verified as in the specification', () => {
		const { 'webhook-id': id, 'webhook-timestamp': timestamp } = headers;
		expect(standardSignature(secret, id, timestamp, body)).toBe(right);
		expect(verdict()).toBe('right');
	});

	it('takes a secret with the blanks that copying brings along', () => {
		expect(verdict({}, { key: ` ${secret}\n` })).toBe('right');
	});

	it('takes a secret that is plain text', () => {
		const signed = hmac(
			'plain',
			`msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.${body.toString()}`,
			'base64',
		);
		expect(verdict({ 'webhook-signature': `v1,${signed}` }, { key: 'plain' })).toBe('right');
	});

	it.each([
		['first', `${right} v1,bm90IGl0`],
		[
			'last',
			`v1,bm90IGl0 v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg== ${right}`,
		],
	])('may stand among several while a secret is exchanged, %s', (_, signatures) => {
		expect(verdict({ 'webhook-signature': signatures })).toBe('right');
	});

	it.each([
		['of another version', right.replace('v1,', 'v2,')],
		['without a version', right.slice(3)],
		['in another case', right.toLowerCase()],
		['in hexadecimal', `v1,${Buffer.from(right.slice(3), 'base64').toString('hex')}`],
		['cut off', right.slice(0, -1)],
		['empty', 'v1,'],
	])('is wrong %s', (_, signature) => {
		expect(verdict({ 'webhook-signature': signature })).toBe('wrong');
	});

	it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
		'is missing without %s',
		(name) => {
			for (const value of [undefined, '', ' ', ['a', 'b']]) {
				expect(verdict({ [name]: value })).toBe('missing');
			}
		},
	);

	it('covers the id, the time and every byte of the body', () => {
		expect(verdict({ 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJe' })).toBe('wrong');
		expect(verdict({ 'webhook-timestamp': '1614265331' })).toBe('wrong');
		expect(verdict({}, { signed: Buffer.from('{"test":2432232314}') })).toBe('wrong');
		expect(verdict({}, { signed: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]) })).toBe(
			'wrong',
		);
	});

	it('is of the bytes, not of what they read as', () => {
		// Not UTF-8: as text it would be the same as any other byte that is none.
		const raw = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('ü"}')]);
		const key = Buffer.from(secret.slice(6), 'base64');
		const start = Buffer.from('msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.');
		const signature = `v1,${hmac(key, Buffer.concat([start, raw]), 'base64')}`;
		expect(verdict({ 'webhook-signature': signature }, { signed: raw })).toBe('right');
		const other = Buffer.from(raw);
		other[6] = 0xfe;
		expect(other.toString()).toBe(raw.toString());
		expect(verdict({ 'webhook-signature': signature }, { signed: other })).toBe('wrong');
	});

	it.each(['', ' ', 'whsec_', 'whsec_ ', 'whsec_%%%', undefined])(
		'is never right with the empty secret %j, though anybody could make it',
		(key) => {
			const start = `${headers['webhook-id']}.${headers['webhook-timestamp']}.`;
			const signatures = ['', ' ', key ?? ''].map(
				(each) => `v1,${hmac(each, start + body.toString(), 'base64')}`,
			);
			const given = { 'webhook-signature': [...signatures, 'undefined'].join(' ') };
			expect(verdict(given, { key: key as string })).toBe('wrong');
		},
	);
});

describe('an HMAC in a header', () => {
	const signing: Signing = { kind: 'hmac', secret: 's3cret', header: 'X-Signature' };
	const body = Buffer.from('{"event":"gex.flip","note":"ü€🐟"}');
	const hex = hmac('s3cret', body, 'hex');
	const base64 = hmac('s3cret', body, 'base64');
	const verdict = (value: string | string[] | undefined, signed: Uint8Array = body) =>
		checkSignature(signing, { 'x-signature': value }, signed);

	it.each([
		['hexadecimal', hex],
		['hexadecimal in capitals', hex.toUpperCase()],
		['base64', base64],
		['hexadecimal with its name in front', `sha256=${hex}`],
		['base64 with its name in front', `SHA256=${base64}`],
		['hexadecimal with blanks around', ` ${hex} `],
	])('is right in %s', (_, given) => {
		expect(verdict(given)).toBe('right');
	});

	it.each([
		['of another secret', hmac('other', body, 'hex')],
		['of another body', hmac('s3cret', '{}', 'hex')],
		['of another kind', createHmac('sha1', 's3cret').update(body).digest('hex')],
		['in base64 of another case', base64.toLowerCase()],
		['nothing but its name', 'sha256='],
		['there twice', `${hex}, ${hex}`],
		['a word', 'undefined'],
	])('is wrong when it is %s', (_, given) => {
		expect(verdict(given)).toBe('wrong');
	});

	it.each([undefined, '', '  ', [hex], [hex, hex]])('is missing as %j', (given) => {
		expect(verdict(given as string)).toBe('missing');
	});

	it('is of the bytes: the same JSON written anew has another one', () => {
		const spaced = Buffer.from('{ "event": "gex.flip" }');
		const given = hmac('s3cret', spaced, 'hex');
		expect(verdict(given, spaced)).toBe('right');
		expect(verdict(given, Buffer.from(JSON.stringify(JSON.parse(spaced.toString()))))).toBe(
			'wrong',
		);
		expect(verdict(hex, Buffer.concat([Buffer.from('\uFEFF'), body]))).toBe('wrong');
	});

	it.each(['constructor', '__proto__', 'toString', ''])('is missing in the header %j', (header) => {
		expect(checkSignature({ ...signing, header }, { 'x-signature': hex }, body)).toBe('missing');
	});

	it.each(['', ' ', undefined])('is never right with the empty secret %j', (secret) => {
		for (const given of [
			hmac('', body, 'hex'),
			hmac(' ', body, 'hex'),
			'sha256=',
			'undefined',
			'',
		]) {
			const verdicts = checkSignature(
				{ ...signing, secret: secret as string },
				{ 'x-signature': given },
				body,
			);
			expect(verdicts).not.toBe('right');
		}
	});
});

describe('no signature', () => {
	it.each([{ kind: 'token' }, { kind: 'none' }] as Signing[])('is asked for by %j', (signing) => {
		expect(checkSignature(signing, { 'webhook-signature': 'v1,x' }, Buffer.from('x'))).toBe(
			'right',
		);
	});
});
