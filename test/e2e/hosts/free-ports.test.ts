import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePorts } from './free-ports';

describe('free ports', () => {
	it('differ, and lie below those of outgoing connections', async () => {
		const ports = [...(await freePorts(20)), ...(await freePorts(20))];
		expect(new Set(ports).size).toBe(40);
		for (const port of ports) {
			expect(port).toBeGreaterThanOrEqual(20_000);
			expect(port).toBeLessThan(32_768);
		}
	});

	it('are none that somebody listens on', async () => {
		const [port = 0] = await freePorts(1);
		const server = createServer().listen(port + 1, '127.0.0.1');
		// Where that fails, somebody else listens there.
		await once(server, 'listening').catch(() => undefined);
		try {
			expect(await freePorts(3)).not.toContain(port + 1);
		} finally {
			server.close();
		}
	});
});
