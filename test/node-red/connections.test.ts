import { clock } from '../../node-red/shared/clock';
import { newKey, stage } from './support/emulator';
import { node, until } from './support/host';

const BTC = { asset: 'BTC', assetType: 'choice' };

describe('the connections of an account', () => {
	it('carry 1,000 messages one after the other over at most two', async () => {
		const { host, emulator } = await stage([node('open-interest', { ...BTC, cacheSeconds: '0' })], {
			apiKey: newKey('elite'),
		});
		for (let count = 0; count < 1000; count += 1) await host.ask();
		expect(emulator.calls).toHaveLength(1000);
		expect(emulator.connections()).toBeLessThanOrEqual(2);
	}, 60_000);

	it('carry one call for a hundred equal messages at once', async () => {
		const { host, emulator } = await stage([node('open-interest', BTC)]);
		for (let count = 0; count < 100; count += 1) host.receive();
		await until(() => host.sent.length === 100, 'a hundred answers');
		expect(emulator.calls).toHaveLength(1);
	});

	it('carry one call for equal messages of different nodes', async () => {
		const { host, emulator } = await stage([
			node('open-interest', BTC),
			{ ...node('open-interest', BTC), id: 'other' },
		]);
		host.receive();
		host.receive({}, 'other');
		await until(() => host.sent.length === 2, 'both answers');
		expect(emulator.calls).toHaveLength(1);
	});

	it('stay few when many different things are asked at once', async () => {
		const { host, emulator } = await stage(
			[node('open-interest', { asset: 'payload', assetType: 'msg' })],
			{ apiKey: newKey('elite'), emulation: { scenario: 'guide' } },
		);
		const assets = ['BTC', 'ETH', 'SOL', 'XRP', 'BNB', 'DOGE', 'AVAX', 'LINK', 'ADA', 'LTC'];
		for (const payload of assets) host.receive({ payload });
		await until(() => host.sent.length + host.caught.length === assets.length, 'all answers');
		expect(emulator.connections()).toBeLessThanOrEqual(8);
	});
});

describe('a deploy', () => {
	it('ends a request under way without a message or an error', async () => {
		const { host, emulator } = await stage([node('liquidations', BTC)]);
		emulator.faults.inject({ hang: true });
		host.receive({ _msgid: 'cut off' });
		await until(() => emulator.calls.length === 1, 'the request');
		// The rest of the flow runs on, as when only this node was changed.
		await host.get('node').close(false);
		await until(() => host.completed.includes('cut off'), 'the end of the message');
		expect(host.sent).toEqual([]);
		expect(host.caught).toEqual([]);
		expect(host.complaints).toEqual([]);
	});

	it('says nothing of an answer that comes too late', async () => {
		const { host, emulator } = await stage([node('liquidations', BTC)]);
		emulator.faults.inject({ delayMs: 50 });
		host.receive();
		await until(() => emulator.calls.length === 1, 'the request');
		await host.stopFlow();
		await until(() => emulator.calls[0]?.status !== undefined, 'the answer');
		expect(host.sent).toEqual([]);
		expect(host.statuses).toEqual([]);
	});

	it('clears the status', async () => {
		const { host } = await stage([node('liquidations', BTC)]);
		await host.ask();
		await host.stopFlow();
		await until(() => host.statuses.length === 2, 'the cleared status');
		expect(host.statuses.at(-1)).toEqual({});
	});

	it('leaves the nodes of an account registered with it only as long as they run', async () => {
		const { host } = await stage([node('liquidations', BTC)]);
		const account = host.get('account') as unknown as { users: object };
		expect(Object.keys(account.users)).toEqual(['node']);
		await host.stopFlow();
		expect(Object.keys(account.users)).toEqual([]);
	});
});

describe('a wait', () => {
	it('is over when it is aborted, and does not fail', async () => {
		const abort = new AbortController();
		const wait = clock.sleep(3_600_000, abort.signal);
		abort.abort();
		await expect(wait).resolves.toBeUndefined();
		await expect(clock.sleep(3_600_000, abort.signal)).resolves.toBeUndefined();
	});
});
