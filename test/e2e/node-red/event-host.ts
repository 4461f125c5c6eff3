import { createHash } from 'node:crypto';
import type { Emulator } from '../../../emulator';
import { SECRET, type EventConsumer, type EventHost } from '../events/bench';
import type { NodeRedVersion } from '../hosts/install';
import { startNodeRed, type NodeRed } from '../hosts/node-red';
import type { DeploymentType, FlowNode } from '../hosts/node-red-admin';
import { packNodeRed } from '../hosts/pack';
import type { Sink } from '../stream/sink';

const DEPLOYMENTS: DeploymentType[] = ['full', 'nodes', 'flows'];

/** A flow for each consumer, which sends the events, and not what was rejected, to the sink. */
export class NodeRedEventHost implements EventHost {
	private deployments = 0;
	/** Ids whose credentials Node-RED has: like the editor, it is sent them only when they are new. */
	private readonly known = new Set<string>();

	private constructor(readonly red: NodeRed) {}

	static async start(
		version: NodeRedVersion,
		settings: Record<string, unknown> = {},
	): Promise<NodeRedEventHost> {
		const tarball = await packNodeRed();
		const red = await startNodeRed({ version, tarball, settings, logLevel: 'trace' });
		return new NodeRedEventHost(red);
	}

	/** Deploys in each of the editor's three ways in turn. */
	async run(consumers: EventConsumer[], emulator: Emulator, sink: Sink): Promise<void> {
		await this.deploy(eventFlows(consumers, emulator, sink, this.red.url));
	}

	async deploy(flows: FlowNode[], publicType?: DeploymentType): Promise<void> {
		const type = publicType ?? DEPLOYMENTS[this.deployments++ % DEPLOYMENTS.length];
		const deployed = flows.map((node) => {
			if (!this.known.has(node.id)) return node;
			const { credentials: _, ...rest } = node;
			return rest;
		});
		await this.red.deploy(deployed, type);
		// With a node its credentials are gone.
		this.known.clear();
		for (const { id, credentials } of flows) if (credentials !== undefined) this.known.add(id);
	}

	async restart({ kill = false }: { kill?: boolean } = {}): Promise<void> {
		await this.red.restart({ kill });
	}

	output(): string {
		return this.red.output();
	}

	async remove(): Promise<void> {
		await this.red.remove();
	}
}

export function eventFlows(
	consumers: EventConsumer[],
	emulator: Emulator,
	sink: Sink,
	publicUrl: string,
): FlowNode[] {
	const keys = [...new Set(consumers.map(({ key }) => key))];
	const accounts = keys.map((apiKey) => ({
		id: `account${short(apiKey)}`,
		type: 'kingfisher-account',
		environment: 'custom',
		baseUrl: emulator.baseUrl,
		credentials: { apiKey },
	}));
	const flows = consumers.flatMap((consumer) => {
		const { name, key, events, assets, verification = 'token' } = consumer;
		const { tolerance = '', confirm = 'no' } = consumer;
		const id = `${name}${short(key)}`;
		const tab = `tab-${id}`;
		// What has no place on the canvas counts as a configuration node.
		const place = { z: tab, x: 100, y: 100 };
		return [
			{ id: tab, type: 'tab', label: name },
			{
				...place,
				id,
				type: 'kingfisher-event',
				account: `account${short(key)}`,
				events: events.join(','),
				assets: assets.join(', '),
				clusterThreshold: '1000000000',
				fundingThreshold: '0.05',
				publicUrl,
				path: '',
				verification,
				signatureHeader: 'X-Signature',
				tolerance: String(tolerance),
				confirm,
				output: 'simplified',
				// As the dialog makes it.
				credentials: {
					token: createHash('sha256').update(`token of ${key}`).digest('base64url'),
					secret: SECRET,
				},
				wires: [[`sink-${id}`], []],
			},
			{
				...place,
				id: `sink-${id}`,
				type: 'http request',
				method: 'POST',
				ret: 'txt',
				paytoqs: 'ignore',
				url: sink.url(name),
				wires: [[]],
			},
		];
	});
	return [...accounts, ...flows] as FlowNode[];
}

function short(key: string): string {
	return createHash('sha256').update(key).digest('hex').slice(0, 10);
}
