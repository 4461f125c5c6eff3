import { ENVIRONMENTS, resolveBaseUrl, type Environment } from '../../../core';
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
