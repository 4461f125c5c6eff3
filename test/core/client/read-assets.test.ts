import { readAssets } from '../../../core/client/read-assets';
import { failureOf } from '../support/client';

const refusal = async (given: unknown) =>
	await failureOf(Promise.resolve().then(() => readAssets(given, 'Cluster proximity')));

describe('the assets that a user enters', () => {
	it.each([
		['btc', ['BTC']],
		[' BTC, eth;sol\nBTC ', ['BTC', 'ETH', 'SOL']],
		[
			['btc', 'ETH', 'btc'],
			['BTC', 'ETH'],
		],
		['', []],
		[undefined, []],
		[null, []],
		[[], []],
	])('%j are %j', (given, assets) => {
		expect(readAssets(given, 'Cluster proximity')).toEqual(assets);
	});

	it.each(['B$C', 5, {}, ['BTC', null]])('%j are refused, with what to do', async (given) => {
		const error = await refusal(given);
		expect(error).toMatchObject({
			code: 'invalid_parameter',
			help: expect.stringContaining('BTC'),
		});
		expect(error.message).toMatch(/^Cluster proximity: /);
	});

	it('are a hundred at most', async () => {
		const hundred = Array.from({ length: 100 }, (_, index) => `A${index}`);
		expect(readAssets(hundred, 'A signal')).toHaveLength(100);
		expect((await refusal([...hundred, 'B'])).message).toContain('101 assets');
	});
});
