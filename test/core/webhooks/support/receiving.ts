import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	DEFAULT_TOLERANCE_MS,
	newToken,
	receiveWebhook,
	SeenDeliveries,
	type DeliveredEvent,
	type ReceiveSettings,
	type Reception,
} from '../../../../core';
import { guideText } from '../../support/guide';

/** When the deliveries of these tests arrive: four seconds after the guide's event. */
export const NOW = Date.parse('2026-02-01T12:35:00Z');

export const TOKEN = newToken();

export const SETTINGS: ReceiveSettings = {
	token: TOKEN,
	signing: { kind: 'token' },
	events: [],
	assets: [],
	toleranceMs: DEFAULT_TOLERANCE_MS,
};

/** The guide's delivery, byte for byte. */
export const SAMPLE = guideText('webhook-payload');

export interface Delivery {
	method?: string;
	token?: string | undefined;
	/** In place of the question mark and what follows it. */
	query?: string;
	headers?: Record<string, string>;
	body?: string | Uint8Array<ArrayBuffer>;
}

export interface Receiver {
	/** Without the token. */
	address: string;
	/** Sends over HTTP and resolves to the status, once the answer has turned out to be empty. */
	deliver: (delivery?: Delivery) => Promise<number>;
	settings: ReceiveSettings;
	seen: SeenDeliveries;
	now: number;
	/** What came of each request, oldest first. */
	receptions: Reception[];
	/** Everything that would have been worked on. */
	events: () => DeliveredEvent[];
	close(): Promise<void>;
}

/** A real server that receives webhooks as a host does. */
export async function receiver(settings: Partial<ReceiveSettings> = {}): Promise<Receiver> {
	const receptions: Reception[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { searchParams } = new URL(request.url ?? '', 'http://localhost');
			const tokens = searchParams.getAll('token');
			const reception = receiveWebhook(
				{
					method: request.method ?? '',
					headers: request.headers,
					body: Buffer.concat(chunks),
					// As Express gives it.
					token: tokens.length > 1 ? tokens : tokens[0],
				},
				self.settings,
				self.seen,
				self.now,
			);
			receptions.push(reception);
			response.writeHead(reception.status).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
	const self: Receiver = {
		address,
		settings: { ...SETTINGS, ...settings },
		seen: new SeenDeliveries(),
		now: NOW,
		receptions,
		events: () => receptions.flatMap(({ events }) => events),
		async deliver({ method = 'POST', token = TOKEN, query, headers, body = SAMPLE } = {}) {
			const response = await fetch(address + (query ?? `?token=${token}`), {
				method,
				headers: { 'content-type': 'application/json', ...headers },
				...(method === 'GET' || method === 'HEAD' ? {} : { body }),
			});
			if ((await response.text()) !== '') throw new Error('The answer is not empty');
			return response.status;
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
	return self;
}

/** Starts receivers and closes them after each test of the file. */
export function receivers(): (settings?: Partial<ReceiveSettings>) => Promise<Receiver> {
	const open: Receiver[] = [];
	afterEach(async () => {
		await Promise.all(open.splice(0).map((one) => one.close()));
	});
	return async (settings) => {
		const one = await receiver(settings);
		open.push(one);
		return one;
	};
}
