import { webhookOperations } from '../../core';

/** Words by which n8n's node panel finds the node. Build-time only: written into its codex file. */
export function searchWords(): string[] {
	const { keywords } = webhookOperations.create;
	const events = ['liquidation', 'cluster', 'proximity', 'gamma', 'GEX', 'flip', 'funding'];
	return [...new Set([...keywords, ...events, 'crypto', 'derivatives', 'notification'])];
}
