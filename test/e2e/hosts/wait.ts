import { setTimeout as sleep } from 'node:timers/promises';

export { sleep };

/**
 * Asks again every `everyMs` until the answer is neither undefined nor false, and returns it.
 * Throws after `timeoutMs`, saying what was waited for.
 */
export async function waitFor<Answer>(
	what: string,
	ask: () => Promise<Answer | undefined | false> | Answer | undefined | false,
	{ timeoutMs = 30_000, everyMs = 50 } = {},
): Promise<Answer> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined && answer !== false) return answer;
		if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs / 1000} s for ${what}`);
		await sleep(everyMs);
	}
}
