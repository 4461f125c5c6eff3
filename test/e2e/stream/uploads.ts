import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Upload {
	path: string;
	fields: Record<string, string>;
	/** The files, by the name of their field. */
	files: Record<string, { name: string; type: string; bytes: Buffer }>;
}

/** A local server that takes forms with files, as messengers do. */
export class Uploads {
	readonly received: Upload[] = [];

	private constructor(private readonly server: Server) {}

	static async open(): Promise<Uploads> {
		const server = createServer();
		const uploads = new Uploads(server);
		server.on('request', (request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const type = request.headers['content-type'] ?? '';
				void uploads.take(request.url ?? '', type, Buffer.concat(chunks)).then(() => {
					response.setHeader('content-type', 'application/json');
					response.end('{"ok":true,"result":{}}');
				});
			});
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return uploads;
	}

	get origin(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		this.server.close();
		await once(this.server, 'close');
	}

	private async take(path: string, type: string, body: Buffer): Promise<void> {
		const form = await new Response(new Uint8Array(body), {
			headers: { 'content-type': type },
		}).formData();
		const upload: Upload = { path, fields: {}, files: {} };
		for (const [name, value] of form as unknown as Iterable<[string, string | File]>) {
			if (typeof value === 'string') upload.fields[name] = value;
			else {
				const bytes = Buffer.from(await value.arrayBuffer());
				upload.files[name] = { name: value.name, type: value.type, bytes };
			}
		}
		this.received.push(upload);
	}
}

export function isPng(bytes: Buffer | undefined): boolean {
	return bytes?.subarray(0, 8).toString('hex') === '89504e470d0a1a0a';
}
