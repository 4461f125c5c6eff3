import { wsSockets } from '../../../node-red/shared/ws-sockets';
import { webSockets } from '../../../core';
import { Live, until, type LiveEar } from './support/live';

const SPEED = 20;
const TO = ['liquidations:BTC', 'gex:BTC', 'open_interest:ETH', 'funding_rates:BTC'];
const KEYS = TO.map((key) => `${key}:all`).sort();

let live: Live;
beforeEach(async () => {
	live = await Live.start(SPEED);
});
afterEach(() => live.end());

/** One message of each subscription, each with a number of its own. */
function publish(number: number): void {
	for (const key of TO) {
		const [channel = '', asset = ''] = key.split(':');
		live.stream.publish(channel, asset, { data: { number } });
	}
}

describe.each([
	["platform's", webSockets(WebSocket)],
	['ws', wsSockets],
])('over the %s sockets', (_, sockets) => {
	it('a message comes as it was sent, read like the answer of REST', async () => {
		const ear = await live.listening({ sockets, to: TO });
		publish(1);
		await until(() => ear.messages.length === 4);
		expect(ear.messages.map(({ isReadable }) => isReadable)).toEqual([true, true, true, true]);
		for (const message of ear.messages) {
			expect(message.rows().length).toBeGreaterThan(0);
			expect(message.rows()[0]).toMatchObject({ asset: message.asset });
			expect(message.text()).toContain(message.asset);
		}
	});

	it('an outage is waited out, and what is missing is told', async () => {
		const ear = await live.listening({ sockets });
		live.stream.behave({ refuseUpgrade: 'reset' });
		live.stream.drop();
		await until(() => live.stream.attempts() >= 4);
		live.stream.behave({ refuseUpgrade: 503 });
		await until(() => live.stream.attempts() >= 6);
		expect(live.stream.connections()).toEqual([]);
		live.stream.behave({ refuseUpgrade: undefined });
		await until(() => ear.told('connected') === 2);
		await live.untilSubscribed(1);
		const connected = ear.events.findLast(({ type }) => type === 'connected');
		expect(connected).toMatchObject({ gap: { from: expect.any(Number) } });
		expect(ear.told('disconnected')).toBe(1);
		expect(ear.told('refused')).toBe(0);
	});

	it('a server that goes silent is left after the idle limit', async () => {
		const ear = await live.listening({ sockets, settings: { idleLimitMs: 5000 } });
		live.stream.publish('liquidations', 'BTC');
		await until(() => ear.messages.length === 1);
		live.stream.goSilent();
		await until(() => ear.told('disconnected') === 1);
		await until(() => live.stream.opened() === 2 && ear.told('connected') === 2);
		await until(() => live.stream.connections().at(-1)!.subscriptions.length === 1);
		live.stream.publish('liquidations', 'BTC', { data: { number: 2 } });
		await until(() => ear.messages.length === 2);
		// The platform's socket waits for the other side's word.
		live.stream.resume();
	});

	it.each([false, true] as const)(
		'a server that is quiet and answers pings is kept (answer: %p)',
		async (answerPing) => {
			live.stream.behave({ answerPing });
			const ear = await live.listening({ sockets, settings: { idleLimitMs: 5000 } });
			await live.clock.sleep(18_000);
			expect(live.stream.opened()).toBe(1);
			expect(ear.events.map(({ type }) => type)).toEqual(['connecting', 'connected']);
		},
	);

	it.each(['heartbeat', 'ping', 'protocol'] as const)(
		'a server that only sends a %s is kept',
		async (heartbeat) => {
			live.stream.behave({ heartbeat, heartbeatEveryMs: 50, answerPing: 'ignore' });
			await live.listening({ sockets, settings: { idleLimitMs: 5000 } });
			await live.clock.sleep(18_000);
			// The platform's socket tells nothing of pings of the protocol.
			const isHeard = heartbeat !== 'protocol' || sockets === wsSockets;
			if (isHeard) expect(live.stream.opened()).toBe(1);
			else await until(() => live.stream.opened() > 1);
		},
	);

	it('500 subscriptions are made once each, on every connection', async () => {
		live.stream.behave({ anyAsset: true, acknowledge: true });
		const to = Array.from({ length: 500 }, (_one, index) => `liquidations:COIN${index}`);
		const ear = await live.listening({ sockets, to });
		live.stream.drop();
		await until(() => ear.told('connected') === 2);
		await live.untilSubscribed(500);
		const asked = live.stream.received.flatMap(({ connection, frame }) => {
			const { action, asset } = frame as { action: string; asset: string };
			return action === 'subscribe' ? [`${connection} ${asset}`] : [];
		});
		expect(asked).toHaveLength(1000);
		expect(new Set(asked).size).toBe(1000);
	});
});

it('many listeners of one key are one socket', async () => {
	const ears: LiveEar[] = [];
	for (let count = 0; count < 20; count += 1) ears.push(live.listen({ to: TO }));
	await live.untilSubscribed(4);
	publish(1);
	await until(() => ears.every(({ messages }) => messages.length === 4));
	expect(live.stream.opened()).toBe(1);
	for (const { subscriber } of ears.slice(1)) subscriber.close();
	publish(2);
	await until(() => ears[0]!.messages.length === 8);
	expect(live.stream.subscriptions()).toEqual(KEYS);
});

it('what is not wanted any more is cancelled, where the server knows how, and else not minded', async () => {
	live.stream.behave({ unsubscribe: false });
	const ear = await live.listening({ to: TO });
	ear.subscriber.unsubscribe(ear.subscriber.status.subscriptions.slice(0, 1));
	await until(() => live.stream.received.length === 6);
	publish(1);
	await until(() => ear.messages.length === 3);
	expect(ear.told('problem')).toBe(0);
	expect(ear.subscriber.status.connection).toMatchObject({ unwanted: 1, unreadable: 0 });
});
