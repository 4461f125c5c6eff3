import { Live, until, type LiveEar } from './support/live';

let live: Live;
let ear: LiveEar;
beforeEach(async () => {
	live = await Live.start(20);
});
afterEach(() => live.end());

const numbers = () => ear.messages.map(({ raw }) => (raw['data'] as any).number);
const publish = (number: number, options = {}) =>
	live.stream.publish('liquidations', 'BTC', { data: { number }, ...options });

describe('frames that are no data', () => {
	it.each<[string, unknown]>([
		['garbage', 'garbage'],
		['half a message', '{"channel":"liquidations","asset":"BTC","da'],
		['a binary frame', Buffer.from([1, 2, 3])],
		['a list of nothing', []],
		['a number', 5],
		[
			'a prototype',
			'{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
		],
		['a deep nest', '['.repeat(50_000)],
		['a frame that is too large', JSON.stringify({ channel: 'gex', x: 'x'.repeat(2_000_000) })],
	])('are left out: %s', async (_, frame) => {
		ear = await live.listening();
		for (let time = 0; time < 3; time += 1) live.stream.sendRaw(frame);
		publish(1);
		await until(() => ear.messages.length === 1);
		expect(ear.subscriber.status.connection).toMatchObject({ frames: 4, unreadable: 3 });
		expect(ear.told('problem')).toBe(1);
		expect(ear.subscriber.status.state).toBe('live');
		expect(({} as any).polluted).toBeUndefined();
	});

	/** Whole by its beginning and its end; the guide's form otherwise. */
	const BROKEN =
		'{"channel":"liquidations","asset":"BTC","data":{"timestamp":"2026-02-01T12:00:00Z","clusters":[{"price" 1}]}}';

	it('are known for it at once where every message is looked at', async () => {
		ear = await live.listening({ settings: { mode: 'every' } });
		live.stream.sendRaw(BROKEN);
		await until(() => ear.subscriber.status.connection.unreadable === 1);
		expect(ear.subscriber.status.counts).toMatchObject({ received: 0, rejected: 0 });
	});

	it.each([{ mode: 'latest' as const }, { mode: 'every' as const, perSecond: 5 }])(
		'are known for it in their turn where most may never be looked at: %j',
		async (settings) => {
			ear = await live.listening({ settings: { ...settings, intervalMs: 10 } });
			live.stream.sendRaw(BROKEN);
			await until(() => ear.subscriber.status.counts.rejected === 1);
			expect(ear.subscriber.status.connection.unreadable).toBe(0);
			expect(ear.messages).toEqual([]);
		},
	);

	it('are not counted as broken when they are greetings, acknowledgements and heartbeats', async () => {
		live.stream.behave({ acknowledge: true, heartbeatEveryMs: 10 });
		ear = await live.listening();
		live.stream.sendRaw({ type: 'welcome' });
		live.stream.sendRaw('ping');
		publish(1);
		await until(() => ear.messages.length === 1);
		expect(ear.subscriber.status.connection.unreadable).toBe(0);
		await until(() => live.stream.received.some(({ frame }) => (frame as any).action === 'pong'));
	});
});

describe('frames that come again', () => {
	it('are passed on once when the server repeats them', async () => {
		live.stream.behave({ repeat: 3 });
		ear = await live.listening();
		for (let number = 1; number <= 50; number += 1) publish(number);
		await until(() => ear.subscriber.status.counts.received === 200);
		expect(numbers()).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
		expect(ear.subscriber.status.counts).toMatchObject({ delivered: 50, rejected: 150 });
	});

	it('are passed on in order when the server sends older ones after newer ones', async () => {
		live.stream.behave({ outOfOrder: true });
		ear = await live.listening();
		const start = Date.now() - 60_000;
		for (let number = 1; number <= 50; number += 1) {
			publish(number, { timestamp: new Date(start + number).toISOString() });
		}
		await until(() => ear.subscriber.status.counts.received === 99);
		expect(numbers()).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
	});

	it('are passed on once although they may be of any exchange', async () => {
		live.stream.behave({ repeat: 1 });
		ear = await live.listening({ to: ['liquidations:BTC:binance', 'liquidations:BTC:okx'] });
		for (const exchange of ['binance', 'okx']) publish(exchange.length, { exchange });
		await until(() => ear.subscriber.status.counts.received === 4);
		expect(numbers()).toEqual([7, 3]);
		expect(ear.messages.map(({ exchange }) => exchange)).toEqual([null, null]);
	});
});

describe.each([true, 'data'] as const)('an exchange that is named (%p)', (includeExchange) => {
	it('is known, and messages go to those who want it', async () => {
		live.stream.behave({ includeExchange });
		ear = await live.listening({ to: ['liquidations:BTC:binance', 'liquidations:BTC:okx'] });
		const other = live.listen({ to: ['liquidations:BTC:okx'] });
		for (const exchange of ['binance', 'okx']) publish(1, { exchange });
		await until(() => ear.messages.length === 2 && other.messages.length === 1);
		expect(ear.messages.map(({ exchange }) => exchange)).toEqual(['binance', 'okx']);
		expect(other.messages[0]!.exchange).toBe('okx');
	});
});
