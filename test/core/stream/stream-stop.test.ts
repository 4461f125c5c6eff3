import { settled } from '../support/manual-clock';
import { message } from './support/frames';
import { BTC, ELITE, Streaming } from './support/streaming';

let rig: Streaming;
beforeEach(() => {
	rig = new Streaming();
});

type Arrival = [state: string, arrive: () => Promise<unknown>];

const arrivals: Arrival[] = [
	['idle', () => Promise.resolve()],
	['connecting', () => rig.connecting()],
	[
		'connecting',
		() => {
			rig.prepare = () => new Promise(() => undefined);
			return rig.connecting();
		},
	],
	['authenticating', () => rig.authenticating()],
	['live', () => rig.live(BTC)],
	[
		'waiting',
		async () => {
			await rig.live(BTC);
			rig.socket.close();
		},
	],
	[
		'checking',
		async () => {
			rig.rest = (signal) =>
				new Promise((resolve) => {
					signal.addEventListener('abort', () => resolve(ELITE));
				});
			await rig.live(BTC);
			rig.socket.close(4401);
		},
	],
	[
		'refused',
		async () => {
			await rig.live(BTC);
			rig.socket.close(4403);
			await settled();
		},
	],
];

describe('a stream that is stopped', () => {
	it.each(arrivals)('while it is %s leaves nothing behind', async (state, arrive) => {
		await arrive();
		expect(rig.stream.state).toBe(state);
		const { newest } = rig.sockets.all.length > 0 ? rig.sockets : { newest: undefined };
		rig.stream.stop();
		expect(rig.stream.state).toBe('idle');
		expect(rig.sockets.alive).toEqual([]);
		expect(rig.clock.asleep).toEqual([]);

		const told = rig.told.length;
		const opened = rig.sockets.all.length;
		newest?.open();
		newest?.say(message());
		newest?.close(4401);
		await rig.clock.pass(24 * 3_600_000);
		expect(rig.stream.state).toBe('idle');
		expect(rig.told).toHaveLength(told);
		expect(rig.sockets.all).toHaveLength(opened);
		expect(rig.frames).toEqual([]);
	});

	it.each(arrivals)('while it is %s can be started again', async (_, arrive) => {
		await arrive();
		rig.stream.stop();
		rig.prepare = () => Promise.resolve(true);
		rig.rest = () => Promise.resolve(ELITE);
		await rig.live();
		expect(rig.stream.state).toBe('live');
		expect(rig.sockets.alive).toHaveLength(1);
		rig.stream.stop();
	});

	it('and started again knows nothing of the failures and the gap before', async () => {
		await rig.live(BTC);
		for (let attempt = 0; attempt < 4; attempt += 1) {
			rig.socket.close();
			await rig.next();
		}
		rig.stream.stop();
		await rig.live();
		expect(rig.last('connected').gap).toBeUndefined();
		rig.socket.close();
		expect(rig.retryInMs).toBe(500);
		rig.stream.stop();
	});

	it('asks nobody any more about its key', async () => {
		let signal: AbortSignal | undefined;
		rig.rest = (given) => {
			signal = given;
			return new Promise(() => undefined);
		};
		await rig.live(BTC);
		rig.socket.close(4401);
		expect(signal?.aborted).toBe(false);
		rig.stream.stop();
		expect(signal?.aborted).toBe(true);
	});

	it.each(['connecting', 'connected', 'disconnected', 'retrying', 'refused'])(
		'by whoever hears that it is %s stays stopped',
		async (last) => {
			rig.onEvent = ({ type }) => {
				if (type === last) rig.stream.stop();
			};
			await rig.connecting();
			if (last !== 'connecting') {
				rig.socket.open();
				rig.socket.say({ type: 'auth', status: 'ok' });
			}
			if (last === 'disconnected' || last === 'retrying') rig.socket.close();
			if (last === 'refused') rig.socket.close(4403);
			await settled();
			if (last === 'retrying') {
				await rig.next();
				rig.socket.close();
			}
			await rig.clock.pass(3_600_000);
			expect(rig.told.at(-1)).toBe(last);
			expect(rig.stream.state).toBe('idle');
			expect(rig.sockets.alive).toEqual([]);
			expect(rig.clock.asleep).toEqual([]);
		},
	);

	it('and started at once does not take up the old attempt', async () => {
		const answers: ((isWanted: boolean) => void)[] = [];
		rig.prepare = () => new Promise((resolve) => answers.push(resolve));
		await rig.connecting();
		rig.stream.stop();
		rig.stream.start();
		for (const answer of answers) answer(true);
		await settled();
		expect(rig.sockets.all).toHaveLength(1);
		rig.stream.stop();
		expect(rig.clock.asleep).toEqual([]);
	});
});
