import { message } from './support/frames';
import { BTC, Streaming } from './support/streaming';

const MINUTE = 60_000;

let rig: Streaming;
beforeEach(async () => {
	rig = new Streaming();
	await rig.live(BTC);
});
afterEach(() => {
	rig.stream.stop();
	expect(rig.clock.asleep).toEqual([]);
});

const problems = () => rig.events.flatMap((one) => (one.type === 'problem' ? [one.message] : []));

describe('what cannot be read', () => {
	it('is told once a minute, counted each time, and ends nothing', async () => {
		for (let second = 0; second < 120; second += 1) {
			rig.socket.say('garbage');
			rig.socket.say('more garbage');
			await rig.clock.pass(1000);
		}
		expect(problems()).toHaveLength(2);
		expect(rig.stream.counts.unreadable).toBe(240);
		expect(rig.stream.state).toBe('live');
		rig.socket.say(message());
		expect(rig.frames).toHaveLength(1);
	});

	it('is told by what is wrong with it', () => {
		rig.socket.say('garbage');
		rig.socket.say('{"a":1}');
		rig.socket.sayBinary(10);
		rig.socket.say(`{"a":"${'x'.repeat(rig.settings.maxFrameLength)}"}`);
		expect(problems()).toEqual(
			['not JSON', 'of no known form', 'binary', 'too large'].map(
				(why) => `a message was left out, since it is ${why}`,
			),
		);
	});

	it('is as large as is set, and no larger', () => {
		const frame = JSON.stringify(message());
		rig.settings = { ...rig.settings, maxFrameLength: frame.length };
		rig.socket.say(frame);
		rig.socket.say(`${frame} `);
		expect(rig.frames).toHaveLength(1);
		expect(rig.stream.counts.unreadable).toBe(1);
	});
});

describe('an error that is not about the key', () => {
	it('is told in the words of the API, once a minute', async () => {
		const error = { error: 'invalid_parameter', message: 'Invalid asset specified', code: 400 };
		rig.socket.say(error);
		rig.socket.say(error);
		expect(problems()).toEqual(['the API says "invalid_parameter: Invalid asset specified"']);
		await rig.clock.pass(MINUTE / 2);
		rig.socket.say({ type: 'heartbeat' });
		await rig.clock.pass(MINUTE / 2);
		rig.socket.say(error);
		expect(problems()).toHaveLength(2);
		expect(rig.stream.state).toBe('live');
	});

	it('is told without anybody’s token', () => {
		rig.socket.say({ error: 'oops', message: 'Authorization: Bearer abc.def is odd' });
		expect(problems().join()).toContain('Bearer [hidden] is odd');
	});

	it('is told of no more than ten kinds a minute, and not at length', async () => {
		for (let kind = 0; kind < 500; kind += 1) {
			rig.socket.say({ error: `error_${kind}`, message: 'x'.repeat(10_000) });
		}
		expect(problems()).toHaveLength(10);
		expect(Math.max(...problems().map(({ length }) => length))).toBeLessThan(400);
		await rig.clock.pass(MINUTE);
		for (let kind = 0; kind < 500; kind += 1) rig.socket.say({ error: `error_${kind}` });
		expect(problems()).toHaveLength(20);
	});

	it.each<[string, () => unknown]>([
		['a ping', () => rig.clock.pass(MINUTE)],
		['a pong', () => rig.socket.say({ type: 'ping' })],
		['an unsubscription', () => rig.stream.subscriptions.remove(BTC)],
	])('is not told when it answers what the guide does not document: %s', async (_, ask) => {
		await ask();
		rig.socket.say({ error: 'invalid_parameter', message: 'Invalid action specified', code: 400 });
		expect(problems()).toEqual([]);
	});

	it.each([
		['came too late to be an answer', 6000, 'Invalid action specified'],
		['is about something else', 1000, 'Slow down'],
	])('is told when it %s', async (_, afterMs, words) => {
		rig.socket.say({ type: 'ping' });
		await rig.clock.pass(afterMs);
		rig.socket.say({ error: 'oops', message: words });
		expect(problems()).toHaveLength(1);
	});

	it('is told although the clock was set back', async () => {
		rig.socket.say({ error: 'oops' });
		// What is said at once is of one moment.
		await Promise.resolve();
		rig.clock.set(rig.clock.now() - 60 * MINUTE);
		rig.socket.say({ error: 'oops' });
		expect(problems()).toHaveLength(2);
	});
});
