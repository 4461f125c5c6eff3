import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A TypeScript file running in a process of its own, which talks in messages. */
export class Child {
	private constructor(private readonly process: ChildProcess) {}

	static start(file: string, args: string[] = [], execArgv: string[] = []): Child {
		return new Child(fork(file, args, { execArgv: ['--import', 'tsx', ...execArgv] }));
	}

	get pid(): number {
		return this.process.pid ?? 0;
	}

	say(message: object): void {
		this.process.send(message);
	}

	/** The next message; whoever expects one asks before it can come. */
	async hear<Message>(): Promise<Message> {
		const gone = new AbortController();
		const message = once(this.process, 'message', { signal: gone.signal });
		const exit = once(this.process, 'exit', { signal: gone.signal }).then(([code]) => {
			throw new Error(`a process of the benchmark ended with ${String(code)}`);
		});
		try {
			const [heard] = (await Promise.race([message, exit])) as [Message];
			return heard;
		} finally {
			gone.abort();
			await Promise.allSettled([message, exit]);
		}
	}

	async end(): Promise<void> {
		if (this.process.exitCode !== null || this.process.signalCode !== null) return;
		const ended = once(this.process, 'exit');
		this.process.kill('SIGKILL');
		await ended;
	}
}
