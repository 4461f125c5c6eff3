import { emulate } from './support';
import { open, subscribed } from './stream-client';

const BOTH = ['liquidations:BTC:all', 'liquidations:ETH:all'];

describe('a burst', () => {
	it('tells the assets in turn, numbered over all of them', async () => {
		const emulator = await emulate();
		const client = await subscribed(emulator, ...BOTH);
		const start = Date.now();
		const last = await emulator.stream.burst(1001, { assets: ['BTC', 'ETH'] });
		expect(last).toEqual({ 'liquidations:BTC:all': 1000, 'liquidations:ETH:all': 999 });
		const frames = await client.received(1001);
		expect(frames.map(({ data }) => data.sequence)).toEqual([...Array(1001).keys()]);
		expect(frames.slice(0, 3).map(({ asset }) => asset)).toEqual(['BTC', 'ETH', 'BTC']);
		for (const { data } of frames) {
			expect(data.sent_at).toBeGreaterThanOrEqual(start);
			expect(data.timestamp).toBe(new Date(data.sent_at).toISOString());
		}
	});

	it("has messages in the guide's form, with as many clusters as asked for", async () => {
		const emulator = await emulate();
		const client = await subscribed(emulator, ...BOTH);
		await emulator.stream.burst(1);
		await emulator.stream.burst(1, { clusters: 3 });
		const [twenty, three] = await client.received(2);
		expect(Object.keys(three)).toEqual(['channel', 'asset', 'data']);
		expect(Object.keys(three.data)).toEqual(['timestamp', 'sequence', 'sent_at', 'clusters']);
		expect([twenty.data.clusters.length, three.data.clusters.length]).toEqual([20, 3]);
		const price = emulator.market.price('BTC');
		for (const cluster of twenty.data.clusters) {
			expect(Object.keys(cluster)).toEqual(['price', 'long_liquidations', 'short_liquidations']);
			const below = cluster.price < price;
			expect(cluster.long_liquidations > cluster.short_liquidations).toBe(below);
		}
	});

	it('can be of another channel', async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const client = await subscribed(emulator, 'gex:BTC:all');
		expect(await emulator.stream.burst(2, { channel: 'gex' })).toEqual({ 'gex:BTC:all': 1 });
		const [, second] = await client.received(2);
		expect(second).toMatchObject({ channel: 'gex', data: { sequence: 1, flip_level: 68200 } });
	});

	it('waits for a slow reader in place of filling the memory', async () => {
		const emulator = await emulate();
		const slow = await subscribed(emulator, ...BOTH);
		const fast = await subscribed(emulator, ...BOTH);
		slow.socket.pause();
		let done = false;
		const burst = emulator.stream.burst(50_000).then(() => (done = true));
		// The network takes some megabytes on its own; the 85 of the burst do not fit.
		let before = -1;
		while (fast.frames.length > before) {
			before = fast.frames.length;
			await fast.settled();
		}
		expect(done).toBe(false);
		expect(fast.frames.length).toBeLessThan(50_000);
		slow.socket.resume();
		await burst;
		await Promise.all([slow.received(50_000), fast.received(50_000)]);
		expect(slow.frames.at(-1).data.sequence).toBe(49_999);
	});

	it.each(['drop', 'reset', 'close'] as const)('does not outlast a %s', async (how) => {
		const emulator = await emulate();
		const client = await subscribed(emulator, ...BOTH);
		client.socket.pause();
		const burst = emulator.stream.burst(50_000);
		await (await open(emulator)).settled();
		if (how === 'drop') emulator.stream.drop();
		else await emulator[how]();
		const { 'liquidations:BTC:all': last } = await burst;
		if (how === 'drop') expect(last).toBe(49_999);
		else expect(last).toBeLessThan(49_999);
	});

	it('is not for a silent socket', async () => {
		const emulator = await emulate();
		const client = await subscribed(emulator, ...BOTH);
		emulator.stream.goSilent();
		await emulator.stream.burst(10);
		emulator.stream.resume();
		expect((await client.settled()).frames).toEqual([]);
	});

	it('with wrong figures is refused', async () => {
		const { stream } = await emulate();
		await expect(stream.burst(NaN)).rejects.toThrow("'count'");
		await expect(stream.burst(1, { clusters: -1 })).rejects.toThrow("'clusters'");
		await expect(stream.burst(1, { assets: [] })).rejects.toThrow("'assets'");
		await expect(stream.burst(1, { channel: 'trades' })).rejects.toThrow('Invalid channel');
		await expect(stream.steady(-1, 1)).rejects.toThrow("'perSecond'");
		await expect(stream.steady(1, Infinity)).rejects.toThrow("'seconds'");
	});
});

describe('a steady rate', () => {
	it('is as many messages as it says, and not all at once', async () => {
		const emulator = await emulate();
		const client = await subscribed(emulator, ...BOTH);
		const start = Date.now();
		const last = await emulator.stream.steady(500, 0.2, { assets: ['BTC', 'ETH'] });
		expect(last).toEqual({ 'liquidations:BTC:all': 98, 'liquidations:ETH:all': 99 });
		const frames = await client.received(100);
		expect(frames.map(({ data }) => data.sequence)).toEqual([...Array(100).keys()]);
		// The last is due after 198 ms, and none leaves before its time, however busy the machine is.
		expect(frames[99].data.sent_at - start).toBeGreaterThanOrEqual(197);
	});

	it('ends with a reset', async () => {
		const emulator = await emulate();
		const client = await subscribed(emulator, ...BOTH);
		const run = emulator.stream.steady(0.001, 3600);
		await client.received(1);
		emulator.reset();
		expect(await run).toEqual({ 'liquidations:BTC:all': 0 });
	});
});
