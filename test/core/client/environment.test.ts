import { ENVIRONMENTS, resolveBaseUrl, resolveStreamUrl, type Environment } from '../../../core';
import { failureOf } from '../support/client';

const refusal = (environment: string | undefined, custom?: string) =>
	failureOf(Promise.resolve().then(() => resolveBaseUrl(environment as Environment, custom)));

describe('the base URL', () => {
	it('is the guide’s for production and sandbox, whatever is custom', () => {
		expect(ENVIRONMENTS.production.streamUrl).toBe('wss://api.thekingfisher.io/v1/stream');
		expect(resolveBaseUrl()).toBe('https://api.thekingfisher.io/v1');
		expect(resolveBaseUrl('production', 'http://evil.test')).toBe(
			'https://api.thekingfisher.io/v1',
		);
		expect(resolveBaseUrl('sandbox')).toBe('https://api-sandbox.thekingfisher.io/v1');
	});

	it.each([
		['https://proxy.example/kf/v1', 'https://proxy.example/kf/v1'],
		['https://proxy.example/v1///', 'https://proxy.example/v1'],
		['  https://PROXY.example:8443/v1/ \n', 'https://proxy.example:8443/v1'],
		['https://proxy.example', 'https://proxy.example'],
		['https://proxy.example/v1?x=1#y', 'https://proxy.example/v1'],
		['http://127.0.0.1:3000/v1', 'http://127.0.0.1:3000/v1'],
		['http://127.8.8.8/v1', 'http://127.8.8.8/v1'],
		['http://localhost:3000/v1', 'http://localhost:3000/v1'],
		['http://[::1]:3000/v1', 'http://[::1]:3000/v1'],
	])('from %j is %s', (custom, url) => {
		expect(resolveBaseUrl('custom', custom)).toBe(url);
	});

	it.each([
		['http://api.example/v1', /must start with https/],
		['http://127.0.0.1.evil.test/v1', /must start with https/],
		['http://localhost.evil.test/v1', /must start with https/],
		['http://192.168.1.2/v1', /must start with https/],
		['ftp://127.0.0.1/v1', /must start with https/],
		['ws://127.0.0.1/v1', /must start with https/],
		['https://user:secret@api.example/v1', /user name or password/],
		['https://token@api.example/v1', /user name or password/],
		['api.example/v1', /not a valid address/],
		['https://', /not a valid address/],
		['', /is empty/],
		['  ', /is empty/],
		[undefined, /is empty/],
	])('is refused as %j', async (custom, message) => {
		const error = await refusal('custom', custom);
		expect(error).toMatchObject({
			code: 'invalid_configuration',
			message: expect.stringMatching(message),
			help: expect.stringContaining('https://api.thekingfisher.io/v1'),
		});
		expect(JSON.stringify(error)).not.toContain('secret');
	});

	it.each(['staging', '', 'toString', '__proto__'])(
		'has no environment %j',
		async (environment) => {
			expect(await refusal(environment)).toMatchObject({
				code: 'invalid_configuration',
				message: `"${environment}" is not an environment`,
			});
		},
	);
});

describe('the stream URL', () => {
	it('is the guide’s for production, and the same path for the sandbox', () => {
		expect(resolveStreamUrl()).toBe('wss://api.thekingfisher.io/v1/stream');
		expect(resolveStreamUrl('sandbox', { streamUrl: 'wss://evil.test' })).toBe(
			'wss://api-sandbox.thekingfisher.io/v1/stream',
		);
	});

	it.each([
		['https://proxy.example/kf/v1/', 'wss://proxy.example/kf/v1/stream'],
		['http://127.0.0.1:3000/v1', 'ws://127.0.0.1:3000/v1/stream'],
	])('is below the base URL %s unless it is given', (baseUrl, url) => {
		for (const streamUrl of [undefined, '', '  ']) {
			const custom = streamUrl === undefined ? { baseUrl } : { baseUrl, streamUrl };
			expect(resolveStreamUrl('custom', custom)).toBe(url);
		}
	});

	it.each([
		['wss://stream.example/v1/stream', 'wss://stream.example/v1/stream'],
		[' wss://STREAM.example:8443/x/ ', 'wss://stream.example:8443/x'],
		['ws://127.0.0.1:3000/v1/stream', 'ws://127.0.0.1:3000/v1/stream'],
		['ws://localhost:3000', 'ws://localhost:3000'],
	])('from %j is %s', (streamUrl, url) => {
		expect(resolveStreamUrl('custom', { baseUrl: 'https://a.example/v1', streamUrl })).toBe(url);
	});

	it.each([
		['ws://stream.example/v1', /stream URL must start with wss/],
		['https://stream.example/v1', /must start with wss/],
		['http://127.0.0.1/v1', /must start with wss/],
		['wss://user:secret@stream.example', /user name or password/],
		['stream.example', /not a valid address/],
	])('is refused as %j', (streamUrl, message) => {
		expect(() =>
			resolveStreamUrl('custom', { baseUrl: 'https://a.example/v1', streamUrl }),
		).toThrow(
			expect.objectContaining({
				code: 'invalid_configuration',
				message: expect.stringMatching(message),
			}),
		);
	});
});
