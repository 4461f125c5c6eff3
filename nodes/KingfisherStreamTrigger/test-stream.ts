import type { INodeExecutionData, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import {
	eventRow,
	KingfisherError,
	listen,
	type ListenOptions,
	type StreamAccess,
	type StreamEvent,
	type StreamMessage,
	type Subscriber,
} from '../../core';
import { clock } from '../shared/client';
import { nodeError } from '../shared/node-error';
import { readAccess, streamPorts } from './access';
import { eventItem, messageItems } from './items';
import { readParameters, type StreamParameters } from './read-parameters';

/** How long a user is left waiting, in ms. */
export const PATIENCE = {
	/** Without a connection for as long, the user is told so. */
	connection: 15_000,
	/** A message that the limits hold back is shown after as long, if no other comes. */
	limits: 10_000,
	/** Some channels speak once in hours: then the connection itself is shown. */
	message: 60_000,
};

const CONNECTED: StreamEvent = { type: 'connected', gap: undefined };

const HELD_BACK = 'Shown in this test only: the limits in Options hold this message back';

/** "Execute step" in the editor: connects, shows one message, and disconnects. */
export async function testStream(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const node = context.getNode();
	const prepared = await prepare(context).catch((caught: unknown) => {
		throw nodeError(node, caught);
	});
	return {
		// Not before: n8n takes nothing until `trigger()` has returned.
		manualTriggerFunction: async () => {
			const items = await prepared.firstItems().catch((caught: unknown) => {
				throw nodeError(node, caught);
			});
			if (items) context.emit([items]);
		},
		closeFunction: async () => prepared.end(),
	};
}

async function prepare(context: ITriggerFunctions): Promise<StreamTest> {
	const parameters = readParameters(context);
	return new StreamTest(context, parameters, await readAccess(context));
}

class StreamTest {
	private readonly subscribers: Subscriber[] = [];
	private readonly over = new AbortController();
	private resolve: (items?: INodeExecutionData[]) => void = () => {};
	private reject: (error: KingfisherError) => void = () => {};
	private reason = 'no answer';

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly parameters: StreamParameters,
		private readonly access: StreamAccess,
	) {}

	/** The first message that the limits let through; `undefined` when the user has stopped waiting. */
	async firstItems(): Promise<INodeExecutionData[] | undefined> {
		const items = new Promise<INodeExecutionData[] | undefined>((resolve, reject) => {
			this.resolve = resolve;
			this.reject = reject;
		});
		if (!this.over.signal.aborted) this.start();
		return await items.finally(() => this.end());
	}

	end(): void {
		this.over.abort();
		for (const subscriber of this.subscribers) subscriber.close();
		this.resolve();
	}

	private start(): void {
		const { listening } = this.parameters;
		const { limits, ...withoutLimits } = listening;
		this.listen({
			...listening,
			onMessages: ([message]) => this.show(message),
			onEvent: (event) => this.onEvent(event),
		});
		if (limits) {
			const later = ([message]: StreamMessage[]) => {
				this.after(PATIENCE.limits, () => this.show(message, { note: HELD_BACK }));
				return undefined;
			};
			this.listen({ ...withoutLimits, onMessages: later });
		}
		this.after(PATIENCE.connection, () => this.isLive || this.reject(this.unreachable()));
		this.after(PATIENCE.message, () => this.showConnection());
	}

	private listen(options: ListenOptions): void {
		const settings = { ...options.settings, mode: 'every' as const };
		const ports = streamPorts(this.context);
		this.subscribers.push(listen(this.access, { ...options, settings }, ports));
	}

	private onEvent(event: StreamEvent): void {
		if (event.type === 'refused') this.reject(event.error);
		if (event.type === 'disconnected' || event.type === 'retrying') this.reason = event.reason;
	}

	private show(message: StreamMessage | undefined, more = {}): undefined {
		if (!message) return;
		const items = messageItems(message, this.parameters.form);
		const shown = items.map(({ json }) => ({ json: { ...json, ...more } }));
		const connection = this.parameters.connectionEvents ? [eventItem(CONNECTED, clock.now())] : [];
		if (shown.length > 0) this.resolve([...connection, ...shown]);
	}

	private showConnection(): void {
		if (!this.isLive) this.reject(this.unreachable());
		const row = eventRow(CONNECTED, clock.now());
		const seconds = PATIENCE.message / 1000;
		const text = `${String(row['text'])}, but no message came within ${seconds} s. Some channels send one only once in hours.`;
		this.resolve([{ json: { ...row, text } }]);
	}

	private get isLive(): boolean {
		return this.subscribers.some(({ status }) => status.state === 'live');
	}

	private unreachable(): KingfisherError {
		const { host } = new URL(this.access.streamUrl);
		return new KingfisherError({
			code: 'connection_failed',
			message: `The stream at ${host} cannot be reached: ${this.reason}`,
			help: "Try again. If it stays so, compare the credential's environment and stream URL, and see whether a firewall or proxy lets WebSocket connections through: behind a proxy, n8n needs NODE_USE_ENV_PROXY=1 in its environment. A published workflow goes on trying.",
		});
	}

	/** Does not happen any more once the test is over. */
	private after(ms: number, act: () => void): void {
		const { signal } = this.over;
		void clock.sleep(ms, signal).then(() => {
			if (!signal.aborted) act();
		});
	}
}
