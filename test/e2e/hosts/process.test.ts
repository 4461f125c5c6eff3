import { freePorts } from './free-ports';
import { startHost, type HostProcess } from './process';

const SERVER = `require('http').createServer((_, response) => response.end()).listen(PORT, '127.0.0.1');`;

/** Starts a host that is nothing but the given script. */
async function start(
	script: string,
	connect = (host: HostProcess) => Promise.resolve(host),
	startTimeoutMs = 20_000,
): Promise<HostProcess> {
	const [port = 0] = await freePorts(1);
	const options = {
		name: 'the host',
		command: process.execPath,
		args: ['-e', script.replace('PORT', String(port))],
		env: {},
		cwd: __dirname,
		readyUrl: `http://127.0.0.1:${port}/`,
		startTimeoutMs,
	};
	return await startHost(options, connect);
}

describe('a host process', () => {
	it('says its last lines when it ends while starting', async () => {
		await expect(start(`console.error('port in use')`)).rejects.toThrow(
			/the host ended while starting.*port in use/s,
		);
	});

	it('is ended when it takes no requests in time', async () => {
		const silent = start(`setInterval(() => {}, 1000)`, undefined, 300);
		await expect(silent).rejects.toThrow('took no requests within 0.3 s');
	});

	it('is ended when what follows its start fails', async () => {
		let started: HostProcess | undefined;
		const failing = start(SERVER, (host) => {
			started = host;
			return Promise.reject(new Error('no owner'));
		});
		await expect(failing).rejects.toThrow('no owner');
		expect(started?.isRunning).toBe(false);
	});

	it('is ended by force when it ignores the request to end', async () => {
		const host = await start(`${SERVER} process.on('SIGTERM', () => console.log('not yet'));`);
		await host.stop(300);
		expect(host.isRunning).toBe(false);
		expect(host.output()).toContain('not yet');
	});
});
