import fc from 'fast-check';
import { catalogue, KingfisherError } from '../../../core';
import { signals } from '../../../core/signals/catalogue';
import { clusterProximity } from '../../../core/signals/cluster-proximity';
import { inputFrom, inputsFrom } from '../../../core/signals/input';
import type { AnySignal } from '../../../core/signals/signal';
import { answerOf, AT } from '../support/answer';
import { B, clusters, message, Watching } from './support/watching';

const RAW = clusters(67000, [66330, 4.8 * B, 0], [69500, 0, 2 * B]);
const ANSWER = answerOf(catalogue.liquidations, RAW);
const ROWS = ANSWER.rows();

const read = (given: unknown) => inputFrom(clusterProximity, given, { now: AT });

describe('what cannot be used', () => {
	const remarks = (given: unknown) => read(given).remarks;

	it.each([
		[{ hello: 'world' }],
		['text'],
		[true],
		[{}],
		[[[[[[[1]]]]]]],
		[{ payload: { payload: { payload: { payload: { payload: { payload: RAW } } } } } }],
		[new Uint8Array(10)],
	])('is told, in words: %j', (given) => {
		expect(remarks(given)).toEqual([
			'something was handed over that is not recognised as liquidation clusters',
		]);
	});

	it('is told once, however often it comes', () => {
		expect(remarks(Array(50).fill({ hello: 'world' }))).toHaveLength(1);
	});

	it('may be a call that failed: its message is passed on', () => {
		const error = new KingfisherError({ code: 'timeout', message: 'It took too long', help: '' });
		expect(remarks([error])).toEqual(['It took too long']);
		expect(new Watching(clusterProximity).finds([error])).toMatchObject({
			state: 'unknown',
			reasons: ['It took too long'],
		});
	});

	it('may be an answer that is worth a remark, and used all the same', () => {
		const answer = answerOf(catalogue.gammaExposure, { gex_profile: [] }, { asset: 'SOL' });
		const { facts, remarks: told } = read(answer);
		expect(facts).toHaveLength(1);
		expect(told).toEqual([
			'The API documents gamma exposure for BTC and ETH only; SOL was asked for as given.',
		]);
	});

	it('may be an answer of a wrong form', () => {
		expect(remarks(answerOf(catalogue.liquidations, { nothing: 1 }))).toEqual([
			'Liquidation clusters: the response does not have the documented form ("clusters" is missing or has another form)',
		]);
		expect(remarks(message('liquidations', { nothing: 1 }))).toEqual([
			'BTC: liquidation clusters in a form that is not documented, it is left out',
		]);
	});

	it('may be one row of several: a cluster alone would look as if the others were gone', () => {
		const given = {
			payload: ROWS[0],
			parts: { count: 2, index: 0 },
			kingfisher: { endpoint: 'liquidations' },
		};
		expect(read(given)).toMatchObject({
			facts: [],
			remarks: [
				'one row of 2 was handed over: they are needed together: choose the output with all rows in one message',
			],
		});
	});

	it('may be a summary, which does not list the clusters', () => {
		expect(new Watching(clusterProximity).finds(ANSWER.summary())).toMatchObject({
			state: 'unknown',
			missing: ['liquidation clusters'],
		});
	});
});

describe('whatever is handed over', () => {
	it('never throws', () => {
		const names = fc.constantFrom(
			...[
				'payload',
				'kingfisher',
				'json',
				'raw',
				'channel',
				'data',
				'asset',
				'clusters',
				'price',
				'parts',
			],
			...[
				'gex_profile',
				'exchange_breakdown',
				'rates',
				'bids',
				'endpoint',
				'time',
				'timestamp',
				'topic',
			],
			...[
				'longLiquidationsUsd',
				'flipLevel',
				'currentGex',
				'bestBid',
				'fundingRate',
				'__proto__',
				'x',
			],
		);
		const { node } = fc.letrec<{ node: unknown }>((tie) => ({
			node: fc.oneof(
				{ depthSize: 'small', withCrossShrink: true },
				fc.jsonValue({ maxDepth: 1 }),
				fc.constantFrom('liquidations', 'gex', 'BTC', 67000, '2026-02-01T00:00:00Z', 1e300, -1),
				fc.array(tie('node'), { maxLength: 4 }),
				fc.dictionary(names, tie('node'), { maxKeys: 6 }),
			),
		}));
		fc.assert(
			fc.property(node, fc.constantFrom(...Object.values<AnySignal>(signals)), (given, signal) => {
				for (const input of inputsFrom(signal, given, { now: AT })) {
					expect(typeof input.asset).toBe('string');
					expect(input.remarks.length).toBeLessThanOrEqual(20);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it('is left unread where it is nested beyond reason', () => {
		let deep: unknown = 1;
		for (let level = 0; level < 100_000; level += 1) deep = { x: deep };
		expect(read({ ...RAW, deep }).remarks).toHaveLength(1);
		expect(read([{ clusters: [deep] }]).remarks).toHaveLength(1);
		const circle: Record<string, unknown> = { payload: RAW };
		circle['req'] = circle;
		expect(read(circle).facts).toHaveLength(1);
	});
});
