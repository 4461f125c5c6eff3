import type { IDataObject, INode } from 'n8n-workflow';
import { startEmulator, type Emulator } from '../../../emulator';
import { startN8n, type N8n } from '../hosts/n8n';
import type { Credential } from '../hosts/n8n-credentials';
import type { RunResult } from '../hosts/n8n-run';
import { packN8n } from '../hosts/pack';

export const EVENT_TRIGGER = 'n8n-nodes-kingfisher.kingfisherTrigger';
export const KINGFISHER = 'n8n-nodes-kingfisher.kingfisher';
export const SIGNAL_TRIGGER = 'n8n-nodes-kingfisher.kingfisherSignalTrigger';
export const STREAM_TRIGGER = 'n8n-nodes-kingfisher.kingfisherStreamTrigger';

/** A real n8n with the packed package, an emulator behind it, and a credential for it. */
export interface Bench {
	emulator: Emulator;
	n8n: N8n;
	credential: Credential;
	/** Runs the Kingfisher node in production. */
	run(
		parameters: INode['parameters'],
		more?: { items?: IDataObject[]; settings?: Partial<INode>; credential?: Credential },
	): Promise<RunResult>;
	close(): Promise<void>;
}

export async function startBench(scenario: 'guide' | 'market', key?: string): Promise<Bench> {
	const emulator = await startEmulator({ scenario });
	const n8n = await startN8n({ tarball: await packN8n(), env: { N8N_LOG_LEVEL: 'debug' } });
	const credential = await n8n.credentials.create(
		'kingfisherApi',
		customCredential(emulator.baseUrl, key ?? emulator.keys.pro),
	);
	return {
		emulator,
		n8n,
		credential,
		run: async (parameters, more = {}) =>
			await n8n.run({ type: KINGFISHER, parameters, credential, ...more }),
		close: async () => {
			await n8n.remove();
			await emulator.close();
		},
	};
}

export function customCredential(baseUrl: string, apiKey: string): IDataObject {
	return { apiKey, environment: 'custom', baseUrl, streamUrl: '' };
}
