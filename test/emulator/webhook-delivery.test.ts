import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emulate, read, stoppedClock } from './support';
import { EVENTS, receive, register } from './webhook-receiver';

const SAMPLE = readFileSync(join(__dirname, '../../emulator/samples/webhook-payload.json'), 'utf8');
const PROXIMITY = 'liquidation.cluster_proximity';

describe('firing a webhook event', () => {
	it("posts the guide's payload to the digit in the guide scenario", async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const receiver = await receive();
		await register(emulator, `${receiver.url}/webhooks/kf?token=secret`);
		await emulator.webhooks.fire(PROXIMITY, 'BTC');
		const [request] = await receiver.received(1);
		expect(request).toMatchObject({ method: 'POST', url: '/webhooks/kf?token=secret' });
		expect(request!.headers['content-type']).toBe('application/json');
		expect(request!.body.toString()).toBe(SAMPLE);
		expect(SAMPLE).toContain('"distance_percent": 1.0\n');
		expect(SAMPLE).toContain('"timestamp": "2026-02-01T12:34:56Z"');
	});

	it("tells of the market's nearest cluster under the guide's names, at the time of day", async () => {
		const clock = stoppedClock();
		const emulator = await emulate({ now: clock.now });
		emulator.market.advance(3_600_000);
		const receiver = await receive();
		await register(emulator, receiver.url);
		await emulator.webhooks.fire(PROXIMITY, 'BTC');
		const { event, timestamp, data, ...rest } = receiver.requests[0]!.json;
		expect([event, timestamp, rest]).toEqual([PROXIMITY, '2026-02-01T12:00:00Z', {}]);

		const { clusters, current_price } = await read(emulator, '/liquidations/BTC');
		const distance = (cluster: any) => Math.abs(cluster.price - current_price);
		const nearest = clusters.reduce((one: any, other: any) =>
			distance(other) < distance(one) ? other : one,
		);
		expect(data).toEqual({
			asset: 'BTC',
			current_price,
			cluster_price: nearest.price,
			cluster_size: Math.max(nearest.long_liquidations, nearest.short_liquidations),
			distance_percent: Number(((distance(nearest) / current_price) * 100).toFixed(2)),
		});
	});

	it('tells of a gamma flip and of the most extreme funding rate', async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const receiver = await receive();
		await register(emulator, receiver.url, { threshold: 0.06 });
		await emulator.webhooks.fire('gex.flip', 'BTC');
		await emulator.webhooks.fire('funding.rate.extreme', 'BTC');
		expect(receiver.requests.map(({ json }) => json.data)).toEqual([
			{
				asset: 'BTC',
				current_price: 67000,
				flip_level: 68200,
				current_gex: 'positive',
				previous_gex: 'negative',
			},
			{ asset: 'BTC', exchange: 'bybit', rate: 0.0006, annualized_rate: 0.657, threshold: 0.06 },
		]);
	});

	it('tells funding rates in the unit of the funding endpoint', async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const receiver = await receive();
		await register(emulator, receiver.url);
		emulator.shapes.set({ fundingUnit: 'percent' });
		await emulator.webhooks.fire('funding.rate.extreme', 'BTC');
		expect(receiver.requests[0]!.json.data).toMatchObject({
			rate: 0.06,
			annualized_rate: 65.7,
			threshold: 0.05,
		});
	});

	it('takes data and a timestamp in place of the genuine ones', async () => {
		const emulator = await emulate({ scenario: 'guide' });
		const receiver = await receive();
		await register(emulator, receiver.url);
		const data = { cluster_size: 1, note: 'x' };
		await emulator.webhooks.fire(PROXIMITY, 'BTC', { data, timestamp: 'now' });
		const sample = JSON.parse(SAMPLE);
		expect(receiver.requests[0]!.json).toEqual({
			event: PROXIMITY,
			timestamp: 'now',
			data: { ...sample.data, ...data },
		});
	});

	it('reaches the registrations of that event and asset, of any key, and no others', async () => {
		const emulator = await emulate();
		const receiver = await receive();
		const { elite } = emulator.keys;
		const path = (name: string) => `${receiver.url}/${name}`;
		const all = await register(emulator, path('all'));
		const flips = await register(emulator, path('flips'), { events: ['gex.flip'], key: elite });
		await register(emulator, path('clusters'), { events: [PROXIMITY] });
		await register(emulator, path('ether'), { asset: 'ETH' });
		const reports = await emulator.webhooks.fire('gex.flip', 'BTC');
		expect(receiver.requests.map(({ url }) => url).sort()).toEqual(['/all', '/flips']);
		expect(reports.map(({ registration }) => registration)).toEqual([all, flips]);
		expect(await emulator.webhooks.fire('gex.flip', 'ETH')).toHaveLength(1);
		expect(await emulator.webhooks.fire('funding.rate.extreme', 'SOL')).toEqual([]);
	});

	it('reports what came of it', async () => {
		const clock = stoppedClock();
		const emulator = await emulate({ now: clock.now });
		const receiver = await receive((response) => response.writeHead(202).end('thanks'));
		const registration = await register(emulator, receiver.url);
		const [report, ...others] = await emulator.webhooks.fire('gex.flip', 'BTC');
		expect(others).toEqual([]);
		expect(report).toEqual({
			registration,
			event: 'gex.flip',
			deliveryId: expect.stringMatching(/^evt_/),
			attempt: 1,
			url: receiver.url,
			status: 202,
			body: 'thanks',
			tookMs: expect.any(Number),
			at: clock.now(),
		});
		expect(report!.tookMs).toBeGreaterThan(0);
		expect(emulator.webhooks.deliveries).toEqual([report]);
	});

	it.each([
		['gex.flop', 'BTC', 'gex.flop'],
		['toString', 'BTC', 'gex.flip'],
		['gex.flip', 'btc', "'btc'"],
		['gex.flip', 'SOL', "'SOL'"],
	])('refuses %s of %s, which would reach nobody', async (event, asset, message) => {
		const emulator = await emulate();
		const fired = emulator.webhooks.fire(event, asset);
		await expect(fired).rejects.toThrow(RangeError);
		await expect(fired).rejects.toThrow(message);
	});

	it('logs a line per attempt without what may be a token', async () => {
		const lines: string[] = [];
		const emulator = await emulate({
			now: stoppedClock().now,
			log: (line) => void lines.push(line),
		});
		const receiver = await receive((response) => response.writeHead(500).end());
		const id = await register(emulator, `${receiver.url}/secret?token=secret`);
		lines.length = 0;
		await emulator.webhooks.fire('gex.flip', 'BTC');
		expect(lines).toEqual([`12:00:00 webhook ${id} gex.flip attempt 1 to ${receiver.url} 500`]);
	});
});

