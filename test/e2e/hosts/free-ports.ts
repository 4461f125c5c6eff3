import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that the system gives to outgoing connections: one of those could take a port before
 * the host that it was found for listens there, or while an API is down.
 */
const LOWEST = 20_000;

/** Tests that run beside each other look in different places. */
const PLACES = 4;
const PLACE = 3000;

let next = Math.floor(Math.random() * PLACE);

/** Ports of 127.0.0.1 that nobody listens on, and that nobody else is given for a while. */
export async function freePorts(count: number): Promise<number[]> {
	const lowest = LOWEST + (Number(process.env['JEST_WORKER_ID'] ?? 0) % PLACES) * PLACE;
	const ports: number[] = [];
	while (ports.length < count) {
		const port = lowest + next;
		next = (next + 1) % PLACE;
		if (await isFree(port)) ports.push(port);
	}
	return ports;
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	try {
		await once(server.listen(port, '127.0.0.1'), 'listening');
	} catch {
		return false;
	}
	await once(server.close(), 'close');
	return true;
}
