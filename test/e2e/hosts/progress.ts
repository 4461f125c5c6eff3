const EVERY_MS = 20_000;

/** A line for whoever watches a terminal or a CI job; the test's own output stays untouched. */
export function say(line: string): void {
	process.stderr.write(`end-to-end: ${line}\n`);
}

/** A line at the start, at the end and in between: a silent job of four minutes looks like a hanging one. */
export async function withProgress(what: string, work: () => Promise<void>): Promise<void> {
	const started = Date.now();
	const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
	say(what);
	const timer = setInterval(() => say(`${what}: ${seconds()}`), EVERY_MS);
	try {
		await work();
		say(`${what}: done after ${seconds()}`);
	} finally {
		clearInterval(timer);
	}
}
