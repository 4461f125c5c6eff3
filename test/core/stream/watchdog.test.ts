import fc from 'fast-check';
import { silenceLimit } from '../../../core/stream/watchdog';
import { message } from './support/frames';
import { BTC, Streaming } from './support/streaming';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let rig: Streaming;
beforeEach(() => {
	rig = new Streaming();
});
afterEach(() => {
	rig.stream.stop();
	expect(rig.clock.asleep).toEqual([]);
	expect(rig.sockets.alive).toEqual([]);
});

const pings = () => rig.socket.sent.filter(({ action }) => action === 'ping').length;

/** Something of the server every `everyMs`, for as long. */
async function hears(say: () => void, everyMs: number, forMs: number): Promise<void> {
	for (let passed = 0; passed < forMs; passed += everyMs) {
		await rig.clock.pass(everyMs);
		say();
	}
}

describe('a connection that lives', () => {
	it.each<[string, () => void]>([
		['heartbeats', () => rig.socket.say({ type: 'heartbeat' })],
		['pings as frames', () => rig.socket.say({ type: 'ping' })],
		['pings of the protocol', () => rig.socket.showLife()],
		['data', () => rig.socket.say(message({ timestamp: rig.clock.now() }))],
		['garbage', () => rig.socket.say('?')],
		['binary frames', () => rig.socket.sayBinary(3)],
		['frames that are too large', () => rig.socket.say('x'.repeat(2 ** 20 + 1))],
	])('is kept for an hour of nothing but %s', async (_, say) => {
		await rig.live(BTC);
		await hears(say, 30 * SECOND, 60 * MINUTE);
		expect(rig.sockets.all).toHaveLength(1);
		expect(rig.stream.state).toBe('live');
		expect(pings()).toBe(0);
	});

	it('is asked when it is silent, and kept when it answers, even with an error', async () => {
		await rig.live(BTC);
		const before = rig.told.length;
		for (let minute = 0; minute < 60; minute += 1) {
			await rig.clock.pass(61 * SECOND);
			if (pings() > minute) {
				rig.socket.say({ error: 'invalid_parameter', message: 'Invalid action', code: 400 });
			}
		}
		expect(pings()).toBeGreaterThan(30);
		expect(rig.sockets.all).toHaveLength(1);
		// What we have asked for ourselves is not worth telling.
		expect(rig.told).toHaveLength(before);
	});

	it('is asked by a ping of the protocol where the runtime can', async () => {
		rig.sockets.canPing = true;
		await rig.live(BTC);
		await rig.clock.pass(60 * SECOND);
		expect([rig.socket.pings, pings()]).toEqual([1, 0]);
		rig.socket.showLife();
		await rig.clock.pass(70 * SECOND);
		expect(rig.sockets.all).toHaveLength(1);
		expect(rig.socket.pings).toBe(2);
	});

	it.each([1000, 1003, 1008, 4000, 4401])(
		'may not know pings, and end over one: it is no refusal, and it is not asked again (%i)',
		async (code) => {
			await rig.live(BTC);
			await rig.clock.pass(60 * SECOND);
			expect(pings()).toBe(1);
			const { probes } = rig;
			rig.socket.close(code);
			await rig.clock.pass(0);
			expect(rig.stream.state).toBe('waiting');
			expect(rig.probes).toBe(probes);
			await rig.reconnected();
			await rig.clock.pass(60 * SECOND);
			expect(pings()).toBe(0);
			await rig.clock.pass(10 * SECOND);
			expect(rig.last('disconnected').reason).toBe('silent for 70 s');
		},
	);

	it('that breaks over a ping may be asked again', async () => {
		await rig.live(BTC);
		await rig.clock.pass(60 * SECOND);
		rig.socket.close(1006);
		await rig.reconnected();
		await rig.clock.pass(60 * SECOND);
		expect(pings()).toBe(1);
	});

	it('answers pings that come as frames', async () => {
		await rig.live(BTC);
		rig.socket.say({ type: 'ping' });
		rig.socket.say('ping');
		rig.socket.say({ type: 'pong' });
		rig.socket.say({ type: 'heartbeat' });
		expect(rig.socket.sent.filter(({ action }) => action === 'pong')).toHaveLength(2);
	});
});

