import { catalogue, type Catalogue } from '../../core';

/** Words by which n8n's node panel finds the node. Build-time only: written into its codex file. */
export function searchWords(endpoints: Catalogue = catalogue): string[] {
	return [...new Set(Object.values(endpoints).flatMap((endpoint) => endpoint.keywords))];
}
