import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulator';
import { clock } from '../../nodes/shared/client';
import { waitFor } from '../e2e/hosts/wait';
import { TriggerHost, type HostOptions } from './n8n-trigger-host';

export interface StreamBench {
	readonly emulator: Emulator;
	/** A credential for the emulator: with its Elite key if nothing is said. */
	credentials(apiKey?: string): ICredentialDataDecryptedObject;
	host(options?: Partial<HostOptions>): TriggerHost;
	/** Waits of ours that are not over. */
	pendingWaits(): number;
	/** Until the stream has no socket any more. */
	noSocket(): Promise<unknown>;
}

/** An emulator for the tests of a file, and n8ns around the trigger, closed after each test. */
export function streamBench(options: EmulatorOptions = {}): StreamBench {
	let emulator: Emulator;
	let hosts: TriggerHost[] = [];
	let pending = 0;
	// The pauses between attempts to connect are real, and random.
	jest.setTimeout(30_000);

	beforeAll(async () => {
		emulator = await startEmulator(options);
	});

	beforeEach(() => {
		emulator.stream.behave({ acknowledge: true });
		const sleep = clock.sleep.bind(clock);
		pending = 0;
		jest.spyOn(clock, 'sleep').mockImplementation(async (ms, signal) => {
			pending += 1;
			await sleep(ms, signal).finally(() => (pending -= 1));
		});
	});

	afterEach(async () => {
		for (const host of hosts) {
			for (const execution of host.started) execution.finish();
			await host.deactivate();
		}
		hosts = [];
		jest.restoreAllMocks();
		emulator.reset();
	});

	afterAll(async () => {
		await emulator.close();
	});

	const credentials = (apiKey = emulator.keys.elite) => ({
		apiKey,
		environment: 'custom',
		baseUrl: emulator.baseUrl,
		streamUrl: emulator.stream.url,
	});
	return {
		get emulator() {
			return emulator;
		},
		credentials,
		host(more = {}) {
			const host = new TriggerHost({ credentials: credentials(), ...more });
			hosts.push(host);
			return host;
		},
		pendingWaits: () => pending,
		noSocket: async () =>
			await waitFor('the socket to close', () => emulator.stream.connections().length === 0),
	};
}
