import { startEmulator } from '../../emulator';
import { sleep, waitFor } from '../e2e/hosts/wait';
import { freePorts } from '../e2e/hosts/free-ports';
import { streamBench } from './stream-bench';

const bench = streamBench();
const FAST = { delivery: 'every' };

const stream = () => bench.emulator.stream;
const opened = async (count: number) =>
	await waitFor(`${count} sockets`, () => stream().opened() >= count && isSubscribed());
const isSubscribed = () => stream().subscriptions().length > 0;

describe('an outage', () => {
	it('passes: everything is subscribed to again once, and nothing is given up', async () => {
		const host = bench.host({ parameters: { channels: ['liquidations', 'gex'] } });
		await host.activate();
		stream().behave({ refuseUpgrade: 'reset' });
		stream().drop();
		await waitFor('attempts', () => stream().attempts() >= 3);
		stream().behave({ refuseUpgrade: undefined });
		await opened(2);
		await waitFor('all subscriptions', () => stream().subscriptions().length === 2);
		expect(stream().subscriptions()).toEqual(['gex:BTC:all', 'liquidations:BTC:all']);
		expect(host.errors).toEqual([]);
		expect(host.log).toContainEqual(expect.stringMatching(/disconnected .* trying again in/));
		expect(host.log).toContainEqual(expect.stringMatching(/connected again after .* without data/));
		stream().publish('gex', 'BTC');
		await waitFor('an execution', () => host.started.length > 0);
	});

	it('at the start passes as well: the workflow is published at once, and delivers later', async () => {
		const [port = 0] = await freePorts(1);
		const url = `http://127.0.0.1:${port}/v1`;
		const credentials = { ...bench.credentials(), baseUrl: url, streamUrl: '' };
		const host = bench.host({ parameters: FAST, credentials });
		const began = Date.now();
		await host.activate();
		expect(Date.now() - began).toBeLessThan(5000);
		const late = await startEmulator({ port });
		await waitFor('the subscription', () => late.stream.subscriptions().length > 0);
		late.stream.publish('liquidations', 'BTC');
		await waitFor('an execution', () => host.started.length > 0);
		await host.deactivate();
		await late.close();
	});

	it('is the moment in which a key that was exchanged meanwhile takes effect', async () => {
		const [old, fresh] = ['kf_elite_before_rotation', 'kf_elite_after_rotation'];
		const host = bench.host({ parameters: FAST, credentials: bench.credentials(old) });
		await host.activate();
		host.credentials = bench.credentials(fresh);
		bench.emulator.setTier(old, 'expired');
		stream().drop();
		await opened(2);
		stream().publish('liquidations', 'BTC');
		await waitFor('an execution', () => host.started.length > 0);
		expect(host.errors).toEqual([]);
		expect(stream().connections()).toMatchObject([{ authenticated: true }]);
	});

	it('leaves nothing behind when the workflow is taken back meanwhile', async () => {
		const host = bench.host();
		await host.activate();
		stream().behave({ refuseUpgrade: 'reset' });
		stream().drop();
		await waitFor('an attempt', () => stream().attempts() >= 2);
		await host.deactivate();
		await waitFor('every wait to end', () => bench.pendingWaits() === 0);
		const attempts = stream().attempts();
		stream().behave({ refuseUpgrade: undefined });
		await sleep(1200); // two of the first pauses
		expect(stream().attempts()).toBe(attempts);
		expect(stream().connections()).toEqual([]);
	});
});

describe('a key that is refused later', () => {
	it('ends the stream, and is told to n8n once', async () => {
		const key = 'kf_elite_revoked_later';
		const host = bench.host({ credentials: bench.credentials(key) });
		await host.activate();
		bench.emulator.setTier(key, 'expired');
		stream().revoke(key);
		await waitFor('n8n to be told', () => host.errors.length > 0);
		expect(host.errors[0]?.message).toContain('credential "Desk" is invalid or expired');
		await bench.noSocket();
		await sleep(100);
		expect(host.errors).toHaveLength(1);
		expect(bench.pendingWaits()).toBe(0);
	});

	it('stands in no log, no message and no item', async () => {
		const key = 'kf_elite_told_nowhere_8c1f';
		const options = { connectionEvents: true, maximumDistance: 90, includeRaw: true };
		const credentials = bench.credentials(key);
		const host = bench.host({ parameters: { ...FAST, options }, credentials });
		await host.activate();
		stream().sendRaw({ channel: 'liquidations', asset: 'BTC', data: { clusters: [], by: key } });
		stream().sendRaw(`no JSON, but ${key}`);
		stream().publish('liquidations', 'BTC');
		await waitFor('executions', () => host.started.length >= 2);
		bench.emulator.setTier(key, 'expired');
		stream().revoke(key);
		await waitFor('n8n to be told', () => host.errors.length > 0);
		const told = JSON.stringify([host.log, host.items(), host.errors]);
		expect(told).toContain('Desk');
		expect(told).not.toContain(key);
	});
});

describe('taking the workflow back', () => {
	it('closes the socket, every time, without waiting for the network', async () => {
		const host = bench.host();
		for (let round = 1; round <= 10; round += 1) {
			await host.activate();
			expect(stream().connections()).toHaveLength(1);
			await host.deactivate();
			await bench.noSocket();
		}
		expect(stream().opened()).toBe(10);
		expect(bench.pendingWaits()).toBe(0);
	});

	it('is over at once while the API does not answer', async () => {
		const host = bench.host();
		await host.activate();
		stream().goSilent();
		const began = Date.now();
		await host.deactivate();
		expect(Date.now() - began).toBeLessThan(100);
		expect(bench.pendingWaits()).toBe(0);
		stream().resume();
		await bench.noSocket();
	});
});

describe('connections', () => {
	it('are not doubled when n8n activates the node again without having closed it', async () => {
		const host = bench.host({ parameters: FAST });
		await host.activate();
		await host.activate();
		await waitFor('one socket', () => stream().connections().length === 1);
		stream().publish('liquidations', 'BTC');
		await waitFor('an execution', () => host.started.length > 0);
		await sleep(100);
		expect(host.started).toHaveLength(1);
	});

	it('belong to one of two activations that overlap, and the other says why it has none', async () => {
		const host = bench.host({ parameters: FAST });
		const [first, second] = await Promise.allSettled([host.activate(), host.activate()]);
		expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
		expect(String((first as PromiseRejectedResult).reason)).toContain('published again');
		expect(stream().connections()).toHaveLength(1);
	});

	it('are shared by the workflows of a key, each of which gets what it wants', async () => {
		const one = bench.host({ parameters: FAST, workflowId: 'one' });
		const other = bench.host({ parameters: { ...FAST, channels: ['gex'] }, workflowId: 'other' });
		await Promise.all([one.activate(), other.activate()]);
		expect(stream().connections()).toHaveLength(1);
		stream().publish('liquidations', 'BTC');
		stream().publish('gex', 'BTC');
		await waitFor('both', () => one.started.length > 0 && other.started.length > 0);
		expect(one.items().map((item) => item['channel'])).toEqual(['liquidations']);
		expect(other.items().map((item) => item['channel'])).toEqual(['gex']);
		await one.deactivate();
		stream().publish('gex', 'BTC', { timestamp: '2100-01-01T00:00:00Z' });
		await waitFor('another', () => other.started.length > 1);
	});
});
