import { settled } from '../support/manual-clock';
import { message, NOON } from './support/frames';
import { BTC, KEY, Streaming, URL_OF_STREAM } from './support/streaming';

let rig: Streaming;
beforeEach(() => {
	rig = new Streaming();
});
afterEach(() => {
	rig.stream.stop();
	expect(rig.clock.asleep).toEqual([]);
	expect(rig.sockets.alive).toEqual([]);
});

describe('a stream that connects', () => {
	it('sends the key first, when the socket is open', async () => {
		await rig.connecting();
		expect(rig.socket.url).toBe(URL_OF_STREAM);
		expect(rig.socket.sent).toEqual([]);
		rig.socket.open();
		expect(rig.socket.sent).toEqual([{ action: 'auth', apiKey: KEY }]);
		expect(rig.stream.state).toBe('authenticating');
	});

	it('subscribes in the form of the guide, once the key is accepted', async () => {
		rig.stream.subscriptions.add(BTC);
		await rig.authenticating();
		expect(rig.socket.subscribed).toEqual([]);
		rig.socket.say({ type: 'auth', status: 'ok' });
		expect(rig.stream.state).toBe('live');
		expect(rig.socket.sent.slice(1)).toEqual([
			{ action: 'subscribe', channel: 'liquidations', asset: 'BTC', exchange: 'all' },
		]);
	});

	it('tells that it connects and that it is connected, once each', async () => {
		await rig.live(BTC);
		await rig.clock.pass(5000);
		expect(rig.events).toEqual([{ type: 'connecting' }, { type: 'connected', gap: undefined }]);
	});

	it('needs no acknowledgement: a second of quiet will do', async () => {
		rig.stream.subscriptions.add(BTC);
		await rig.authenticating();
		await rig.clock.pass(999);
		expect(rig.stream.state).toBe('authenticating');
		await rig.clock.pass(1);
		expect(rig.stream.state).toBe('live');
		expect(rig.socket.subscribed).toEqual(['liquidations:BTC:all']);
	});

	it('takes data for an acknowledgement, and passes it on', async () => {
		await rig.authenticating();
		rig.socket.say(message());
		expect(rig.stream.state).toBe('live');
		expect(rig.frames).toHaveLength(1);
	});

	it('remembers that the first message brought data', async () => {
		await rig.connecting();
		for (let attempt = 0; attempt < 3; attempt += 1) {
			rig.socket.close();
			await rig.next();
		}
		rig.socket.open();
		rig.socket.say(message());
		await rig.clock.pass(20_000);
		rig.socket.close();
		expect(rig.retryInMs).toBe(500);
	});

	it.each([
		['a greeting', { type: 'welcome', message: 'Kingfisher stream' }],
		['another greeting', { event: 'connected' }],
		['a heartbeat', { type: 'heartbeat' }],
		['a ping', { type: 'ping' }],
		['garbage', 'hello'],
		['an error about something else', { error: 'rate_limit_exceeded', message: 'x', code: 429 }],
	])('does not take %s for an acknowledgement', async (_, frame) => {
		await rig.authenticating();
		rig.socket.say(frame);
		expect(rig.stream.state).toBe('authenticating');
		await rig.clock.pass(1000);
		expect(rig.stream.state).toBe('live');
	});

	it.each([
		{ type: 'auth', status: 'ok' },
		{ type: 'authenticated' },
		{ event: 'auth_success' },
		{ action: 'auth', result: 'success' },
		{ op: 'login', success: true },
		{ status: 'OK' },
		{ type: 'subscribed', channel: 'liquidations', asset: 'BTC', exchange: 'all' },
	])('takes %j for an acknowledgement', async (frame) => {
		await rig.authenticating();
		rig.socket.say(frame);
		expect(rig.stream.state).toBe('live');
	});

	it('gives a server more time for the key each time that a subscription overtakes it', async () => {
		await rig.authenticating();
		for (const quietMs of [1000, 2000, 4000, 8000, 8000]) {
			await rig.clock.pass(quietMs - 1);
			expect(rig.stream.state).toBe('authenticating');
			await rig.clock.pass(1);
			expect(rig.stream.state).toBe('live');
			rig.socket.say({ error: 'not_authenticated', code: 401 });
			await rig.next();
			rig.socket.open();
		}
	});

	it('is as quick as before after any other failure', async () => {
		await rig.authenticating();
		for (let attempt = 0; attempt < 5; attempt += 1) {
			await rig.clock.pass(1000);
			expect(rig.stream.state).toBe('live');
			rig.socket.close();
			await rig.next();
			rig.socket.open();
		}
	});
});

