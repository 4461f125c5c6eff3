import { streamed } from '../../core';

/** Words by which n8n's node panel finds the node. Build-time only: written into its codex file. */
export function searchWords(): string[] {
	const words = streamed.flatMap((endpoint) => endpoint.keywords);
	return [...new Set([...words, 'stream', 'websocket', 'real time', 'realtime', 'live', 'alert'])];
}
