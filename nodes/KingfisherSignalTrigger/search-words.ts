import { signals, type AnySignal } from '../../core';

/** Words by which n8n's node panel finds the node. Build-time only: written into its codex file. */
export function searchWords(): string[] {
	const words = Object.values<AnySignal>(signals)
		.filter(({ kind }) => kind === 'alert')
		.flatMap(({ keywords }) => keywords);
	return [...new Set([...words, 'signal', 'alert', 'schedule', 'poll', 'crypto'])];
}