describe('a connection that is dead without having been closed', () => {
	it('is replaced after the idle limit and ten seconds for an answer', async () => {
		await rig.live(BTC);
		await hears(() => rig.socket.say(message()), 15 * SECOND, 30 * SECOND);
		const dead = rig.socket;
		await rig.clock.pass(69_999);
		expect(dead.isDestroyed).toBe(false);
		await rig.clock.pass(1);
		expect(dead.isDestroyed).toBe(true);
		expect(rig.last('disconnected')).toMatchObject({ code: 1006, reason: 'silent for 70 s' });
		const lastHeard = rig.clock.now() - 70 * SECOND;
		await rig.reconnected();
		expect(rig.last('connected').gap?.from).toBe(lastHeard);
	});

	it('is found by the limit that is set', async () => {
		rig.settings = { ...rig.settings, idleLimitMs: 5000 };
		await rig.live(BTC);
		await rig.clock.pass(14_999);
		expect(rig.sockets.alive).toHaveLength(1);
		await rig.clock.pass(1);
		expect(rig.sockets.alive).toHaveLength(0);
	});

	it('is found in time after a long silence that was none of its fault', async () => {
		await rig.live(BTC);
		// A quiet night: nothing on several connections.
		for (let connection = 0; connection < 6; connection += 1) {
			await rig.clock.pass(silenceLimit(connection, MINUTE) + 10 * SECOND);
			await rig.reconnected();
		}
		await rig.clock.pass(11 * SECOND);
		await hears(() => rig.socket.say(message()), SECOND, 10 * SECOND);
		const dead = rig.socket;
		await rig.clock.pass(70 * SECOND);
		expect(dead.isDestroyed).toBe(true);
	});

	it.each([
		['back by an hour', -60 * MINUTE],
		['on by an hour', 60 * MINUTE],
	])('is found in time although the clock was set %s', async (_, by) => {
		await rig.live(BTC);
		await hears(() => rig.socket.say(message()), 15 * SECOND, 30 * SECOND);
		const dead = rig.socket;
		rig.clock.set(rig.clock.now() + by);
		await rig.clock.pass(2 * 60 * SECOND + 10 * SECOND);
		expect(dead.isDestroyed).toBe(true);
	});

	it('is not kept by a setting of the clock while it lives', async () => {
		await rig.live(BTC);
		rig.clock.set(rig.clock.now() - 60 * MINUTE);
		await hears(() => rig.socket.say(message()), 15 * SECOND, 30 * MINUTE);
		expect(rig.sockets.all).toHaveLength(1);
	});
});

describe('a server that never says a word', () => {
	it('is left alone twice as long each time, up to half an hour', async () => {
		await rig.live(BTC);
		const lasted = [];
		for (let connection = 0; connection < 8; connection += 1) {
			const since = rig.clock.now();
			while (!rig.socket.isDestroyed) await rig.clock.pass(10 * SECOND);
			lasted.push((rig.clock.now() - since - 10 * SECOND) / MINUTE);
			await rig.reconnected();
		}
		expect(lasted).toEqual([1, 2, 4, 8, 16, 30, 30, 30]);
	});

	it('is left alone as short as is set when it speaks again', async () => {
		await rig.live(BTC);
		await rig.clock.pass(70 * SECOND);
		await rig.reconnected();
		await hears(() => rig.socket.say(message()), 15 * SECOND, 30 * SECOND);
		await rig.clock.pass(70 * SECOND);
		expect(rig.stream.state).toBe('waiting');
		await rig.reconnected();
		await rig.clock.pass(70 * SECOND);
		expect(rig.stream.state).toBe('waiting');
	});

	it('is left alone longer also after a connection that spoke', async () => {
		await rig.live(BTC);
		await hears(() => rig.socket.say(message()), 15 * SECOND, 30 * SECOND);
		for (const limit of [60, 60, 120, 240]) {
			await rig.clock.pass((limit + 9) * SECOND);
			expect(rig.stream.state).toBe('live');
			await rig.clock.pass(SECOND);
			expect(rig.stream.state).toBe('waiting');
			await rig.reconnected();
		}
	});

	it('may be a server that greets, which is no sign of later life', async () => {
		await rig.live(BTC);
		await rig.clock.pass(2000);
		rig.socket.say(message());
		await rig.clock.pass(70 * SECOND);
		await rig.reconnected();
		await rig.clock.pass(100 * SECOND);
		expect(rig.stream.state).toBe('live');
	});
});

it('never waits less than the limit, nor more than half an hour beyond it', () => {
	fc.assert(
		fc.property(fc.nat(), fc.integer({ min: 1, max: 3_600_000 }), (silent, limit) => {
			const waits = silenceLimit(silent, limit);
			expect(waits).toBeGreaterThanOrEqual(limit);
			expect(waits).toBeLessThanOrEqual(Math.max(limit, 30 * MINUTE));
		}),
	);
});
