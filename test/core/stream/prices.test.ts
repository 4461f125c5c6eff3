import { settled } from '../support/manual-clock';
import { Listening, messagesOf, typesOf, BTC, ETH } from './support/listening';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let rig: Listening;
beforeEach(() => {
	rig = new Listening();
});
afterEach(() => rig.end());

const GEX = { ...BTC, channel: 'gex' };
const near = { limits: { maximumDistancePercent: 2 } };
const prices = (ear: Parameters<typeof messagesOf>[0]) =>
	messagesOf(ear).map((message) => message.rows().map(({ price }) => price));

describe('a limit to the distance', () => {
	it('passes on only clusters near the price that REST says', async () => {
		const ear = await rig.live(undefined, near);
		for (const price of [66_000, 60_000, 68_000]) {
			await rig.clock.pass(1);
			rig.say({ price });
		}
		await settled();
		expect(prices(ear)).toEqual([[66_000], [68_000]]);
		expect(messagesOf(ear)[0]!.rows()).toMatchObject([
			{ currentPrice: 67_000, distancePercent: 1.492537313 },
		]);
		expect(ear.subscriber.status.counts).toMatchObject({
			received: 3,
			delivered: 2,
			rejected: 1,
			waiting: 0,
		});
	});

	it('asks for the price of an asset once an interval, and only while messages come', async () => {
		await rig.live(undefined, { ...near, subscriptions: [BTC, ETH], priceEveryMs: MINUTE });
		await rig.pass(50 * SECOND);
		expect(rig.asked).toEqual([]);
		for (let second = 0; second < 600; second += 1) {
			rig.say({ asset: 'BTC' });
			rig.say({ asset: 'BTC', price: 66_500 });
			if (second < 60) rig.say({ asset: 'ETH' });
			await rig.clock.pass(SECOND);
		}
		expect(rig.asked.filter((asset) => asset === 'BTC')).toHaveLength(10);
		expect(rig.asked.filter((asset) => asset === 'ETH')).toHaveLength(1);
	});

	it('asks once for all who listen with one key', async () => {
		const access = rig.access();
		for (let count = 0; count < 5; count += 1) rig.listen(access, near);
		await rig.accept();
		rig.say();
		await settled();
		expect(rig.asked).toEqual(['BTC']);
	});

	it('asks for nothing when it concerns none of the channels', async () => {
		const ear = await rig.live(undefined, { ...near, subscriptions: [GEX] });
		rig.say({ channel: 'gex', data: { gex_profile: [], current_price: 67_000 } });
		await settled();
		expect(messagesOf(ear)).toHaveLength(1);
		expect(rig.asked).toEqual([]);
	});

	it('counts what waits for a price as waiting', async () => {
		let answer: (response: object) => void = () => undefined;
		rig.rest = () => new Promise((resolve) => (answer = resolve));
		const ear = await rig.live(undefined, near);
		rig.say({ price: 66_000 });
		rig.say({ price: 66_001 });
		expect(ear.subscriber.status.counts).toMatchObject({ received: 2, delivered: 0, waiting: 2 });
		await settled();
		answer({});
		await settled();
		expect(ear.subscriber.status.counts).toMatchObject({ received: 2, delivered: 2, waiting: 0 });
	});

	it('gives nothing to whoever has closed meanwhile, and asks no longer', async () => {
		let signal: AbortSignal | undefined;
		rig.rest = (_, request) => {
			signal = request.signal;
			return new Promise(() => undefined);
		};
		const ear = await rig.live(undefined, near);
		rig.say();
		await settled();
		expect(signal?.aborted).toBe(false);
		ear.subscriber.close();
		await settled();
		expect(signal?.aborted).toBe(true);
		expect(ear.deliveries).toEqual([]);
		expect(ear.subscriber.status.counts).toMatchObject({ received: 1, dropped: 1, waiting: 0 });
	});

	it('goes on with the price before while REST is away, for a quarter of an hour', async () => {
		const ear = await rig.live(undefined, near);
		rig.say();
		await settled();
		rig.rest = () => Promise.resolve({ status: 503 });
		await rig.pass(14 * MINUTE);
		rig.say();
		await settled();
		expect(messagesOf(ear)).toHaveLength(2);
		await rig.pass(2 * MINUTE);
		rig.say();
		await settled();
		expect(messagesOf(ear)).toHaveLength(2);
	});

	it('asks again half a minute after a failure, however many messages come', async () => {
		rig.rest = () => Promise.resolve({ status: 503 });
		await rig.live(undefined, near);
		for (let tenth = 0; tenth < 600; tenth += 1) {
			rig.say({ price: tenth });
			await rig.clock.pass(100);
		}
		expect(rig.asked).toHaveLength(2);
	});

	it('does not believe a price for ever when the clock was set back', async () => {
		const ear = await rig.live(undefined, near);
		rig.say();
		await settled();
		rig.clock.set(rig.clock.now() - 60 * MINUTE);
		rig.rest = () => ({ status: 200, headers: {}, body: '{"current_price":80000,"clusters":[]}' });
		for (let minute = 0; minute < 3; minute += 1) {
			await rig.pass(MINUTE);
			rig.say();
			await settled();
		}
		expect(rig.asked.length).toBeGreaterThan(1);
		expect(messagesOf(ear).length).toBeLessThan(4);
	});

	it('keeps within the calls that are left, and says why nothing comes', async () => {
		const limits = { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '10' };
		rig.rest = () => Promise.resolve({ headers: limits });
		const ear = await rig.live(undefined, { ...near, subscriptions: [BTC, ETH] });
		rig.say({ asset: 'BTC' });
		await settled();
		rig.say({ asset: 'ETH' });
		await settled();
		expect(rig.asked).toEqual(['BTC']);
		expect(messagesOf(ear).map(({ asset }) => asset)).toEqual(['BTC']);
		expect(typesOf(ear).at(-1)).toBe('problem');
	});
});

