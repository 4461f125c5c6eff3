import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { lastLines } from './command';
import { sleep } from './wait';

export interface ProcessOptions {
	/** For messages: "n8n", "Node-RED". */
	name: string;
	command: string;
	args: string[];
	/** The whole environment: nothing of the developer's shell reaches the host. */
	env: Record<string, string>;
	cwd: string;
	/** Answers with a success status once the host takes requests. */
	readyUrl: string;
	startTimeoutMs?: number;
}

/** A host running as a child process, with everything it has written. */
export class HostProcess {
	private written = '';
	private readonly exited: Promise<unknown>;

	constructor(
		private readonly name: string,
		private readonly child: ChildProcess,
	) {
		this.exited = new Promise((resolve) => child.once('exit', resolve));
		// Whoever started a host may end at any moment: the host must not outlive it.
		const end = () => child.kill('SIGKILL');
		process.once('exit', end);
		child.once('exit', () => process.off('exit', end));
		for (const stream of [child.stdout, child.stderr]) {
			stream?.setEncoding('utf8').on('data', (text: string) => (this.written += text));
		}
	}

	get pid(): number {
		if (this.child.pid === undefined) throw new Error(`${this.name} has not started`);
		return this.child.pid;
	}

	get isRunning(): boolean {
		return this.child.exitCode === null && this.child.signalCode === null;
	}

	/** Everything written so far, stdout and stderr in the order they came. */
	output(): string {
		return this.written;
	}

	/** Asks the process to end, and ends it when it has not done so after `graceMs`. */
	async stop(graceMs = 15_000): Promise<void> {
		if (this.isRunning) {
			this.child.kill('SIGTERM');
			const ended = this.exited.then(() => true);
			const inTime = await Promise.race([ended, sleep(graceMs, false, { ref: false })]);
			if (!inTime) this.child.kill('SIGKILL');
			await ended;
		}
		await sleep(20); // for what is still in the pipes; a grandchild may keep them open for longer
		this.child.stdout?.destroy();
		this.child.stderr?.destroy();
	}

	/** Ends the process as a power cut does. */
	async kill(): Promise<void> {
		this.child.kill('SIGKILL');
		await this.exited;
	}

	/** The error for something that went wrong with the host, with the last it wrote. */
	failure(what: string): Error {
		return new Error(`${this.name} ${what}. Its last lines:\n${lastLines(this.written, 40)}`);
	}
}

/**
 * Starts a host, and returns what `connect` makes of it once it takes requests. Whatever goes wrong
 * until then ends the process too: nobody else knows of it yet.
 */
export async function startHost<Host>(
	options: ProcessOptions,
	connect: (host: HostProcess) => Promise<Host>,
): Promise<Host> {
	const host = await startProcess(options);
	try {
		return await connect(host);
	} catch (error) {
		await host.stop();
		throw error;
	}
}

async function startProcess(options: ProcessOptions): Promise<HostProcess> {
	const { name, command, args, env, cwd, readyUrl, startTimeoutMs = 120_000 } = options;
	const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
	const host = new HostProcess(name, child);
	await once(child, 'spawn');
	const deadline = Date.now() + startTimeoutMs;
	while (!(await succeeds(readyUrl))) {
		const ended = !host.isRunning;
		if (ended || Date.now() > deadline) {
			await host.stop();
			const late = `took no requests within ${startTimeoutMs / 1000} s`;
			throw host.failure(ended ? 'ended while starting' : late);
		}
		await sleep(100);
	}
	return host;
}

async function succeeds(url: string): Promise<boolean> {
	try {
		return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
	} catch {
		return false; // nobody listens yet
	}
}
