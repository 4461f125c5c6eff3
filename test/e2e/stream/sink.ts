import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { waitFor } from '../hosts/wait';

/** One delivery as a flow passed it on: a message, or the items of one execution. */
export interface Delivery {
	/** Which flow it came from. */
	consumer: string;
	records: Record<string, unknown>[];
	/** ms since 1970. */
	at: number;
}

/** Where the flows of a test send what they get: a local server that writes it down. */
export class Sink {
	readonly deliveries: Delivery[] = [];
	/** How long it takes to answer, for flows that are to be busy. */
	delayMs = 0;

	private constructor(private readonly server: Server) {}

	static async open(): Promise<Sink> {
		const server = createServer();
		const sink = new Sink(server);
		server.on('request', (request, response) => {
			let body = '';
			request.setEncoding('utf8').on('data', (text: string) => (body += text));
			request.on('end', () => {
				const parsed: unknown = JSON.parse(body);
				const records = (Array.isArray(parsed) ? parsed : [parsed]) as Delivery['records'];
				const consumer = (request.url ?? '/').slice(1);
				sink.deliveries.push({ consumer, records, at: Date.now() });
				setTimeout(() => response.end('{}'), sink.delayMs).unref();
			});
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return sink;
	}

	url(consumer: string): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${consumer}`;
	}

	/** Every data record so far; connection events are told by their field `event`. */
	data(consumer?: string): Record<string, unknown>[] {
		return this.records(consumer).filter((record) => record['event'] === undefined);
	}

	events(consumer?: string): Record<string, unknown>[] {
		return this.records(consumer).filter((record) => record['event'] !== undefined);
	}

	/** The sequence numbers that arrived, in order. */
	sequences(consumer?: string): number[] {
		return this.data(consumer).map(({ sequence }) => Number(sequence));
	}

	async received(sequence: number, consumer?: string, timeoutMs = 20_000): Promise<void> {
		const has = () => this.sequences(consumer).includes(sequence);
		await waitFor(`message ${sequence} to arrive`, has, { timeoutMs });
	}

	clear(): void {
		this.deliveries.length = 0;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		this.server.close();
		await once(this.server, 'close');
	}

	private records(consumer?: string): Record<string, unknown>[] {
		const those = this.deliveries.filter(
			(one) => consumer === undefined || one.consumer === consumer,
		);
		return those.flatMap(({ records }) => records);
	}
}
