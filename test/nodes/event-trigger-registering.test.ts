import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { eventBench, FLIP, FUNDING, PROXIMITY } from './event-bench';
import type { EventTriggerHost } from './n8n-event-host';

const bench = eventBench();

/** What n8n is given when the workflow is published, and would show the user. */
async function refusal(host: EventTriggerHost): Promise<Error | undefined> {
	return await host.activate().then(
		() => undefined,
		(caught: unknown) => caught as Error,
	);
}

const tokenOf = (url: string) => new URL(url).searchParams.get('token') ?? '';

describe('publishing the workflow', () => {
	it('registers each event of each asset once, with the threshold in the unit of the event', async () => {
		const host = await bench.host({
			parameters: {
				events: [PROXIMITY, FLIP, FUNDING],
				assets: 'btc, ETH, btc',
				clusterThreshold: 5e8,
				fundingThreshold: 0.1,
			},
		});
		await host.activate();
		expect(bench.registered()).toEqual([
			[PROXIMITY, 'BTC', 5e8],
			[PROXIMITY, 'ETH', 5e8],
			[FLIP, 'BTC', undefined],
			[FLIP, 'ETH', undefined],
			[FUNDING, 'BTC', 0.1],
			[FUNDING, 'ETH', 0.1],
		]);
	});

	it('gives the production address, with 32 random bytes in it that are nobody else’s', async () => {
		const [one, other] = [await bench.host(), await bench.host()];
		await one.activate();
		await other.activate();
		const urls = bench.emulator.webhooks.registrations().map(({ url }) => url);
		expect(urls.map((url) => new URL(url).pathname)).toEqual([
			'/webhook/hook-1/webhook',
			'/webhook/hook-1/webhook',
		]);
		for (const url of urls) expect(Buffer.from(tokenOf(url), 'base64url')).toHaveLength(32);
		expect(new Set(urls.map(tokenOf)).size).toBe(2);
	});

	it('again changes nothing; what was deleted at the other end is registered again', async () => {
		const host = await bench.host({ parameters: { events: [FLIP, FUNDING] } });
		await host.activate();
		const before = bench.emulator.webhooks.registrations();
		await host.activate();
		expect(bench.emulator.webhooks.registrations()).toEqual(before);
		const baseUrl = bench.emulator.baseUrl;
		const [lost] = before;
		const headers = { authorization: `Bearer ${host.apiKey}` };
		await fetch(`${baseUrl}/webhooks/${lost?.id}`, { method: 'DELETE', headers });
		expect(bench.registered()).toHaveLength(1);
		await host.activate();
		expect(
			bench
				.registered()
				.map(([event]) => event)
				.sort(),
		).toEqual([FUNDING, FLIP].sort());
	});

	it('after a change replaces only what is different, at the same address', async () => {
		const host = await bench.host({ parameters: { assets: 'BTC, ETH' } });
		await host.activate();
		const [btc] = bench.emulator.webhooks.registrations();
		host.parameters = { ...host.parameters, assets: 'BTC, SOL' };
		await host.activate();
		expect(bench.registered()).toEqual([
			[FLIP, 'BTC', undefined],
			[FLIP, 'SOL', undefined],
		]);
		expect(bench.emulator.webhooks.registrations()[0]).toEqual(btc);
	});

	it('leaves one registration each when n8n calls it five times with failures between', async () => {
		const host = await bench.host({ parameters: { events: [FLIP, FUNDING], assets: 'BTC, ETH' } });
		const { faults } = bench.emulator;
		const post = { method: 'POST', path: '/v1/webhooks' };
		for (const fault of [
			{ ...post, dropConnection: 'after' as const },
			{ ...post, status: 403, body: { error: 'forbidden' } },
			{ ...post, dropConnection: 'before' as const },
			{ ...post, status: 500 },
		]) {
			faults.inject(fault);
			await refusal(host);
			await host.call('delete');
		}
		await host.activate();
		expect(bench.registered()).toHaveLength(4);
		await host.call('delete');
		expect(bench.registered()).toEqual([]);
	});

	it.each([
		['no event', { events: [] }, 'Events'],
		['an event that is none', { events: '={{ ["gex"] }}' }, 'gex'],
		['no asset', { assets: ' , ' }, 'Events'],
		['an asset that is none', { assets: 'not-a symbol!' }, 'Events'],
		['a way to verify that is none', { verification: '={{ "trust" }}' }, '"trust"'],
		[
			'a signature without a secret',
			{ verification: 'hmac' },
			'secret of the signature is missing',
		],
		['a way to confirm that is none', { options: { confirm: '={{ "yes" }}' } }, '"yes"'],
	])('refuses %s before anything is asked', async (_, parameters, message) => {
		const host = await bench.host({ parameters });
		const calls = bench.emulator.calls.length;
		const error = await refusal(host);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error?.message).toContain(message);
		expect(bench.emulator.calls).toHaveLength(calls);
	});

	it('says what to do about a key that is dead', async () => {
		const host = await bench.host({ credentials: { apiKey: bench.emulator.keys.expired } });
		const error = await refusal(host);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error?.message).toContain('invalid or expired');
	});
});

