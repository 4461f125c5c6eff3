import { once } from 'node:events';
import { createServer as createHttp, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import type { Certificate } from './certificate';

/** A proxy that asks for a password and notes what passes. */
export interface Proxy {
	/** With its password. */
	url: string;
	port: number;
	/** Tunnels, by the `host:port` that was asked for: the proxy sees no more of them. */
	passed: string[];
	/** What was asked for openly: the proxy sees all of it, the key too. */
	plain: { url: string; authorization: string | undefined }[];
}

/** Servers of one test, closed together with whatever is connected to them. */
export class Network {
	private readonly servers = new Set<Server>();
	private readonly sockets = new Set<Socket>();

	/** Where the server listens. */
	async listening(server: Server): Promise<number> {
		server.on('connection', (socket) => this.watch(socket));
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		this.servers.add(server);
		return (server.address() as AddressInfo).port;
	}

	/** A port that speaks TLS in front of one that does not. */
	async encrypted({ key, cert }: Certificate, port: number): Promise<number> {
		const server = createTls({ key, cert }, (client) => this.join(client, port));
		server.on('tlsClientError', () => undefined);
		return await this.listening(server);
	}

	async proxy(): Promise<Proxy> {
		const passed: string[] = [];
		const plain: Proxy['plain'] = [];
		const isAllowed = ({ headers }: IncomingMessage) =>
			headers['proxy-authorization'] === `Basic ${Buffer.from('user:pa55').toString('base64')}`;
		const server = createHttp((incoming, response) => {
			const { url = '', method, headers } = incoming;
			if (!isAllowed(incoming)) return void response.writeHead(407).end();
			plain.push({ url, authorization: headers.authorization });
			const outgoing = request(url, { method, headers }, (answer) => {
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(response);
			});
			outgoing.on('error', () => response.destroy());
			incoming.pipe(outgoing);
		});
		server.on('connect', (incoming: IncomingMessage, client: Socket) => {
			if (!isAllowed(incoming)) {
				client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
				return;
			}
			const { url = '' } = incoming;
			passed.push(url);
			client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			this.join(client, Number(url.split(':')[1]));
		});
		const port = await this.listening(server);
		return { url: `http://user:pa55@127.0.0.1:${port}`, port, passed, plain };
	}

	close(): void {
		for (const socket of this.sockets) socket.destroy();
		for (const server of this.servers) server.close();
		this.sockets.clear();
		this.servers.clear();
	}

	private watch(socket: Socket): void {
		this.sockets.add(socket);
		socket.on('error', () => undefined);
		socket.on('close', () => this.sockets.delete(socket));
	}

	private join(client: Socket, port: number): void {
		const upstream = connect(port, '127.0.0.1');
		this.watch(upstream);
		client.on('error', () => upstream.destroy());
		upstream.on('close', () => client.destroy());
		client.on('close', () => upstream.destroy());
		upstream.pipe(client);
		client.pipe(upstream);
	}
}
