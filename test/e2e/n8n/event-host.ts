import type { Emulator } from '../../../emulator';
import { SECRET, type EventConsumer, type EventHost } from '../events/bench';
import type { Credential } from '../hosts/n8n-credentials';
import type { N8n } from '../hosts/n8n';
import { inARow, type NodeInWorkflow } from '../hosts/n8n-workflows';
import type { Sink } from '../stream/sink';
import { customCredential } from './setup';
import { toSink } from './to-sink';

export const TRIGGER = 'n8n-nodes-kingfisher.kingfisherTrigger';

interface Saved {
	id: string;
	/** What the workflow on disk is. */
	as: string;
	isPublished: boolean;
}

/** Published workflows that send the events of every execution to the sink. */
export class N8nEventHost implements EventHost {
	private readonly credentials = new Map<string, Promise<Credential>>();
	/** By key: who changes a workflow saves it again, and does not make a new one. */
	private readonly saved = new Map<string, Saved>();

	constructor(readonly n8n: N8n) {}

	async run(consumers: EventConsumer[], emulator: Emulator, sink: Sink): Promise<void> {
		for (const [key, saved] of this.saved) {
			const wanted = consumers.find((one) => one.key === key);
			if (!saved.isPublished || (wanted && JSON.stringify(wanted) === saved.as)) continue;
			await this.n8n.workflows.deactivate(saved.id);
			saved.isPublished = false;
		}
		for (const consumer of consumers) {
			if (this.saved.get(consumer.key)?.isPublished) continue;
			await this.publish(consumer, emulator, sink);
		}
	}

	/** The workflow of a consumer. */
	workflow({ key }: EventConsumer): string {
		return this.saved.get(key)?.id ?? '';
	}

	async restart(how: { kill?: boolean } = {}): Promise<void> {
		await this.n8n.restart(how);
	}

	output(): string {
		return this.n8n.output();
	}

	async remove(): Promise<void> {
		await this.n8n.remove();
	}

	async credential(key: string, emulator: Emulator): Promise<Credential> {
		const data = { ...customCredential(emulator.baseUrl, key), webhookSecret: SECRET };
		const credential =
			this.credentials.get(key) ?? this.n8n.credentials.create('kingfisherApi', data);
		this.credentials.set(key, credential);
		return await credential;
	}

	private async publish(consumer: EventConsumer, emulator: Emulator, sink: Sink): Promise<void> {
		const credential = await this.credential(consumer.key, emulator);
		const nodes = [eventTrigger(consumer, credential), toSink(sink.url(consumer.name))];
		const workflow = { name: `Events ${consumer.name}`, nodes, connections: inARow(nodes) };
		const before = this.saved.get(consumer.key);
		const { id } = before
			? await this.n8n.workflows.update(before.id, workflow)
			: await this.n8n.workflows.create(workflow);
		const { status, triggers } = await this.n8n.workflows.activate(id);
		if (status !== 'published') throw new Error(`${status}: ${JSON.stringify(triggers)}`);
		this.saved.set(consumer.key, { id, as: JSON.stringify(consumer), isPublished: true });
	}
}

export function eventTrigger(consumer: EventConsumer, credential: Credential): NodeInWorkflow {
	const { key, events, assets, verification = 'token', tolerance, confirm } = consumer;
	return {
		name: 'Events',
		type: TRIGGER,
		// The editor makes it when the node is dropped.
		webhookId: `events-${key.slice(-12)}`,
		parameters: {
			events,
			assets: assets.join(', '),
			verification,
			options: {
				...(tolerance === undefined ? {} : { tolerance }),
				...(confirm === undefined ? {} : { confirm }),
			},
		},
		credentials: credential.reference(),
	};
}
