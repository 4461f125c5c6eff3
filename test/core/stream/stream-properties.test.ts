import fc from 'fast-check';
import { settled } from '../support/manual-clock';
import { message } from './support/frames';
import { BTC, ELITE, fails, PRO, Streaming, subscriptions } from './support/streaming';

const wanted = subscriptions(30);

/** A server speaks only when the socket is open. */
function say({ sockets }: Streaming, frame: unknown): void {
	const newest = sockets.all.at(-1);
	if (newest?.wasOpened) newest.say(frame);
}

/** What a server, a user and the time may do, in any order. */
const acts: Record<string, (rig: Streaming) => unknown> = {
	start: ({ stream }) => stream.start(),
	stop: ({ stream }) => stream.stop(),
	subscribe: ({ stream }) => wanted.forEach((one) => stream.subscriptions.add(one)),
	unsubscribe: ({ stream }) => wanted.forEach((one) => stream.subscriptions.remove(one)),
	open: ({ sockets }) => sockets.all.at(-1)?.open(),
	accept: (rig) => say(rig, { type: 'auth', status: 'ok' }),
	data: (rig) => say(rig, message({ timestamp: rig.clock.now() })),
	list: (rig) => say(rig, [message(), message({ asset: 'ETH' })]),
	garbage: (rig) => say(rig, 'garbage'),
	ping: (rig) => say(rig, 'ping'),
	oops: (rig) => say(rig, { error: 'oops' }),
	tooEarly: (rig) => say(rig, { error: 'not_authenticated', code: 401 }),
	noKey: (rig) => say(rig, { error: 'invalid_api_key', code: 401 }),
	close: ({ sockets }) => sockets.all.at(-1)?.close(),
	restart: ({ sockets }) => sockets.all.at(-1)?.close(1012),
	refuse: ({ sockets }) => sockets.all.at(-1)?.close(4401),
	oldSpeaks: ({ sockets }) => sockets.all.slice(0, -1).forEach((one) => one.say(message())),
	oldCloses: ({ sockets }) => sockets.all.slice(0, -1).forEach((one) => one.close(4403)),
	noSocket: ({ sockets }) => (sockets.failure = new Error('no socket')),
	socket: ({ sockets }) => (sockets.failure = undefined),
	restIsWell: (rig) => (rig.rest = () => Promise.resolve(ELITE)),
	restSaysPro: (rig) => (rig.rest = () => Promise.resolve(PRO)),
	restIsDown: (rig) => (rig.rest = fails('connection_failed')),
	restRefuses: (rig) => (rig.rest = fails('invalid_api_key')),
	restHangs: (rig) => (rig.rest = () => new Promise(() => undefined)),
	moment: ({ clock }) => clock.pass(300),
	seconds: ({ clock }) => clock.pass(5000),
	minutes: ({ clock }) => clock.pass(150_000),
	clockIsSetBack: ({ clock }) => clock.set(clock.now() - 3_600_000),
};
const script = fc.array(fc.constantFrom(...Object.keys(acts)), { size: 'max', maxLength: 60 });

function check(rig: Streaming): void {
	const { state } = rig.stream;
	const alive = rig.sockets.alive;
	expect(alive.length).toBeLessThanOrEqual(1);
	if (state === 'authenticating' || state === 'live') expect(alive).toEqual([rig.sockets.newest]);
	else if (state !== 'connecting') expect(alive).toEqual([]);
	if (state === 'idle' || state === 'refused') expect(rig.clock.asleep).toEqual([]);
	// Whatever waits is waited for: no state but these two lasts without a timer, and REST's is its own.
	else if (state !== 'checking') expect(rig.clock.asleep).not.toEqual([]);
	for (const { sent } of rig.sockets.all) {
		const keys = sent.filter(({ action }) => action === 'auth');
		expect(keys.length).toBeLessThanOrEqual(1);
		if (sent.length > 0) expect(sent[0]).toBe(keys[0]);
	}
}

/** Every wait before an attempt that was told. */
const waits = ({ events }: Streaming) =>
	events.flatMap((event) => ('retryInMs' in event ? [event.retryInMs] : []));

it('keeps one socket at most, and always knows how to go on, whatever happens', async () => {
	await fc.assert(
		fc.asyncProperty(script, async (names) => {
			const rig = new Streaming();
			rig.stream.subscriptions.add(BTC);
			for (const name of names) {
				await acts[name]!(rig);
				await settled();
				check(rig);
			}
			for (const wait of waits(rig)) expect(wait).toBeLessThanOrEqual(30_000);
			rig.stream.stop();
			check(rig);
			const told = rig.told.length;
			for (const socket of rig.sockets.all) {
				socket.open();
				socket.say(message());
				socket.close();
			}
			await rig.clock.pass(3_600_000);
			expect(rig.stream.state).toBe('idle');
			expect(rig.told).toHaveLength(told);
		}),
		{ numRuns: 300 },
	);
});

it('is live again, with everything subscribed to once, when the server is well again', async () => {
	await fc.assert(
		fc.asyncProperty(script, async (names) => {
			const rig = new Streaming();
			for (const name of names) {
				await acts[name]!(rig);
				await settled();
			}
			for (const name of ['socket', 'restIsWell', 'subscribe']) acts[name]!(rig);
			// REST that never answers has a timeout of its own.
			if (rig.stream.state === 'checking') rig.stream.stop();
			rig.stream.start();
			for (let second = 0; rig.stream.state !== 'live' && second < 120; second += 1) {
				await rig.clock.pass(500);
				if (rig.stream.state === 'connecting' && rig.sockets.alive.length > 0) rig.socket.open();
				rig.sockets.alive[0]?.say({ type: 'heartbeat' });
			}
			await rig.clock.pass(1000);
			expect(rig.stream.state).toBe('live');
			const { sent } = rig.socket;
			const there = new Map<string, number>();
			for (const { action, asset } of sent) {
				const by = action === 'subscribe' ? 1 : action === 'unsubscribe' ? -1 : 0;
				if (by !== 0) there.set(asset, (there.get(asset) ?? 0) + by);
			}
			for (const { asset } of wanted) expect([asset, there.get(asset)]).toEqual([asset, 1]);
			rig.stream.stop();
			expect(rig.clock.asleep).toEqual([]);
		}),
		{ numRuns: 200 },
	);
});
