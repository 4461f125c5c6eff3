import { NodeOperationError } from 'n8n-workflow';
import { waitFor } from '../e2e/hosts/wait';
import { streamBench } from './stream-bench';

const bench = streamBench();

/** What n8n is given when the workflow is published, and would show the user. */
async function refusal(parameters: object, credentials = bench.credentials()) {
	const host = bench.host({ parameters: { ...parameters }, credentials });
	const thrown = await host.activate().then(
		() => undefined,
		(caught: unknown) => caught as NodeOperationError,
	);
	// What is thrown is not told to n8n a second time.
	expect(host.errors).toEqual([]);
	return thrown;
}

// n8n shows nothing but the message, which therefore says what to do as well.
describe('publishing the workflow', () => {
	it('says that a Pro key cannot stream, and whose key it is', async () => {
		const error = await refusal({}, bench.credentials(bench.emulator.keys.pro));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error?.message).toContain(
			'The API key of credential "Desk" works, but the stream refuses it: streaming needs the Elite plan. Use the key of an Elite plan',
		);
		await bench.noSocket();
		expect(bench.pendingWaits()).toBe(0);
	});

	it('says that a key is dead', async () => {
		const error = await refusal({}, bench.credentials(bench.emulator.keys.expired));
		expect(error?.message).toContain('The API key of credential "Desk" is invalid or expired');
		expect(error?.message).toContain('Kingfisher dashboard, Settings, API Keys');
		await bench.noSocket();
		expect(bench.pendingWaits()).toBe(0);
	});

	it.each([
		['no asset', { assets: '  ' }, 'Stream: '],
		['no channel', { channels: [] }, 'Stream: '],
		['an asset that is none', { assets: 'BTC, not-a symbol!' }, 'is not an asset symbol'],
		['a channel that is none', { channels: '={{ "liquidation" }}' }, 'Stream: '],
		['a delivery that is none', { delivery: '={{ "all" }}' }, '"all" is not one of the choices'],
		['an output that is none', { output: '={{ "csv" }}' }, '"csv" is not one of the choices'],
		['a limit in words', { options: { minimumClusterUsd: '={{ "1B" }}' } }, '"1B" is not a number'],
		['an interval in words', { interval: '={{ "soon" }}' }, '"soon" is not a number'],
	])('refuses %s before anything is opened', async (_, parameters, message) => {
		const error = await refusal(parameters);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error?.message).toContain(message);
		expect(error?.message).toMatch(/\. (Use|Give|Choose) /);
		expect(bench.emulator.stream.attempts()).toBe(0);
	});

	it.each([
		['without a key', { apiKey: ' ' }, 'The API key is missing'],
		['with an address that is not encrypted', { streamUrl: 'ws://example.com' }, 'wss://'],
		['with an address that is none', { streamUrl: 'here' }, 'not a valid address'],
	])('refuses a credential %s', async (_, wrong, message) => {
		const error = await refusal({}, { ...bench.credentials(), ...wrong });
		expect(error?.message).toContain(message);
	});

	it('says so where Node.js has no WebSocket', async () => {
		const { WebSocket } = globalThis;
		Reflect.deleteProperty(globalThis, 'WebSocket');
		const error = await refusal({}).finally(() => Object.assign(globalThis, { WebSocket }));
		expect(error?.message).toContain('has no WebSocket');
		expect(error?.message).toContain('Node.js 22 or later');
	});

	it('that has failed gets nothing later, when the key works for others', async () => {
		const key = 'kf_pro_upgraded_later';
		const parameters = { delivery: 'every' };
		const credentials = bench.credentials(key);
		const failed = bench.host({ parameters, credentials });
		await expect(failed.activate()).rejects.toThrow('Elite');
		bench.emulator.setTier(key, 'elite');
		const other = bench.host({ parameters, credentials, workflowId: 'other' });
		await other.activate();
		bench.emulator.stream.publish('liquidations', 'BTC');
		await waitFor('an execution', () => other.started.length > 0);
		expect(failed.started).toEqual([]);
	});

	it('finds the stream below the base URL when the credential names none', async () => {
		const credentials = { ...bench.credentials(), streamUrl: '' };
		await bench.host({ credentials }).activate();
		expect(bench.emulator.stream.connections()).toHaveLength(1);
	});

	it('accepts a key with the blanks and line breaks of a clipboard around it', async () => {
		const credentials = bench.credentials(` ${bench.emulator.keys.elite}\r\n`);
		await bench.host({ credentials }).activate();
		expect(bench.emulator.stream.connections()).toMatchObject([{ authenticated: true }]);
	});
});
