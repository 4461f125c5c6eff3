import fc from 'fast-check';
import { judge, judgeUnnamed, type Last } from '../../../core/stream/order';
import { frame, NOON } from './support/frames';

const fresh = (): Last => ({ key: 'k', time: null, receivedAt: 0, recent: [] });
const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** What becomes of messages, each `[time it is from, when it came, price that makes it different]`. */
function fates(...messages: [number | null, number, number?][]): string[] {
	const last = fresh();
	return messages.map(([timestamp, receivedAt, price = 1]) =>
		judge(last, frame({ timestamp, price }, receivedAt)),
	);
}

describe('the order of the messages of one key', () => {
	it('lets newer ones through', () => {
		expect(fates([NOON, NOON], [NOON + 1, NOON], [NOON + 2, NOON])).toEqual(['new', 'new', 'new']);
	});

	it('drops older ones', () => {
		expect(fates([NOON, NOON], [NOON - 1, NOON], [NOON - MINUTE, NOON])).toEqual([
			'new',
			'older',
			'older',
		]);
	});

	it('drops repetitions, the immediate and the later', () => {
		expect(
			fates([NOON, NOON, 1], [NOON, NOON, 1], [NOON, NOON, 2], [NOON, NOON, 1], [NOON, NOON, 2]),
		).toEqual(['new', 'repeated', 'new', 'repeated', 'repeated']);
	});

	it('lets different messages of one moment through', () => {
		expect(fates([NOON, NOON, 1], [NOON, NOON, 2], [NOON, NOON, 3])).toEqual(['new', 'new', 'new']);
	});

	it('drops nothing but immediate repetitions when messages do not say when they are from', () => {
		expect(
			fates([null, NOON, 1], [null, NOON, 1], [null, NOON, 2], [null, NOON, 1], [NOON, NOON, 1]),
		).toEqual(['new', 'repeated', 'new', 'new', 'new']);
	});

	it('is not lost by a message without a time', () => {
		expect(fates([NOON, NOON], [null, NOON], [NOON + 1, NOON], [NOON, NOON, 2])).toEqual([
			'new',
			'new',
			'new',
			'older',
		]);
	});

	it('is found again a minute after a clock was set back', () => {
		const back = NOON - 3600 * SECOND;
		expect(
			fates(
				[NOON, NOON],
				[back, NOON + SECOND],
				[back + 59 * SECOND, NOON + 59_999],
				[back + MINUTE, NOON + MINUTE],
				[back + MINUTE + 1, NOON + MINUTE + 1],
			),
		).toEqual(['new', 'older', 'older', 'new', 'new']);
	});

	it('is not judged by a time in the far future', () => {
		expect(fates([NOON, NOON], [NOON + 24 * 60 * MINUTE, NOON + 1], [NOON + 2, NOON + 2])).toEqual([
			'new',
			'new',
			'new',
		]);
	});

	it('is found again when a single time was wrong by some minutes', () => {
		expect(
			fates(
				[NOON, NOON],
				[NOON + 4 * MINUTE, NOON + SECOND],
				[NOON + 2 * SECOND, NOON + 2 * SECOND],
				[NOON + 61 * SECOND, NOON + 61 * SECOND],
			),
		).toEqual(['new', 'new', 'older', 'new']);
	});

	it('is not lost when our own clock is set back', () => {
		const ours = NOON - 3600 * SECOND;
		expect(fates([NOON, NOON], [NOON + 1, ours], [NOON + 2, ours + 1])).toEqual([
			'new',
			'new',
			'new',
		]);
	});

	it('never lets the same message through twice in a row, nor holds up a key for a minute', () => {
		const sent = fc.record({
			timestamp: fc.oneof(
				fc.constant(null),
				fc.integer({ min: NOON - 2 * 3600 * SECOND, max: NOON + 2 * 3600 * SECOND }),
			),
			price: fc.integer({ min: 1, max: 3 }),
			after: fc.integer({ min: 0, max: 90 * SECOND }),
		});
		fc.assert(
			fc.property(fc.array(sent, { size: 'medium' }), (messages) => {
				const last = fresh();
				let now = NOON;
				let newest: string | undefined;
				let newestAt = -Infinity;
				for (const { timestamp, price, after } of messages) {
					now += after;
					const one = frame({ timestamp, price }, now);
					const fate = judge(last, one);
					if (one.text === newest) expect(fate).toBe('repeated');
					else if (now - newestAt >= MINUTE) expect(fate).not.toBe('older');
					if (fate !== 'new') continue;
					newest = one.text;
					newestAt = now;
				}
			}),
		);
	});

	it.each([judge, judgeUnnamed])('remembers little', (judging) => {
		const last = fresh();
		for (let price = 1; price < 1000; price += 1) judging(last, frame({ price }));
		expect(last.recent.length).toBeLessThan(20);
	});
});