describe('a connection that does not come about', () => {
	it('is given up after 15 seconds without an answer, and tried again', async () => {
		await rig.connecting();
		const first = rig.socket;
		await rig.clock.pass(14_999);
		expect(first.isDestroyed).toBe(false);
		await rig.clock.pass(1);
		expect(first.isDestroyed).toBe(true);
		expect(rig.last('disconnected')).toMatchObject({ code: 1006, reason: 'no answer' });
		await rig.next();
		expect(rig.sockets.alive).toEqual([rig.socket]);
	});

	it('is tried again when reading the account never ends', async () => {
		rig.prepare = () => new Promise(() => undefined);
		await rig.connecting();
		await rig.clock.pass(15_000);
		expect(rig.sockets.all).toEqual([]);
		rig.prepare = () => Promise.resolve(true);
		await rig.next();
		expect(rig.sockets.all).toHaveLength(1);
	});

	it('is tried again when reading the account fails', async () => {
		rig.prepare = () => Promise.reject(new Error('database is locked'));
		await rig.connecting();
		expect(rig.stream.state).toBe('waiting');
		rig.prepare = () => Promise.resolve(true);
		await rig.next();
		expect(rig.sockets.all).toHaveLength(1);
	});

	it('opens nothing when the account has been read too late', async () => {
		let answer: (isWanted: boolean) => void = () => undefined;
		rig.prepare = () => new Promise((resolve) => (answer = resolve));
		await rig.connecting();
		await rig.clock.pass(15_000);
		answer(true);
		await settled();
		expect(rig.sockets.all).toEqual([]);
		expect(rig.stream.state).toBe('waiting');
	});

	it('is not wanted any more when reading the account shows it', async () => {
		rig.prepare = () => Promise.resolve(false);
		await rig.connecting();
		expect(rig.stream.state).toBe('idle');
		expect(rig.sockets.all).toEqual([]);
	});

	it.each([new SyntaxError('Invalid URL'), 'no socket for you', undefined, null])(
		'is tried again when no socket can be made (%p)',
		async (failure) => {
			rig.sockets.failure = failure ?? Object.create(null);
			await rig.connecting();
			expect(rig.stream.state).toBe('waiting');
			expect(rig.last('disconnected').reason).toMatch(/Invalid URL|no socket/);
			rig.sockets.failure = undefined;
			await rig.next();
			expect(rig.sockets.all).toHaveLength(1);
		},
	);
});

describe('a socket that was given up', () => {
	it('is not heard any more, whatever it says', async () => {
		await rig.live(BTC);
		const old = rig.socket;
		old.close();
		await rig.next();
		const before = { ...rig.stream.counts, told: rig.told.length };
		old.open();
		old.say(message());
		old.say({ error: 'invalid_api_key', code: 401 });
		old.say('garbage');
		old.sayBinary(3);
		old.showLife();
		old.close(4401);
		expect({ ...rig.stream.counts, told: rig.told.length }).toEqual(before);
		expect(rig.frames).toEqual([]);
		expect(rig.stream.state).toBe('connecting');
		expect(rig.socket.sent).toEqual([]);
	});

	it('is heard once when it closes twice', async () => {
		await rig.live(BTC);
		rig.socket.close();
		rig.socket.close();
		expect(rig.told.filter((type) => type === 'disconnected')).toHaveLength(1);
		expect(rig.clock.asleep).toHaveLength(1);
	});
});

it('counts the frames that came, and stamps them with the time', async () => {
	await rig.live(BTC);
	rig.socket.say(message());
	rig.socket.say('garbage');
	rig.socket.sayBinary(5);
	rig.socket.say('x'.repeat(rig.settings.maxFrameLength + 1));
	expect(rig.stream.counts).toEqual({ frames: 5, unreadable: 3, unwanted: 0 });
	expect(rig.frames.map(({ receivedAt }) => receivedAt)).toEqual([NOON]);
});
