import { catalogue, type Row } from '../../../core';
import { clusterProximity } from '../../../core/signals/cluster-proximity';
import { fundingExtreme } from '../../../core/signals/funding-extreme';
import { gammaRegime } from '../../../core/signals/gamma-regime';
import { inputFrom, inputsFrom } from '../../../core/signals/input';
import { openInterestDivergence } from '../../../core/signals/open-interest-divergence';
import { setupScan } from '../../../core/signals/setup-scan';
import type { AnySignal } from '../../../core/signals/signal';
import { spreadWidening } from '../../../core/signals/spread-widening';
import { answerOf, AT } from '../support/answer';
import { guide } from '../support/guide';
import { B, clusters, message, Watching } from './support/watching';

const RAW = clusters(67000, [66330, 4.8 * B, 0], [69500, 0, 2 * B]);
const ANSWER = answerOf(catalogue.liquidations, RAW);
const ROWS = ANSWER.rows();
const GEX = answerOf(catalogue.gammaExposure, guide('gex'));

const texts = (given: unknown, signal: AnySignal = clusterProximity) =>
	new Watching(signal).sees(given).results.map(({ text }) => text);
const ALERT = 'BTC 67,000 is 1.0% above a $4.8B long-liquidation cluster at 66,330';

const read = (given: unknown, context = {}, signal: AnySignal = clusterProximity) =>
	inputFrom(signal, given, { now: AT, ...context });

describe('what a host hands over', () => {
	it.each<[string, unknown]>([
		['an answer of the API', ANSWER],
		['a list of answers', [GEX, ANSWER]],
		['the response as it came', RAW],
		['our rows', ROWS],
		[
			'our rows with what a stream trigger adds',
			ROWS.map((row) => ({ channel: 'liquidations', ...row, receivedAt: 'x' })),
		],
		['n8n items', ROWS.map((json) => ({ json, pairedItem: { item: 0 } }))],
		['an n8n item with the response', [{ json: RAW }]],
		[
			'a message of our Node-RED node',
			{
				topic: 'BTC',
				payload: ROWS,
				kingfisher: { endpoint: 'liquidations', parameters: { asset: 'BTC' }, raw: RAW },
			},
		],
		[
			'a message of our Node-RED stream node',
			{ payload: ROWS, kingfisher: { endpoint: 'liquidations' } },
		],
		['a message with the response', { topic: 'x', payload: RAW }],
		['a message of the stream and a price', [message('liquidations', RAW), { price: 67000 }]],
		[
			'an n8n item with a stream message',
			[{ json: { channel: 'liquidations', asset: 'BTC', raw: message('liquidations', RAW) } }],
		],
	])('is recognised: %s', (_name, given) => {
		expect(texts(given)).toEqual([ALERT]);
	});

	it.each<[AnySignal, unknown]>([
		[gammaRegime, guide('gex')],
		[gammaRegime, GEX.rows()],
		[gammaRegime, GEX.summary()],
		[fundingExtreme, { asset: 'BTC', rates: [{ exchange: 'binance', rate: 0.0001 }] }],
		[fundingExtreme, [{ exchange: 'binance', rate: 0.0001 }]],
		[fundingExtreme, answerOf(catalogue.fundingRates, { rate: 0.0001 }).rows()],
		[spreadWidening, { best_bid: 1, best_ask: 2 }],
		[spreadWidening, answerOf(catalogue.marketDepth, { bids: [[1, 2]], asks: [[3, 4]] }).rows()],
		[openInterestDivergence, [guide('open-interest'), { price: 67000 }]],
		[
			openInterestDivergence,
			[answerOf(catalogue.openInterest, guide('open-interest')).rows(), RAW],
		],
		[setupScan, [RAW, { toxicity_score: 0.5 }]],
	])('is recognised by $name', (signal, given) => {
		const [result] = new Watching(signal).sees(given).results;
		expect(result?.state).not.toBe('unknown');
		expect(result?.reasons.filter((one) => one.includes('not recognised'))).toEqual([]);
	});

	it('may be a price', () => {
		for (const given of [
			{ price: 66500 },
			[{ asset: 'BTC', price: '66500' }],
			{ topic: 'BTC', payload: 66500 },
		]) {
			expect(read(given, { asset: 'BTC' }).price).toBe(66500);
		}
		expect(read({ asset: 'ETH', price: 3000 }, { asset: 'BTC' }).price).toBeNull();
		expect(read(undefined, { asset: 'BTC', price: 5 }).price).toBe(5);
	});

	it('is not taken for a price when it is something else that has one', () => {
		const setup = {
			asset: 'BTC',
			price: 66330,
			size_b: 4.8,
			side: 'long_cluster',
			distance_pct: 1,
		};
		expect(read(setup)).toMatchObject({ price: null, facts: [] });
	});

	it('may know that there are no clusters', () => {
		const given = { payload: [], topic: 'BTC', kingfisher: { endpoint: 'liquidations' } };
		expect(read(given).facts).toMatchObject([{ asset: 'BTC', rows: [] }]);
		expect(texts([given, { price: 67000 }])).toEqual([
			'BTC 67,000: no liquidation cluster of $1B or more is reported',
		]);
	});

	it('is the newest state where it holds several', () => {
		const older = ROWS.map((row) => ({ ...row, price: 66700, receivedAt: 'a' }));
		const newer = ROWS.map((row) => ({ ...row, receivedAt: 'b' }));
		expect(texts([...older, ...newer])).toEqual([ALERT]);
		expect(texts([clusters(60000, [1, B, 0]), RAW])).toEqual([ALERT]);
	});
});

describe('the assets', () => {
	const eth = { ...RAW, asset: 'eth' };

	it('are those that the data name, one input each', () => {
		const inputs = inputsFrom(clusterProximity, [RAW, eth, { asset: 'SOL', price: 150 }], {
			now: AT,
		});
		expect(inputs.map(({ asset, facts, price }) => [asset, facts.length, price])).toEqual([
			['BTC', 1, null],
			['ETH', 1, null],
			['SOL', 0, 150],
		]);
	});

	it('are told apart in one list of rows', () => {
		const rows: Row[] = [...ROWS, ...answerOf(catalogue.liquidations, eth).rows()];
		const inputs = inputsFrom(clusterProximity, rows, { now: AT });
		expect(inputs.map(({ asset, facts }) => [asset, facts[0]?.rows?.length])).toEqual([
			['BTC', 2],
			['ETH', 2],
		]);
	});

	it('are the chosen one, if one is chosen', () => {
		const inputs = inputsFrom(clusterProximity, [RAW, eth], { now: AT, asset: ' btc ' });
		expect(inputs.map(({ asset, facts }) => [asset, facts.length])).toEqual([['BTC', 1]]);
	});

	it('may be named by the topic of a message, if it can be one', () => {
		const named = (topic: string) => read({ topic, payload: { ...RAW, asset: undefined } }).asset;
		expect([named('eth'), named('home/livingroom/lamp')]).toEqual(['ETH', '']);
	});

	it('may be named by nobody', () => {
		expect(
			new Watching(fundingExtreme).sees([{ rate: 0.0001 }], { asset: '' }).results,
		).toMatchObject([{ asset: '', missing: ['asset'] }]);
	});
});
