import { waitFor } from '../e2e/hosts/wait';
import { streamBench } from './stream-bench';

const bench = streamBench();
const stream = () => bench.emulator.stream;

function listening(options: object) {
	const parameters = { delivery: 'every', options: { connectionEvents: true, ...options } };
	return bench.host({ parameters });
}

describe('connection events', () => {
	it('are left out where they are not asked for', async () => {
		const host = listening({ connectionEvents: false });
		await host.activate();
		stream().drop();
		await waitFor('the next socket', () => stream().opened() === 2);
		stream().sendRaw('not JSON');
		await waitFor('the subscription', () => stream().subscriptions().length > 0);
		stream().publish('liquidations', 'BTC');
		await waitFor('an execution', () => host.started.length > 0);
		expect(host.items().map((item) => item['event'])).toEqual([undefined]);
	});

	it('tell of the connection, of its end, and of the gap, and are told from data by their field', async () => {
		const host = listening({});
		await host.activate();
		stream().drop();
		await waitFor('the next subscription', () => {
			return stream().opened() === 2 && stream().subscriptions().length > 0;
		});
		stream().publish('liquidations', 'BTC');
		await waitFor('four executions', () => host.started.length === 4);
		const [connected, disconnected, again, data] = host.items();
		expect(connected).toMatchObject({ event: 'connected', gapFrom: null, gapTo: null });
		expect(disconnected).toMatchObject({ event: 'disconnected', closeCode: 1006 });
		expect(again).toMatchObject({ event: 'connected' });
		const at = (name: string) => Date.parse(again?.[name] as string);
		expect(at('gapTo')).toBeGreaterThanOrEqual(at('gapFrom'));
		expect(again?.['text']).toMatch(/connected again after .* without data/);
		expect(data).not.toHaveProperty('event');
	});

	it('tell of messages that cannot be read', async () => {
		const host = listening({});
		await host.activate();
		stream().sendRaw('not JSON');
		await waitFor('two executions', () => host.started.length === 2);
		expect(host.items()[1]).toMatchObject({ event: 'problem' });
	});

	it('tell of the silence of many subscriptions in one execution', async () => {
		const options = { connectionEvents: true, quietAfter: 0.005 };
		const host = bench.host({ parameters: { assets: 'BTC, ETH, SOL', options } });
		await host.activate();
		await waitFor('the silence', () => host.items().some((item) => item['event'] === 'quiet'));
		const quiet = host.started.at(-1)?.items ?? [];
		expect(quiet.map((item) => [item['event'], item['asset']])).toEqual([
			['quiet', 'BTC'],
			['quiet', 'ETH'],
			['quiet', 'SOL'],
		]);
	});

	it('tell why the stream has stopped, with the code of what happened', async () => {
		const key = 'kf_elite_revoked_with_events';
		const parameters = { options: { connectionEvents: true } };
		const host = bench.host({ parameters, credentials: bench.credentials(key) });
		await host.activate();
		bench.emulator.setTier(key, 'expired');
		stream().revoke(key);
		await waitFor('n8n to be told', () => host.errors.length > 0);
		await waitFor('the event', () => host.items().at(-1)?.['event'] === 'refused');
		expect(host.items().at(-1)).toMatchObject({ event: 'refused', code: 'invalid_api_key' });
	});
});
