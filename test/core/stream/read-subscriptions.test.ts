import { readSubscriptions, type Wish } from '../../../core';
import { subscriptionKey } from '../../../core/stream/protocol';

const keys = (wish: Wish) => readSubscriptions(wish).map(subscriptionKey);

describe('what is subscribed to', () => {
	it('is every channel of every asset on every exchange', () => {
		const wish = {
			channels: ['gex', 'liquidations'],
			assets: 'BTC, ETH',
			exchanges: ['okx', 'all'],
		};
		expect(keys(wish)).toEqual([
			'gex:BTC:okx',
			'gex:BTC:all',
			'gex:ETH:okx',
			'gex:ETH:all',
			'liquidations:BTC:okx',
			'liquidations:BTC:all',
			'liquidations:ETH:okx',
			'liquidations:ETH:all',
		]);
	});

	it.each([
		['btc', ['BTC']],
		[' btc , eth ', ['BTC', 'ETH']],
		['btc eth;sol\nxrp', ['BTC', 'ETH', 'SOL', 'XRP']],
		['BTC,,btc, BTC', ['BTC']],
		[
			['btc', ' Eth '],
			['BTC', 'ETH'],
		],
		['1000PEPE', ['1000PEPE']],
	])('takes assets as they are written: %j', (assets, symbols) => {
		expect(keys({ channels: 'gex', assets })).toEqual(symbols.map((one) => `gex:${one}:all`));
	});

	it.each([undefined, null, '', [], '  ', ['']])(
		'is all exchanges when none is named: %j',
		(exchanges) => {
			expect(keys({ channels: 'gex', assets: 'BTC', exchanges })).toEqual(['gex:BTC:all']);
		},
	);

	it('takes channels and exchanges in any case, each once', () => {
		const wish = { channels: 'GEX, gex', assets: 'BTC', exchanges: 'OKX,okx,Binance' };
		expect(keys(wish)).toEqual(['gex:BTC:okx', 'gex:BTC:binance']);
	});

	it.each<[string, Wish, RegExp]>([
		['no asset', { channels: 'gex' }, /No asset is given/],
		['no asset', { channels: 'gex', assets: ' , ' }, /No asset is given/],
		['no channel', { assets: 'BTC' }, /Channels is empty/],
		['no channel', { channels: [], assets: 'BTC' }, /Channels is empty/],
		['a wrong asset', { channels: 'gex', assets: 'BTC, ../x' }, /"\.\.\/x" is not an asset/],
		['a wrong asset', { channels: 'gex', assets: [{}] }, /is not an asset/],
		['a wrong asset', { channels: 'gex', assets: 5 }, /is not an asset/],
		['a wrong channel', { channels: 'gex,whales', assets: 'BTC' }, /"whales" is not/],
		[
			'a wrong exchange',
			{ channels: 'gex', assets: 'BTC', exchanges: 'mtgox' },
			/"mtgox" is not a value of Exchanges/,
		],
	])('is refused with %s, and says what to do', (_, wish, message) => {
		expect(() => readSubscriptions(wish)).toThrow(
			expect.objectContaining({
				code: 'invalid_parameter',
				message: expect.stringMatching(message),
				help: expect.stringMatching(/^(Use|Give)/),
			}),
		);
	});

	it('is 2,000 at most', () => {
		const assets = (count: number) => Array.from({ length: count }, (_, index) => `COIN${index}`);
		expect(readSubscriptions({ channels: 'gex', assets: assets(2000) })).toHaveLength(2000);
		expect(() => readSubscriptions({ channels: 'gex', assets: assets(2001) })).toThrow(
			/2001 subscriptions are too many/,
		);
	});
});
