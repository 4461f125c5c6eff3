import { frameOf, type Frame } from '../../../core/stream/frame';
import { readHead } from '../../../core/stream/head';
import { message, NOON } from './support/frames';

const text = JSON.stringify(message());

describe.each([
	['read from its beginning', (): Frame => readHead(text, NOON)!],
	['looked at as a whole', (): Frame => frameOf(JSON.parse(text), text, NOON)!],
])('a message %s', (_, read) => {
	it('is the same object for everybody who looks at it', () => {
		const frame = read();
		expect(frame.value).toEqual(JSON.parse(text));
		expect(frame.value).toBe(frame.value);
	});

	it('can be had for oneself, whoever has looked at it or had it before', () => {
		const frame = read();
		expect(frame.isWhole).toBe(true);
		const all = [frame.take(), frame.take(), frame.value, frame.take()];
		for (const one of all) expect(one).toEqual(JSON.parse(text));
		expect(new Set(all).size).toBe(4);
	});

	it('does not change for others with what one of them does to it', () => {
		const frame = read();
		const seen = frame.value;
		frame.take()!['channel'] = 'changed';
		expect(frame.value).toBe(seen);
		expect(frame.value).toEqual(JSON.parse(text));
	});
});

it('a message that is broken further in is not whole, and nobody gets a part of it', () => {
	const broken = readHead(`${text.slice(0, -10)}}`, NOON)!;
	expect(broken.isWhole).toBe(false);
	expect(broken.value).toBeUndefined();
	expect(broken.take()).toBeUndefined();
});

it('tells the time of each message, also when many are of the same moment', () => {
	const times = ['2026-02-01T12:00:00Z', '2026-02-01T12:00:00Z', '2026-02-01T12:00:01Z', null];
	const stamped = times.map((timestamp) => {
		const value = message({ data: { timestamp } });
		return frameOf(value, JSON.stringify(value), NOON)!.time;
	});
	expect(stamped).toEqual([NOON, NOON, NOON + 1000, null]);
});