describe('the registrations', () => {
	it('are listed for every key, with its tier', async () => {
		const emulator = await emulate();
		const url = 'https://your-server.com/webhooks/kf';
		const one = await register(emulator, url, { threshold: 5 });
		const { elite: key } = emulator.keys;
		const other = await register(emulator, url, { asset: 'ETH', events: ['gex.flip'], key });
		expect(emulator.webhooks.registrations()).toEqual([
			{ id: one, url, events: EVENTS, config: { asset: 'BTC', threshold: 5 }, tier: 'pro' },
			{ id: other, url, events: ['gex.flip'], config: { asset: 'ETH' }, tier: 'elite' },
		]);
		emulator.reset();
		expect(emulator.webhooks.registrations()).toEqual([]);
	});
});

describe('sending anything to an address', () => {
	it('sends exactly that', async () => {
		const emulator = await emulate();
		const receiver = await receive((response) => response.writeHead(405).end('no'));
		const body = Buffer.from([0, 255, 10]);
		const headers = { 'X-Forged': 'yes', 'content-type': 'text/plain' };
		const url = `${receiver.url}/kf?token=wrong`;
		const report = await emulator.webhooks.send(url, { method: 'DELETE', headers, body });
		expect(report).toMatchObject({ url, status: 405, body: 'no', attempt: 1 });
		expect(report).toMatchObject({
			registration: undefined,
			event: undefined,
			deliveryId: undefined,
		});
		expect(receiver.requests).toMatchObject([{ method: 'DELETE', url: '/kf?token=wrong', body }]);
		expect(receiver.requests[0]!.headers).toEqual({
			'x-forged': 'yes',
			'content-type': 'text/plain',
			'content-length': '3',
			connection: 'close',
			host: new URL(url).host,
		});
		expect(emulator.webhooks.deliveries).toEqual([report]);
	});

	it('posts nothing when nothing is given', async () => {
		const emulator = await emulate();
		const receiver = await receive();
		await emulator.webhooks.send(receiver.url, {});
		expect(receiver.requests).toMatchObject([{ method: 'POST', body: Buffer.alloc(0) }]);
		expect(receiver.requests[0]!.headers).not.toHaveProperty('content-type');
	});

	it.each([
		['ftp://127.0.0.1/', {}],
		['nowhere', {}],
		['http://127.0.0.1/', { headers: { 'x y': 'z' } }],
		['http://127.0.0.1/', { headers: { x: 'y\nz: 1' } }],
	])('refuses %s with %j, which HTTP cannot carry', async (url, options) => {
		const emulator = await emulate();
		await expect(emulator.webhooks.send(url, options)).rejects.toThrow(TypeError);
		expect(emulator.webhooks.deliveries).toEqual([]);
	});
});
