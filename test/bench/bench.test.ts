import { lateness } from './budget/day';
import { ratios, Samples, times } from './statistics';
import { age, Chunk, KEYS, message } from './stream/frames';

const MINUTE = 60_000;

describe('what the benchmarks reckon with', () => {
	it('is the median of the runs, and half of the distance between their quartiles', () => {
		const samples = new Samples([100, 130, 90, 110, 120]);
		expect(samples.median).toBe(110);
		expect(samples.quantile(0.99)).toBe(130);
		expect(String(samples)).toBe('110 ±9%');
		expect(times(2.345)).toBe('2.35×');
		expect(String(new Samples([1, 2, 3]))).toBe('2 ±50%');
		// A machine that is half as fast in the second round is so for both.
		expect(ratios([100, 50, 90], [100, 50, 100]).asRatio()).toBe('1.00× ±5%');
	});

	it('is how late somebody notices: half a gap on average, weighted by its length', () => {
		const looks = new Map([['BTC', [0, 10 * MINUTE, 40 * MINUTE]]]);
		const { mean, worst } = lateness({ calls: 3, refused: 0, looks }, 0, 60 * MINUTE);
		// Gaps of 10, 30 and 20 minutes: (100 + 900 + 400) / 2 / 60.
		expect(mean).toBeCloseTo(11.667, 3);
		expect(worst).toBe(30);
	});

	it("is the guide's message in frames that any socket reads, no two of them the same", () => {
		const chunk = new Chunk(50, 20);
		chunk.date();
		const texts: string[] = [];
		for (let at = 0; at < chunk.buffer.length; ) {
			const [opcode, marked] = [chunk.buffer[at], chunk.buffer[at + 1]];
			expect([opcode, marked]).toEqual([0x81, 126]);
			const length = chunk.buffer.readUInt16BE(at + 2);
			texts.push(chunk.buffer.toString('utf8', at + 4, at + 4 + length));
			at += 4 + length;
		}
		expect(new Set(texts).size).toBe(50);
		const messages = texts.map((text) => JSON.parse(text));
		expect(messages.map(({ asset }) => asset)).toEqual([...KEYS, ...KEYS]);
		for (const { data } of messages) {
			expect(data.clusters).toHaveLength(20);
			expect(Date.now() - Date.parse(data.timestamp)).toBeLessThan(MINUTE);
			expect(age(data.clusters[0].price)).toBeLessThan(MINUTE);
		}
		expect(Object.keys(JSON.parse(message('BTC', 1)).data)).toEqual(['timestamp', 'clusters']);
	});
});
