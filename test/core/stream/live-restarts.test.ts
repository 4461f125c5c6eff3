import { webSockets } from '../../../core';
import { wsSockets } from '../../../node-red/shared/ws-sockets';
import { Live, until, type LiveEar } from './support/live';

const TO = ['liquidations:BTC', 'gex:BTC', 'open_interest:ETH', 'funding_rates:BTC'];
const KEYS = TO.map((key) => `${key}:all`).sort();

let live: Live;
beforeEach(async () => {
	live = await Live.start(100);
	live.stream.behave({ acknowledge: true });
});
afterEach(() => live.end());

/** One message of each subscription, each with the number of its round. */
function publish(number: number): void {
	for (const key of TO) {
		const [channel = '', asset = ''] = key.split(':');
		live.stream.publish(channel, asset, { data: { number } });
	}
}

const numbers = ({ messages }: LiveEar) =>
	messages.map(({ channel, raw }) => `${channel}:${(raw['data'] as any).number}`);

it.each([
	["platform's", webSockets(WebSocket)],
	['ws', wsSockets],
])(
	'ten restarts of the server leave one socket, every subscription once, and no message twice (%s)',
	async (_, sockets) => {
		const ear = await live.listening({ sockets, to: TO });
		for (let round = 1; round <= 10; round += 1) {
			publish(round);
			await until(() => ear.messages.length === round * 4);
			// Long enough to count as a good connection.
			await live.clock.sleep(11_000);
			live.stream.drop(round % 2 === 0 ? 'destroy' : { code: 1012 });
			await until(() => ear.told('connected') === round + 1);
			await live.untilSubscribed(4);
			expect(live.stream.subscriptions()).toEqual(KEYS);
			expect(live.stream.connections()).toHaveLength(1);
		}
		publish(11);
		await until(() => ear.messages.length === 44);
		expect(new Set(numbers(ear)).size).toBe(44);
		expect(live.stream.opened()).toBe(11);
		expect(ear.told('disconnected')).toBe(10);
		expect(ear.told('retrying')).toBe(0);
		expect(ear.subscriber.status.connection.reconnects).toBe(10);
	},
);
