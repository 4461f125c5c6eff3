import { once } from 'node:events';

import { decodeDebug, type DebugMessage, type EncodedDebug } from './node-red-debug';
import { waitFor } from './wait';

/** What is shown under a node; empty when it was cleared. */
export interface NodeStatus {
	fill?: string;
	shape?: string;
	text?: string;
}

interface Frame {
	topic: string;
	data: unknown;
}

/** The stream of events that Node-RED sends to its editor. */
export class NodeRedComms {
	/** Every debug message so far. */
	readonly debugMessages: DebugMessage[] = [];
	/** Every status in the order it was set. */
	readonly statusHistory: Array<{ id: string; status: NodeStatus }> = [];
	/** Deployments whose flows have started, and failures to start, in order. */
	readonly runtimeEvents: Array<{ topic: string; data: Record<string, unknown> }> = [];
	private readonly unread: DebugMessage[] = [];

	private constructor(private readonly socket: WebSocket) {
		socket.addEventListener('message', ({ data }) => {
			const frames = JSON.parse(String(data)) as Frame | Frame[];
			for (const frame of Array.isArray(frames) ? frames : [frames]) this.receive(frame);
		});
	}

	static async connect(url: string): Promise<NodeRedComms> {
		const socket = new WebSocket(`${url.replace('http', 'ws')}/comms`);
		const comms = new NodeRedComms(socket);
		await once(socket, 'open');
		for (const topic of ['debug', 'status/#', 'notification/#']) {
			socket.send(JSON.stringify({ subscribe: topic }));
		}
		return comms;
	}

	/** The oldest debug message not asked for yet, of that debug node if one is named. */
	async nextDebug(id?: string, timeoutMs = 10_000): Promise<DebugMessage> {
		const from = id === undefined ? 'any debug node' : `debug node ${id}`;
		return await waitFor(`a message of ${from}`, () => this.takeDebug(id), { timeoutMs });
	}

	statusOf(id: string): NodeStatus | undefined {
		return this.statusHistory.findLast((entry) => entry.id === id)?.status;
	}

	close(): void {
		this.socket.close();
	}

	private takeDebug(id?: string): DebugMessage | undefined {
		const index = this.unread.findIndex((message) => id === undefined || message.id === id);
		return index < 0 ? undefined : this.unread.splice(index, 1)[0];
	}

	private receive({ topic, data }: Frame): void {
		if (topic === 'debug') {
			const message = decodeDebug(data as EncodedDebug);
			this.debugMessages.push(message);
			this.unread.push(message);
		} else if (topic.startsWith('status/')) {
			this.statusHistory.push({ id: topic.slice('status/'.length), status: data as NodeStatus });
		} else if (topic.startsWith('notification/')) {
			this.runtimeEvents.push({ topic, data: data as Record<string, unknown> });
		}
	}
}
