import { clusterProximity } from '../../../core/signals/cluster-proximity';
import { evaluateSignal } from '../../../core/signals/evaluate';
import { gammaRegime } from '../../../core/signals/gamma-regime';
import { inputFrom } from '../../../core/signals/input';
import { AT } from '../support/answer';
import { guide } from '../support/guide';
import { B, clusters, message, MINUTE, Watching } from './support/watching';

const NEAR = clusters(67000, [66330, 4.8 * B, 0]);
const input = (given: unknown, now = AT, asset = 'BTC') =>
	inputFrom(clusterProximity, given, { now, asset });

describe('an evaluation', () => {
	it('is the same for the same arguments, and changes none of them', () => {
		const kept = evaluateSignal(clusterProximity, undefined, input(guide('liquidations'))).memory;
		const before = JSON.stringify(kept);
		const given = input(NEAR);
		const first = evaluateSignal(clusterProximity, kept, given, { cooldown: 5 });
		expect(evaluateSignal(clusterProximity, kept, given, { cooldown: 5 })).toEqual(first);
		expect(JSON.stringify(kept)).toBe(before);
	});

	it('has one memory for all signals and assets of a node', () => {
		const eth = { ...NEAR, asset: 'ETH' };
		let memory: unknown;
		const fired = [
			[clusterProximity, NEAR, 'BTC'],
			[clusterProximity, eth, 'ETH'],
			[gammaRegime, guide('gex'), 'BTC'],
			[clusterProximity, NEAR, 'BTC'],
			[clusterProximity, eth, 'ETH'],
		].map(([signal, given, asset]) => {
			const one = inputFrom(signal, given, { now: AT, asset });
			const evaluation = evaluateSignal(signal, memory, one);
			memory = evaluation.memory;
			return evaluation.fired.length;
		});
		expect(fired).toEqual([1, 1, 0, 0, 0]);
	});

	it('gives the price of one signal to the others of its node', () => {
		const { memory } = evaluateSignal(gammaRegime, undefined, input(guide('gex')));
		const streamed = message('liquidations', { clusters: NEAR.clusters });
		expect(evaluateSignal(clusterProximity, memory, input(streamed)).fired).toHaveLength(1);
	});

	it('puts what fired first', () => {
		const node = new Watching(clusterProximity);
		node.sees(NEAR);
		const both = clusters(67000, [66330, 4.8 * B, 0], [66200, 3 * B, 0], [67700, 0, 2 * B]);
		const { results } = node.sees({ ...both, current_price: 67000 }, { minutes: 1 });
		expect(results.map(({ fired }) => fired)).toEqual([false]);
		const nearer = clusters(66800, [66330, 4.8 * B, 0], [66200, 3 * B, 0]);
		expect(
			node.sees(nearer, { minutes: 1 }).results.map(({ subject, fired }) => [subject, fired]),
		).toEqual([
			['long 66200', true],
			['long 66330', false],
		]);
	});

	it('says which settings could not be used, and what was handed over in vain', () => {
		const [result] = evaluateSignal(clusterProximity, undefined, input([NEAR, 'x']), {
			enterDistance: 'near',
		}).results;
		expect(result?.reasons.slice(-2)).toEqual([
			'Distance: "near" cannot be used, 1 applies',
			'something was handed over that is not recognised as liquidation clusters',
		]);
	});

	it('keeps a text on one line, whatever the API calls an exchange', () => {
		const named = { ...NEAR, exchange: 'a\nb\tc' };
		expect(evaluateSignal(clusterProximity, undefined, input(named)).results[0]?.text).toBe(
			`BTC 67,000 is 1.0% above a $4.8B long-liquidation cluster at 66,330 on a b c`,
		);
	});

	it('works with a time that is none', () => {
		const [result] = evaluateSignal(clusterProximity, undefined, input(NEAR, NaN)).results;
		expect(result).toMatchObject({ time: 0, timestamp: '1970-01-01T00:00:00.000Z', fired: true });
	});
});

describe('a memory', () => {
	it.each([
		undefined,
		null,
		'x',
		5,
		[],
		{},
		{ version: 0, entries: [], prices: [] },
		{ version: 1 },
	])('that is damaged or of another version is a fresh one: %j', (kept) => {
		expect(evaluateSignal(clusterProximity, kept, input(NEAR)).fired).toHaveLength(1);
	});

	it('of which a part is damaged loses that part', () => {
		const { memory } = evaluateSignal(clusterProximity, undefined, input(NEAR));
		const damaged = JSON.parse(JSON.stringify(memory).replace('"near"', '7'));
		expect(evaluateSignal(clusterProximity, damaged, input(NEAR)).fired).toHaveLength(1);
		expect(evaluateSignal(clusterProximity, memory, input(NEAR)).fired).toEqual([]);
	});

	it.each(['x', 5, null, []])('of which one entry is %j loses that entry', (entry) => {
		const damaged = { version: 1, entries: [['cluster-proximity BTC', entry]], prices: [] };
		expect(evaluateSignal(clusterProximity, damaged, input(NEAR)).fired).toHaveLength(1);
	});

	it('holds no more than a hundred assets, the latest ones', () => {
		let memory: unknown;
		for (let index = 0; index < 300; index += 1) {
			const asset = `A${index}`;
			const one = input({ ...NEAR, asset }, AT + index * MINUTE, asset);
			memory = evaluateSignal(clusterProximity, memory, one).memory;
		}
		const { entries, prices } = memory as { entries: unknown[]; prices: unknown[] };
		expect([entries.length, prices.length]).toEqual([100, 100]);
		const last = input({ ...NEAR, asset: 'A299' }, AT, 'A299');
		expect(evaluateSignal(clusterProximity, memory, last).fired).toEqual([]);
	});
});
