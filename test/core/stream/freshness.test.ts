import { BTC, ETH, Listening, type Ear } from './support/listening';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let rig: Listening;
beforeEach(() => {
	rig = new Listening();
});
afterEach(() => rig.end());

const told = ({ events }: Ear) =>
	events.flatMap((event) =>
		event.type === 'quiet' || event.type === 'resumed'
			? [`${event.type} ${event.subscription.asset}:${event.subscription.exchange}`]
			: [],
	);

/** A message a second for as long. */
async function says(parts: object, forMs: number) {
	for (let passed = 0; passed < forMs; passed += SECOND) {
		rig.say(parts);
		await rig.clock.pass(SECOND);
	}
}

describe('a subscription that goes quiet', () => {
	it('is told of once, and once when it is back', async () => {
		const ear = await rig.live(undefined, { quietAfterMs: MINUTE });
		await says({}, 10 * SECOND);
		const since = rig.clock.now() - SECOND;
		await rig.pass(58 * SECOND);
		expect(told(ear)).toEqual([]);
		await rig.pass(17 * SECOND);
		expect(told(ear)).toEqual(['quiet BTC:all']);
		expect(ear.events.at(-1)).toMatchObject({ type: 'quiet', subscription: BTC, since });
		await rig.pass(60 * MINUTE);
		await says({}, 5 * SECOND);
		expect(told(ear)).toEqual(['quiet BTC:all', 'resumed BTC:all']);
	});

	it('is told of even if the connection is busy with others', async () => {
		const ear = await rig.live(undefined, { subscriptions: [BTC, ETH], quietAfterMs: MINUTE });
		await says({ asset: 'ETH' }, 2 * MINUTE);
		expect(told(ear)).toEqual(['quiet BTC:all']);
	});

	it('is not quiet while the same is said again and again', async () => {
		const ear = await rig.live(undefined, { quietAfterMs: MINUTE });
		await says({ timestamp: rig.clock.now() }, 3 * MINUTE);
		expect(ear.subscriber.status.counts.delivered).toBe(1);
		expect(told(ear)).toEqual([]);
	});

	it('is heard in messages that may be of it, and not in those of others', async () => {
		const on = (exchange: string) => ({ ...BTC, exchange });
		const ear = await rig.live(undefined, {
			subscriptions: [on('binance'), on('okx'), on('all')],
			quietAfterMs: MINUTE,
		});
		await says({ exchange: 'binance' }, 2 * MINUTE);
		expect(told(ear)).toEqual(['quiet BTC:okx']);
		await says({}, SECOND);
		expect(told(ear)).toEqual(['quiet BTC:okx', 'resumed BTC:okx']);
	});

	it('is not watched when it is not wanted any more, or not asked for', async () => {
		const ear = await rig.live(undefined, { subscriptions: [BTC, ETH], quietAfterMs: MINUTE });
		const without = rig.listen(rig.access());
		ear.subscriber.unsubscribe([BTC]);
		await rig.pass(5 * MINUTE);
		expect(told(ear)).toEqual(['quiet ETH:all']);
		expect(told(without)).toEqual([]);
	});

	it('is watched from when it is subscribed to', async () => {
		const ear = await rig.live(undefined, { subscriptions: [], quietAfterMs: MINUTE });
		await rig.pass(10 * MINUTE);
		ear.subscriber.subscribe([ETH]);
		await rig.clock.pass(59 * SECOND);
		expect(told(ear)).toEqual([]);
		await rig.clock.pass(20 * SECOND);
		expect(told(ear)).toEqual(['quiet ETH:all']);
	});

	it('is told of in time although the clock was set back', async () => {
		const ear = await rig.live(undefined, { quietAfterMs: MINUTE });
		await says({}, 10 * SECOND);
		rig.clock.set(rig.clock.now() - 60 * MINUTE);
		await rig.pass(3 * MINUTE);
		expect(told(ear)).toEqual(['quiet BTC:all']);
	});
});
