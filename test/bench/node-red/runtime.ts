import { join } from 'node:path';
import { startNodeRed, type NodeRed } from '../../e2e/hosts/node-red';
import { packNodeRed } from '../../e2e/hosts/pack';
import { sleep, waitFor } from '../../e2e/hosts/wait';
import type { Portion, Source } from '../stream/contestant';
import type { Flow } from './flows';

export const VERSION = '5.0.7';

/** What a sink has seen since it last forgot. */
export interface Arrived {
	count: number;
	/** From the first to the last message. */
	seconds: number;
	lastEpochMs: number;
	/** ms from sending to arriving, where it was asked to note them. */
	ages: number[];
}

/** A real Node-RED with the packed nodes, in which the flows of the benchmark run beside each other. */
export class Runtime {
	private constructor(
		private readonly red: NodeRed,
		private readonly source: Source,
	) {}

	/** Resolves when every flow is connected. */
	static async start(source: Source, flows: Flow[]): Promise<Runtime> {
		const tarball = await packNodeRed();
		const settings = { nodesDir: join(__dirname, 'nodes') };
		const red = await startNodeRed({ version: VERSION, tarball, settings });
		await red.deploy(flows.flatMap(({ nodes }) => nodes(source.url)));
		// All connect by themselves; ours gives the API a second to refuse the key.
		await sleep(2500);
		return new Runtime(red, source);
	}

	get pid(): number {
		return this.red.pid;
	}

	/** Sends to one flow, and waits until as many have arrived at its sink. */
	async pour(name: string, portion: Portion, atLeast = portion.count): Promise<Arrived> {
		await this.red.admin.request('DELETE', `/bench-sink/${name}`);
		await this.source.pour({ to: `/${name}`, ...portion });
		return await waitFor(
			`${atLeast} messages at the sink`,
			async () => {
				const arrived = await this.arrived(name);
				return arrived.count >= atLeast && arrived;
			},
			{ timeoutMs: 120_000 },
		);
	}

	async arrived(name: string): Promise<Arrived> {
		return await this.red.admin.request<Arrived>('GET', `/bench-sink/${name}`);
	}

	async remove(): Promise<void> {
		await this.red.remove();
	}
}