describe('a price that cannot be had', () => {
	it.each<[string, string]>([
		['an error', '{"error":"server_error"}'],
		['no price', '{"clusters":[]}'],
		['a price of nothing', '{"current_price":0,"clusters":[]}'],
		['nonsense', 'hello'],
	])('holds messages back, and that is told once (%s)', async (_, body) => {
		rig.rest = () => Promise.resolve({ body });
		const ear = await rig.live(undefined, near);
		for (let minute = 0; minute < 10; minute += 1) {
			rig.say();
			await rig.pass(MINUTE);
		}
		expect(ear.deliveries).toEqual([]);
		expect(ear.events.filter(({ type }) => type === 'problem')).toEqual([
			{ type: 'problem', message: expect.stringContaining('the price of BTC') },
		]);
		expect(ear.subscriber.status.counts).toMatchObject({ received: 10, rejected: 10 });
	});

	it('is told once of each asset, also when other messages come in between', async () => {
		rig.rest = (asset) => Promise.resolve(asset === 'SOL' ? {} : { status: 503 });
		const SOL = { ...BTC, asset: 'SOL' };
		const ear = await rig.live(undefined, { ...near, subscriptions: [BTC, ETH, SOL, GEX] });
		for (let round = 0; round < 5; round += 1) {
			for (const asset of ['BTC', 'ETH', 'SOL']) rig.say({ asset });
			rig.say({ channel: 'gex', data: { gex_profile: [] } });
			await rig.clock.pass(SECOND);
		}
		const problems = ear.events.filter(({ type }) => type === 'problem');
		expect(problems).toHaveLength(2);
		expect(JSON.stringify(problems)).toMatch(/BTC.*ETH/);
	});

	it('is told again when it was there in between', async () => {
		const ear = await rig.live(undefined, { ...near, priceEveryMs: MINUTE });
		for (const status of [503, 200, 503]) {
			rig.rest = () => Promise.resolve({ status });
			await rig.pass(20 * MINUTE);
			rig.say();
			await settled();
		}
		expect(typesOf(ear).filter((type) => type === 'problem')).toHaveLength(2);
		expect(messagesOf(ear)).toHaveLength(1);
	});

	it('does not matter when only the size is limited', async () => {
		rig.rest = () => Promise.resolve({ status: 503 });
		const ear = await rig.live(undefined, { limits: { minimumUsd: 1e9 } });
		rig.say({ size: 2e9, price: 1 });
		rig.say({ size: 5e8, price: 2 });
		await settled();
		expect(prices(ear)).toEqual([[1]]);
		expect(rig.asked).toEqual([]);
		expect(ear.subscriber.status.counts).toMatchObject({ delivered: 1, rejected: 1 });
	});
});
