import { startEmulator, type Emulator, type EmulatorOptions } from '../../../emulator';
import { Host, type FlowNode, type HostOptions } from './host';

const started: Emulator[] = [];
let keys = 0;

/** An emulator that is closed after the test. */
export async function emulate(options: EmulatorOptions = {}): Promise<Emulator> {
	const emulator = await startEmulator({ scenario: 'guide', ...options });
	started.push(emulator);
	return emulator;
}

afterEach(async () => {
	await Promise.all(started.splice(0).map((emulator) => emulator.close()));
});

/** A key of its own for every test: everything with the same key shares its calls and answers. */
export function newKey(tier: 'pro' | 'elite' | 'expired' = 'pro'): string {
	keys += 1;
	return `kf_${tier}_nodered_${process.pid}_${keys}_Zq7`;
}

export interface Stage {
	emulator: Emulator;
	host: Host;
	apiKey: string;
}

/** A runtime with the given nodes, whose account asks an emulator that serves the guide's samples. */
export async function stage(
	nodes: FlowNode[],
	{ emulation, ...options }: HostOptions & { emulation?: EmulatorOptions } = {},
): Promise<Stage> {
	const emulator = await emulate(emulation);
	const apiKey = options.apiKey ?? newKey();
	const account = { baseUrl: emulator.baseUrl, ...options.account };
	const host = await Host.start(nodes, { ...options, apiKey, account });
	return { emulator, host, apiKey };
}
