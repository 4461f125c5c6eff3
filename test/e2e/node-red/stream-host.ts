import { createHash } from 'node:crypto';
import type { Emulator } from '../../../emulator';
import type { NodeRedVersion } from '../hosts/install';
import { startNodeRed, type NodeRed } from '../hosts/node-red';
import type { DeploymentType, FlowNode } from '../hosts/node-red-admin';
import { packNodeRed } from '../hosts/pack';
import { waitFor } from '../hosts/wait';
import type { Consumer, StreamHost } from '../stream/bench';
import type { Sink } from '../stream/sink';

const DEPLOYMENTS: DeploymentType[] = ['full', 'nodes', 'flows'];

/** A flow for each consumer, which sends what both outputs of the stream node give to the sink. */
export class NodeRedStreamHost implements StreamHost {
	private deployments = 0;
	private messagesBefore = 0;
	private readonly accounts = new Set<string>();
	private sink: Sink | undefined;

	private constructor(readonly red: NodeRed) {}

	static async start(version: NodeRedVersion): Promise<NodeRedStreamHost> {
		const tarball = await packNodeRed();
		return new NodeRedStreamHost(await startNodeRed({ version, tarball, logLevel: 'trace' }));
	}

	/** Deploys in each of the editor's three ways in turn. */
	async run(consumers: Consumer[], emulator: Emulator, sink: Sink): Promise<void> {
		this.sink = sink;
		this.messagesBefore = this.red.messages().length;
		const type = DEPLOYMENTS[this.deployments++ % DEPLOYMENTS.length];
		await this.deploy(streamFlows(consumers, emulator, sink), type);
	}

	/** Like the editor, it sends a key only when it was typed: one that is sent counts as changed. */
	async deploy(flows: FlowNode[], type?: DeploymentType): Promise<void> {
		const deployed = flows.map((node) => {
			if (node.type !== 'kingfisher-account' || !this.accounts.has(node.id)) return node;
			const { credentials: _, ...rest } = node;
			return rest;
		});
		await this.red.deploy(deployed, type);
		// With the account its key is gone.
		this.accounts.clear();
		for (const { id, type: kind } of flows)
			if (kind === 'kingfisher-account') this.accounts.add(id);
	}

	async refusal(consumer: string): Promise<string> {
		const isTold = ({ id, level }: { id: string; level?: number }) =>
			id === consumer && level === 20;
		const message = await waitFor(`${consumer} to be refused`, () =>
			this.red.messages().slice(this.messagesBefore).find(isTold),
		);
		await this.red.status(consumer, ({ fill, shape }) => fill === 'red' && shape === 'dot');
		return JSON.stringify(message.value);
	}

	/** The answer to the command `status`, at the second output. */
	async counts(consumer: string): Promise<Record<string, number>> {
		const { sink } = this;
		const isAnswer = (record: Record<string, unknown>) => record['counts'] !== undefined;
		const known = sink?.data(consumer).filter(isAnswer).length ?? 0;
		await this.red.inject(`ask-${consumer}`);
		const answer = await waitFor(
			'the answer to status',
			() => sink?.data(consumer).filter(isAnswer)[known],
		);
		return answer['counts'] as Record<string, number>;
	}

	output(): string {
		return this.red.output();
	}

	pid(): number {
		return this.red.pid;
	}

	async remove(): Promise<void> {
		await this.red.remove();
	}
}

export function streamFlows(consumers: Consumer[], emulator: Emulator, sink: Sink): FlowNode[] {
	const keys = [...new Set(consumers.map(({ key }) => key))];
	const accounts = keys.map((apiKey) => ({
		id: accountId(apiKey),
		type: 'kingfisher-account',
		environment: 'custom',
		baseUrl: emulator.baseUrl,
		credentials: { apiKey },
	}));
	const flows = consumers.flatMap((consumer) => {
		const { name, key, assets, channels = ['liquidations'], exchanges = ['all'] } = consumer;
		const { delivery = 'every', idleLimit = '', bufferSize = '', perSecond = 0 } = consumer;
		const tab = `tab-${name}`;
		// What has no place on the canvas counts as a configuration node.
		const place = { z: tab, x: 100, y: 100 };
		return [
			{ id: tab, type: 'tab', label: name },
			{
				...place,
				id: name,
				type: 'kingfisher-stream',
				account: accountId(key),
				channels: channels.join(','),
				assets: assets.join(', '),
				exchanges: exchanges.join(','),
				delivery,
				interval: '1',
				perSecond: String(perSecond),
				output: 'summary',
				idleLimit: String(idleLimit),
				bufferSize: String(bufferSize),
				wires: [[`sink-${name}`], [`sink-${name}`]],
			},
			{
				...place,
				id: `ask-${name}`,
				type: 'inject',
				props: [{ p: 'payload', v: 'status', vt: 'str' }],
				wires: [[name]],
			},
			{
				...place,
				id: `sink-${name}`,
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

function accountId(apiKey: string): string {
	return createHash('sha256').update(apiKey).digest('hex').slice(0, 16);
}
