import { WebSocket as WsSocket } from 'ws';
import { Client, fetchTransport, listen, webSockets, type SocketFactory } from '../../../core';
import { clock } from '../../../node-red/shared/clock';
import { wsSockets } from '../../../node-red/shared/ws-sockets';
import { KEYS } from './frames';

/** Told of every frame once it has been handled, and of the first price of each message handed over. */
export interface Hearer {
	handled: () => void;
	price: (price: unknown) => void;
}

/** Connects to the address, and listens from then on. Resolves when it is ready. */
export type Receiver = (url: string, hearer: Hearer) => Promise<void>;

interface Message {
	data: { clusters: { price: number }[] };
}

/** What people write themselves, the bare limit, and ours with both socket libraries. */
export const RECEIVERS: Record<string, Receiver> = {
	'ws, not parsed': async (url, { handled }) => {
		await overWs(url, () => handled());
	},
	'ws + JSON.parse': async (url, { handled, price }) => {
		await overWs(url, (data) => {
			const { data: content } = JSON.parse(data.toString()) as Message;
			price(content.clusters[0]?.price);
			handled();
		});
	},
	'WebSocket + JSON.parse': async (url, { handled, price }) => {
		const socket = new WebSocket(url);
		socket.onmessage = ({ data }) => {
			const { data: content } = JSON.parse(data as string) as Message;
			price(content.clusters[0]?.price);
			handled();
		};
		await new Promise((resolve) => (socket.onopen = resolve));
	},
	'core on ws, every': core(wsSockets, 'every'),
	'core on ws, latest': core(wsSockets, 'latest'),
	'core on ws, batch': core(wsSockets, 'batch'),
	'core on WebSocket, every': core(webSockets(WebSocket), 'every'),
	'core on WebSocket, latest': core(webSockets(WebSocket), 'latest'),
};

async function overWs(url: string, hear: (data: Buffer) => void): Promise<void> {
	const socket = new WsSocket(url, { perMessageDeflate: false });
	socket.on('message', hear);
	await new Promise((resolve) => socket.on('open', resolve));
}

function core(sockets: SocketFactory, mode: 'every' | 'latest' | 'batch'): Receiver {
	return async (url, { handled, price }) => {
		const counting: SocketFactory = (address, handlers) =>
			sockets(address, {
				...handlers,
				text: (text) => {
					handlers.text(text);
					handled();
				},
			});
		const apiKey = 'kf_elite_bench_0123456789abcdef';
		const client = new Client({
			apiKey,
			baseUrl: `${url.replace('ws', 'http')}/v1`,
			transport: fetchTransport(fetch),
			clock,
			random: Math.random,
		});
		const account = 'the benchmark';
		const subscriber = listen(
			{ apiKey, streamUrl: url, client, account },
			{
				subscriptions: KEYS.map((asset) => ({ channel: 'liquidations', asset, exchange: 'all' })),
				settings: { mode },
				onMessages: (messages) => {
					for (const { raw } of messages)
						price((raw as unknown as Message).data.clusters[0]?.price);
					return undefined;
				},
			},
			{ sockets: counting, clock, random: Math.random },
		);
		await subscriber.ready(10_000);
	};
}
