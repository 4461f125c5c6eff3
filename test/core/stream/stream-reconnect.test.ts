import { message } from './support/frames';
import { BTC, Streaming } from './support/streaming';

let rig: Streaming;
beforeEach(() => {
	rig = new Streaming();
});
afterEach(() => {
	rig.stream.stop();
	expect(rig.clock.asleep).toEqual([]);
	expect(rig.sockets.alive).toEqual([]);
});

/** Live, with data, for as long, and then closed. */
async function wasGood(ms: number, code?: number): Promise<void> {
	rig.socket.say(message());
	await rig.clock.pass(ms);
	rig.socket.close(code);
	await rig.clock.pass(0);
}

describe('a stream that is disconnected', () => {
	it('waits from half a second to half a minute, twice as long each time, for ever', async () => {
		await rig.live(BTC);
		const waits = [];
		for (let attempt = 0; attempt < 12; attempt += 1) {
			rig.socket.close();
			await rig.clock.pass(0);
			waits.push(rig.retryInMs);
			await rig.next();
		}
		expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, ...Array(6).fill(30_000)]);
	});

	it('draws the wait by chance, from none to the whole', async () => {
		await rig.live(BTC);
		rig.chance = 0.25;
		rig.socket.close();
		expect(rig.retryInMs).toBe(125);
	});

	it('tells first that it is disconnected, and then that it tries again', async () => {
		await rig.live(BTC);
		for (let attempt = 0; attempt < 3; attempt += 1) {
			rig.socket.close(1011, { reason: 'overload' });
			await rig.next();
		}
		expect(rig.told.filter((type) => type !== 'connecting')).toEqual([
			'connected',
			'disconnected',
			'retrying',
			'retrying',
		]);
		expect(rig.last('disconnected')).toMatchObject({ code: 1011, reason: 'overload' });
	});

	it.each([
		[1000, 'close code 1000'],
		[1006, 'no connection'],
	])('says what a close without a reason was (%i)', async (code, reason) => {
		await rig.live(BTC);
		rig.socket.close(code);
		expect(rig.last('disconnected')).toMatchObject({ code, reason });
	});

	it('says from when to when data is missing', async () => {
		await rig.live(BTC);
		await rig.clock.pass(7000);
		rig.socket.say(message());
		const from = rig.clock.now();
		await rig.clock.pass(3000);
		rig.socket.close();
		await rig.reconnected();
		expect(rig.last('connected').gap).toEqual({ from, to: rig.clock.now() });
		expect(rig.stream.record).toMatchObject({ reconnects: 1, gapMs: rig.clock.now() - from });
	});

	it('says nothing odd of a gap in which the clock was set back', async () => {
		await rig.live(BTC);
		rig.socket.close();
		rig.clock.set(rig.clock.now() - 3_600_000);
		await rig.reconnected();
		const now = rig.clock.now();
		expect(rig.last('connected').gap).toEqual({ from: now, to: now });
		expect(rig.stream.record.gapMs).toBe(0);
	});

	it('starts anew with the waits only after ten seconds with data', async () => {
		await rig.live(BTC);
		const waits = [];
		for (const [ms, hasData] of [
			[9999, true],
			[60_000, false],
			[9999, true],
			[10_000, true],
			[1, true],
		] as const) {
			if (hasData) rig.socket.say(message());
			if (!hasData) rig.socket.say({ type: 'heartbeat' });
			await rig.clock.pass(ms);
			rig.socket.close();
			await rig.clock.pass(0);
			waits.push(rig.retryInMs);
			await rig.reconnected();
		}
		expect(waits).toEqual([500, 1000, 2000, 500, 1000]);
	});
});

describe('a server that restarts', () => {
	it.each([1001, 1012])(
		'is tried again within half a second, the first times (%i)',
		async (code) => {
			await rig.live(BTC);
			const waits = [];
			for (let restart = 0; restart < 8; restart += 1) {
				rig.socket.close(code);
				await rig.clock.pass(0);
				waits.push(rig.retryInMs);
				await rig.reconnected();
			}
			expect(waits.slice(0, 5)).toEqual(Array(5).fill(500));
			expect(waits.slice(5)).toEqual([16_000, 30_000, 30_000]);
		},
	);

	it('is not believed when it never was there', async () => {
		await rig.connecting();
		rig.socket.close(1012);
		await rig.next();
		rig.socket.close(1012);
		await rig.clock.pass(0);
		expect(rig.retryInMs).toBe(1000);
	});

	it('may restart as often as it likes in the course of days', async () => {
		await rig.live(BTC);
		for (let restart = 0; restart < 20; restart += 1) {
			await wasGood(15_000, 1012);
			expect(rig.retryInMs).toBe(500);
			await rig.reconnected();
		}
		expect(rig.stream.record.reconnects).toBe(20);
	});
});
