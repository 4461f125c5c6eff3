import type { NodeMessage } from 'node-red';
import type { StreamStatus } from '../../../core';
import type { EmulatorStream, StreamBehaviour } from '../../../emulator';
import { emulate, newKey } from './emulator';
import { Host, node, until, type FlowNode, type HostOptions } from './host';

export interface StreamStage {
	host: Host;
	stream: EmulatorStream;
	apiKey: string;
	/** Sends one update and returns what comes of it at the first output. */
	update: (channel?: string, asset?: string, data?: object) => Promise<NodeMessage>;
	/** Returns the next message of the second output, if need be of one topic. */
	told: (topic?: string) => Promise<NodeMessage>;
	/** Asks the node under test how things stand, until the answer is as wanted. */
	report: (isWanted?: (status: StreamStatus) => boolean) => Promise<StreamStatus>;
}

type Options = HostOptions & { behaviour?: Partial<StreamBehaviour>; isReady?: boolean };

/** The stream node under test: quick, unless something else is said. */
export function streamNode(properties: Record<string, unknown> = {}, id = 'node'): FlowNode {
	return { ...node('stream', { interval: '0.05', ...properties }), id };
}

/** A further account at the same emulator. */
export function anotherAccount(id: string, stream: EmulatorStream): FlowNode {
	const baseUrl = stream.url.replace(/^ws(.*)\/stream$/, 'http$1');
	return { id, type: 'kingfisher-account', environment: 'custom', baseUrl };
}

/** A runtime whose stream nodes are subscribed at an emulator, unless `isReady` is false. */
export async function streamStage(
	nodes: FlowNode[],
	{ behaviour, isReady = true, ...options }: Options = {},
): Promise<StreamStage> {
	const emulator = await emulate();
	const { stream } = emulator;
	// Otherwise the core waits for a second whether an error comes.
	stream.behave({ acknowledge: true, ...behaviour });
	const apiKey = options.apiKey ?? newKey('elite');
	const account = { baseUrl: emulator.baseUrl, ...options.account };
	const host = await Host.start(nodes, { ...options, apiKey, account });
	if (isReady) await until(() => stream.subscriptions().length > 0, 'the subscriptions');
	const told = reader(host.told, 'a message of the second output');
	return {
		host,
		stream,
		apiKey,
		async update(channel = 'liquidations', asset = 'BTC', data = {}) {
			const before = host.sent.length;
			stream.publish(channel, asset, { data: { timestamp: timestamp(), ...data } });
			return await until(() => host.sent[before], 'an update');
		},
		told,
		async report(isWanted = () => true) {
			for (;;) {
				host.receive({ payload: 'status' });
				const { payload } = await told('status');
				if (isWanted(payload as StreamStatus)) return payload as StreamStatus;
			}
		},
	};
}

/** Each later than the one before. */
let count = 0;
export function timestamp(): string {
	count += 1;
	return new Date(Date.parse('2026-02-01T00:00:00Z') + count * 1000).toISOString();
}

function reader(messages: NodeMessage[], what: string) {
	let next = 0;
	return async (topic?: string): Promise<NodeMessage> =>
		await until(() => {
			while (next < messages.length) {
				const one = messages[next++]!;
				if (topic === undefined || one.topic === topic) return one;
			}
			return undefined;
		}, what);
}
