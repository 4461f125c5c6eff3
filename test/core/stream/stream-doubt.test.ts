import { settled } from '../support/manual-clock';
import { message } from './support/frames';
import { BTC, fails, PRO, Streaming } from './support/streaming';

const MINUTES = 60_000;

let rig: Streaming;
beforeEach(() => {
	rig = new Streaming();
});
afterEach(() => {
	rig.stream.stop();
	expect(rig.clock.asleep).toEqual([]);
	expect(rig.sockets.alive).toEqual([]);
});

/** Live, having had data. */
async function working(): Promise<void> {
	await rig.live(BTC);
	rig.socket.say(message());
}

describe('a runtime that does not tell why', () => {
	it('has REST asked, and not more often than every five minutes', async () => {
		await rig.connecting();
		const started = rig.clock.now();
		while (rig.clock.now() - started < 30 * MINUTES) {
			rig.socket.close();
			await rig.next();
		}
		expect(rig.probes).toBeGreaterThanOrEqual(6);
		expect(rig.probes).toBeLessThanOrEqual(7);
		expect(rig.stream.state).toBe('connecting');
	});

	it('shows a dead key', async () => {
		rig.rest = fails('invalid_api_key');
		await rig.connecting();
		rig.socket.close();
		await settled();
		expect(rig.last('refused').error.code).toBe('invalid_api_key');
	});

	it('shows a plan without streaming by its daily calls', async () => {
		rig.rest = () => Promise.resolve(PRO);
		await rig.connecting();
		rig.socket.close();
		await settled();
		expect(rig.last('refused').error.code).toBe('plan_required');
	});

	it('does not stop a stream that has worked for a single failure', async () => {
		rig.rest = () => Promise.resolve(PRO);
		await working();
		rig.socket.close();
		await rig.next();
		rig.socket.close();
		await settled();
		expect(rig.probes).toBe(1);
		expect(rig.stream.state).toBe('waiting');
	});

	it.each([1000, 1005, 1006, 1011, 4000, 4999])(
		'shows a dead key that is answered with the close code %i',
		async (code) => {
			rig.rest = fails('invalid_api_key');
			await rig.authenticating();
			rig.socket.close(code);
			await settled();
			expect(rig.last('refused').error.code).toBe('invalid_api_key');
		},
	);

	it.each([1000, 1006, 4000])(
		'shows a dead key that is answered with the close code %i long after, time and again',
		async (code) => {
			rig.rest = fails('invalid_api_key');
			await rig.authenticating();
			for (let attempt = 0; attempt < 3; attempt += 1) {
				await rig.clock.pass(1500);
				expect(rig.stream.state).toBe('live');
				expect(rig.probes).toBe(0);
				rig.socket.close(code);
				await settled();
				if (attempt === 2) break;
				await rig.next();
				rig.socket.open();
			}
			expect(rig.last('refused').error.code).toBe('invalid_api_key');
		},
	);

	it('has REST asked about a connection that ends again and again, not if it brings data', async () => {
		await rig.live(BTC);
		for (let attempt = 0; attempt < 6; attempt += 1) {
			rig.socket.say(message());
			rig.socket.close();
			await rig.reconnected();
		}
		expect(rig.probes).toBe(0);
	});

	it('shows a key that has died by a silence from the beginning', async () => {
		await working();
		rig.rest = fails('invalid_api_key');
		rig.socket.close();
		await rig.reconnected();
		await rig.clock.pass(70_000);
		expect(rig.last('refused').error.code).toBe('invalid_api_key');
	});

	it('goes on when REST is down, or says that it is asked too much', async () => {
		for (const code of ['connection_failed', 'server_error', 'rate_limited'] as const) {
			rig.rest = fails(code);
			await rig.connecting();
			rig.socket.close();
			await settled();
			expect(rig.stream.state).toBe('waiting');
			rig.stream.stop();
			await rig.clock.pass(5 * MINUTES);
		}
		expect(rig.probes).toBe(3);
	});

	it('has REST asked again although the clock was set back', async () => {
		await rig.connecting();
		rig.socket.close();
		await settled();
		rig.clock.set(rig.clock.now() - 24 * 60 * MINUTES);
		await rig.next();
		rig.socket.close();
		await settled();
		expect(rig.probes).toBe(2);
	});
});

describe('a stream that is live and has never brought data', () => {
	it('is asked about once, after a minute, whatever else the server says', async () => {
		await rig.live(BTC);
		for (let second = 0; second < 600; second += 1) {
			await rig.clock.pass(1000);
			rig.socket.say({ type: 'heartbeat' });
			expect(rig.probes).toBe(second < 59 ? 0 : 1);
		}
		expect(rig.stream.state).toBe('live');
		expect(rig.sockets.all).toHaveLength(1);
	});

	it.each([
		['invalid_api_key', fails('invalid_api_key')],
		['plan_required', () => Promise.resolve(PRO)],
	])('is refused when REST shows why (%s)', async (code, rest) => {
		rig.rest = rest;
		await rig.live(BTC);
		await rig.clock.pass(59_999);
		expect(rig.stream.state).toBe('live');
		await rig.clock.pass(1);
		expect(rig.stream.state).toBe('refused');
		expect(rig.last('refused').error.code).toBe(code);
	});

	it('is not asked about when data has come', async () => {
		await rig.live(BTC);
		await rig.clock.pass(50_000);
		rig.socket.say(message());
		await rig.clock.pass(11_000);
		expect(rig.probes).toBe(0);
	});

	it('is not stopped by an answer of REST that comes after data', async () => {
		let answer: (usage: typeof PRO) => void = () => undefined;
		rig.rest = () => new Promise((resolve) => (answer = resolve));
		await rig.live(BTC);
		await rig.clock.pass(60_000);
		rig.socket.say(message());
		answer(PRO);
		await settled();
		expect(rig.stream.state).toBe('live');
	});

	it('is not stopped by an answer of REST about the connection before', async () => {
		const answers: (() => void)[] = [];
		rig.rest = () =>
			new Promise((_, reject) => answers.push(() => void fails('invalid_api_key')().catch(reject)));
		await rig.live(BTC);
		await rig.clock.pass(60_000);
		rig.socket.close();
		await rig.reconnected();
		for (const answer of answers) answer();
		await settled();
		expect(rig.stream.state).toBe('live');
	});
});
