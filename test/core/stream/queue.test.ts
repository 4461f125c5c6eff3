import fc from 'fast-check';
import { BoundedQueue } from '../../../core/stream/queue';

describe('a bounded queue', () => {
	it('behaves like a list that loses its oldest', () => {
		const act = fc.oneof(fc.constant('push' as const), fc.integer({ min: 0, max: 40 }));
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 30 }),
				fc.array(act, { size: 'max', maxLength: 3000 }),
				(bound, acts) => {
					const queue = new BoundedQueue<number>(bound);
					const model: number[] = [];
					let next = 0;
					for (const one of acts) {
						if (one === 'push') {
							const wasFull = model.length === bound;
							model.push(next);
							if (wasFull) model.shift();
							if (queue.push(next) !== wasFull) throw new Error('It does not say what was dropped');
							next += 1;
						} else if (String(queue.take(one)) !== String(model.splice(0, one))) {
							throw new Error('It gives others');
						}
						if (queue.length !== model.length) throw new Error('It has another length');
					}
				},
			),
			{ numRuns: 50 },
		);
	});

	it('keeps as few as it may, whatever the burst', () => {
		const queue = new BoundedQueue<number>(100);
		for (let one = 0; one < 100_000; one += 1) queue.push(one);
		expect(queue.length).toBe(100);
		expect(JSON.stringify(queue).length).toBeLessThan(50_000);
		expect(queue.take(Infinity)).toEqual(Array.from({ length: 100 }, (_, index) => 99_900 + index));
		expect(queue.length).toBe(0);
	});
});
