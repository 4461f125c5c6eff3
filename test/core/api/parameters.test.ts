import { catalogue, type AnyEndpoint } from '../../../core';
import { prepareRequest } from '../../../core/client/request';
import { failureOf } from '../support/client';

const { liquidations, gammaExposure, marketDepth, openInterest } = catalogue;
const BASE = 'https://api.thekingfisher.io/v1';

const sent = (endpoint: AnyEndpoint, input: Record<string, unknown>) =>
	prepareRequest(endpoint, input, BASE).url.href.slice(BASE.length);
const refusal = (endpoint: AnyEndpoint, input: Record<string, unknown>) =>
	failureOf(Promise.resolve().then(() => prepareRequest(endpoint, input, BASE)));

describe('the asset', () => {
	it.each([
		['BTC', 'BTC'],
		['btc', 'BTC'],
		['  Eth \n', 'ETH'],
		['1000pepe', '1000PEPE'],
		['btc-usd', 'BTC-USD'],
		['BTC.P', 'BTC.P'],
	])('%j is asked for as %s', (asset, symbol) => {
		expect(sent(openInterest, { asset })).toBe(`/open-interest/${symbol}?exchange=all`);
	});

	it.each(['', '  ', undefined, null])('is missing as %j', async (asset) => {
		const error = await refusal(openInterest, { asset });
		expect(error).toMatchObject({
			code: 'invalid_parameter',
			message: 'Open interest: Asset is missing',
			endpoint: 'open-interest',
			retryable: false,
		});
		expect(error.help).not.toBe('');
	});

	it.each([
		['BTC/ETH', '"BTC/ETH"'],
		['..', '".."'],
		['BTC,ETH', '"BTC,ETH"'],
		['BTC?x=1', '"BTC?x=1"'],
		['Ω', '"Ω"'],
		[5, '"5"'],
		[['BTC'], '"a list"'],
		[{ a: 1 }, '"a value of type object"'],
		['x'.repeat(80), `"${'x'.repeat(60)}"`],
	])('is refused as %j', async (asset, shown) => {
		expect(await refusal(openInterest, { asset })).toMatchObject({
			code: 'invalid_parameter',
			message: `Open interest: ${shown} is not an asset symbol`,
			help: 'Give one symbol, such as BTC, ETH, SOL.',
		});
	});
});

describe('a choice', () => {
	it('takes its default when it is left blank', () => {
		const blank = { asset: 'BTC', exchange: ' ', timeframe: undefined };
		expect(sent(liquidations, blank)).toBe('/liquidations/BTC?exchange=all&timeframe=1D');
	});

	it('takes any case and surrounding blanks', () => {
		const asked = { asset: 'BTC', exchange: ' Binance ', timeframe: '4h' };
		expect(sent(liquidations, asked)).toBe('/liquidations/BTC?exchange=binance&timeframe=4H');
	});

	it('is sent in the order of the definition, whatever the order given', () => {
		const asked = { timeframe: '1W', exchange: 'okx', asset: 'BTC' };
		expect(sent(liquidations, asked)).toBe('/liquidations/BTC?exchange=okx&timeframe=1W');
	});

	it.each([
		['2D', '"2D" is not a value of Timeframe'],
		[5, '"5" is not a value of Timeframe'],
		[{}, '"a value of type object" is not a value of Timeframe'],
	])('is refused as %j, with the values there are', async (timeframe, message) => {
		expect(await refusal(liquidations, { asset: 'BTC', timeframe })).toMatchObject({
			message: `Liquidation clusters: ${message}`,
			help: 'Use one of: 1H, 4H, 1D, 1W.',
		});
	});

	it('passes others on where the guide leaves it open, and only there', async () => {
		expect(sent(marketDepth, { asset: 'BTC', exchange: 'deribit' })).toBe(
			'/depth/BTC?exchange=deribit',
		);
		await refusal(liquidations, { asset: 'BTC', exchange: 'deribit' });
		await refusal(marketDepth, { asset: 'BTC', exchange: 'a b' });
		await refusal(marketDepth, { asset: 'BTC', exchange: `okx${' '.repeat(60)}x` });
	});

	it('is not sent where it has no default', () => {
		expect(sent(marketDepth, { asset: 'BTC' })).toBe('/depth/BTC');
	});

	it('ignores what the endpoint does not have', () => {
		expect(sent(marketDepth, { asset: 'BTC', timeframe: '1D', apiKey: 'x' })).toBe('/depth/BTC');
	});
});

describe('the percentage', () => {
	it.each([
		[0.1, '0.1'],
		['0.50', '0.5'],
		[1, '1.0'],
		['1', '1.0'],
		[1.0, '1.0'],
		['1.0', '1.0'],
	])('%j is sent as %s', (percentage, value) => {
		expect(sent(marketDepth, { asset: 'BTC', percentage })).toBe(`/depth/BTC?percentage=${value}`);
	});

	it.each([0.2, '2', NaN, true])('is refused as %j', async (percentage) => {
		expect(await refusal(marketDepth, { asset: 'BTC', percentage })).toMatchObject({
			help: 'Use one of: 0.1, 0.5, 1.0.',
		});
	});
});

describe('historical', () => {
	it.each([
		[true, 'true'],
		['TRUE', 'true'],
		[' yes ', 'true'],
		[1, 'true'],
		['on', 'true'],
		[false, 'false'],
		['No', 'false'],
		[0, 'false'],
		['off', 'false'],
		['', 'false'],
		[undefined, 'false'],
	])('%j is sent as %s', (historical, value) => {
		expect(sent(gammaExposure, { asset: 'BTC', historical })).toBe(`/gex/BTC?historical=${value}`);
	});

	it.each(['maybe', 2, {}, []])('is refused as %j', async (historical) => {
		expect(await refusal(gammaExposure, { asset: 'BTC', historical })).toMatchObject({
			help: 'Use true or false.',
		});
	});
});
