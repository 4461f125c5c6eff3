import type { Emulator } from '../../../emulator';
import type { Credential } from '../hosts/n8n-credentials';
import { startN8n, type N8n } from '../hosts/n8n';
import { inARow, type NodeInWorkflow } from '../hosts/n8n-workflows';
import { packN8n } from '../hosts/pack';
import { waitFor } from '../hosts/wait';
import type { Consumer, StreamHost } from '../stream/bench';
import type { Sink } from '../stream/sink';
import { customCredential } from './setup';
import { toSink } from './to-sink';

const TRIGGER = 'n8n-nodes-kingfisher.kingfisherStreamTrigger';

/** Published workflows that send the items of every execution to the sink. */
export class N8nStreamHost implements StreamHost {
	private readonly credentials = new Map<string, Promise<Credential>>();
	private readonly running = new Map<string, { id: string; as: string }>();

	private constructor(readonly n8n: N8n) {}

	static async start(env: Record<string, string> = {}): Promise<N8nStreamHost> {
		const tarball = await packN8n();
		return N8nStreamHost.on(await startN8n({ tarball, env: { N8N_LOG_LEVEL: 'debug', ...env } }));
	}

	/** On an n8n that runs already. */
	static on(n8n: N8n): N8nStreamHost {
		return new N8nStreamHost(n8n);
	}

	async run(consumers: Consumer[], emulator: Emulator, sink: Sink): Promise<void> {
		for (const [name, { id, as }] of [...this.running]) {
			if (consumers.some((one) => one.name === name && JSON.stringify(one) === as)) continue;
			await this.n8n.workflows.deactivate(id);
			this.running.delete(name);
		}
		const fresh = consumers.filter(({ name }) => !this.running.has(name));
		await Promise.all(fresh.map(async (one) => await this.publish(one, emulator, sink)));
	}

	/** The id of the workflow of a consumer. */
	workflow(consumer: string): string {
		return this.running.get(consumer)?.id ?? '';
	}

	async credential(key: string, emulator: Emulator): Promise<Credential> {
		const data = customCredential(emulator.baseUrl, key);
		const credential =
			this.credentials.get(key) ?? this.n8n.credentials.create('kingfisherApi', data);
		this.credentials.set(key, credential);
		return await credential;
	}

	async refusal(consumer: string): Promise<string> {
		return await waitFor(
			`${consumer} to be refused`,
			async () => {
				const { triggers } = await this.n8n.workflows.publication(this.workflow(consumer));
				return triggers.find(({ errorMessage }) => errorMessage)?.errorMessage ?? undefined;
			},
			{ timeoutMs: 45_000, everyMs: 250 },
		);
	}

	/** Ends the workflow: n8n has them in its log when the stream is closed. */
	async counts(consumer: string): Promise<Record<string, number>> {
		const before = this.output().length;
		await this.n8n.workflows.deactivate(this.workflow(consumer));
		this.running.delete(consumer);
		const closed = /stream: closed: (\{[^}]*\})/;
		const line = await waitFor('the counts', () => closed.exec(this.output().slice(before))?.[1]);
		return JSON.parse(line) as Record<string, number>;
	}

	output(): string {
		return this.n8n.output();
	}

	pid(): number {
		return this.n8n.pid;
	}

	async remove(): Promise<void> {
		await this.n8n.remove();
	}

	private async publish(consumer: Consumer, emulator: Emulator, sink: Sink): Promise<void> {
		const credential = await this.credential(consumer.key, emulator);
		const nodes = [trigger(consumer, credential), toSink(sink.url(consumer.name))];
		const { id } = await this.n8n.workflows.create({
			name: `Stream ${consumer.name}`,
			nodes,
			connections: inARow(nodes),
			// What the sink has seen need not be kept again, in a flood least of all.
			settings: { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'all' },
		});
		this.running.set(consumer.name, { id, as: JSON.stringify(consumer) });
		await this.n8n.workflows.activate(id);
	}
}

function trigger(consumer: Consumer, credential: Credential): NodeInWorkflow {
	const { assets, channels = ['liquidations'], exchanges = ['all'], delivery = 'every' } = consumer;
	const { idleLimit, bufferSize, inFlight } = consumer;
	return {
		name: 'Stream',
		type: TRIGGER,
		parameters: {
			channels,
			assets: assets.join(', '),
			exchanges,
			delivery,
			options: {
				connectionEvents: true,
				simplify: false,
				...(idleLimit === undefined ? {} : { idleLimit }),
				...(bufferSize === undefined ? {} : { bufferSize }),
				...(inFlight === undefined ? {} : { inFlight }),
			},
		},
		credentials: credential.reference(),
	};
}