describe('an address that the internet does not reach', () => {
	it('is explained, with WEBHOOK_URL, where the API refuses it', async () => {
		bench.emulator.shapes.set({ webhookUrls: 'public' });
		const error = await refusal(await bench.host());
		expect(error?.message).toContain('WEBHOOK_URL');
		expect(bench.registered()).toEqual([]);
	});

	it('is warned of, and not refused, where the API takes it', async () => {
		const host = await bench.host();
		await host.activate();
		expect(bench.registered()).toHaveLength(1);
		expect(host.log.filter((line) => line.includes('WEBHOOK_URL'))).toHaveLength(1);
	});

	it('is no matter with a public one', async () => {
		const host = await bench.host({ webhookUrl: 'https://n8n.example.com' });
		await host.activate();
		expect(host.log.filter((line) => line.includes('WEBHOOK_URL'))).toEqual([]);
	});
});

describe('taking the workflow back', () => {
	it('deletes everything, and keeps the token for the next time', async () => {
		const host = await bench.host({ parameters: { assets: 'BTC, ETH' } });
		await host.activate();
		const [before] = bench.emulator.webhooks.registrations();
		expect(await host.call('delete')).toBe(true);
		expect(bench.registered()).toEqual([]);
		await host.activate();
		expect(bench.emulator.webhooks.registrations()[0]?.url).toBe(before?.url);
	});

	it('says what could not be deleted, and deletes it at the next occasion', async () => {
		const host = await bench.host();
		await host.activate();
		bench.emulator.faults.inject({ method: 'DELETE', status: 403 });
		expect(await host.call('delete')).toBe(false);
		expect(host.log.join('\n')).toMatch(/could not be deleted, and will be tried again/);
		expect(bench.registered()).toHaveLength(1);
		expect(await host.call('delete')).toBe(true);
		expect(bench.registered()).toEqual([]);
	});

	it('works with a credential that cannot be used any more, and says so', async () => {
		const host = await bench.host();
		await host.activate();
		const { credentials } = host;
		host.credentials = { ...credentials, apiKey: '' };
		expect(await host.call('delete')).toBe(false);
		expect(host.log.join('\n')).toContain('could not be deleted');
		host.credentials = credentials;
		expect(await host.call('delete')).toBe(true);
		expect(bench.registered()).toEqual([]);
	});
});

it('a test run registers the test address, and takes it back', async () => {
	const host = await bench.host({ test: true });
	await host.activate();
	const [registration] = bench.emulator.webhooks.registrations();
	expect(registration?.url).toContain('/webhook-test/');
	expect(await bench.fire()).toEqual([200]);
	expect(host.executions).toHaveLength(1);
	expect(await host.call('delete')).toBe(true);
	expect(bench.registered()).toEqual([]);
});

it('neither key nor token is in the log or in an error', async () => {
	const host = await bench.host();
	await host.activate();
	const token = tokenOf(bench.emulator.webhooks.registrations()[0]?.url ?? '');
	bench.emulator.faults.inject({ method: 'DELETE', status: 403 });
	await host.call('delete');
	bench.emulator.shapes.set({ webhookUrls: 'public' });
	host.parameters = { ...host.parameters, assets: 'ETH' };
	const error = await refusal(host);
	expect(error).toBeDefined();
	const told = [...host.log, JSON.stringify(error), error?.stack].join('\n');
	expect(told).not.toContain(token);
	expect(told).not.toContain(host.apiKey);
});
