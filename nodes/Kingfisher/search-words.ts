import { catalogue, charts, type Catalogue } from '../../core';

/** Words by which n8n's node panel finds the node. Build-time only: written into its codex file. */
export function searchWords(endpoints: Catalogue = catalogue): string[] {
	const ofData = Object.values(endpoints).flatMap(({ keywords }) => keywords);
	const ofCharts = Object.values(charts).flatMap(({ keywords }) => keywords);
	return [...new Set([...ofData, ...ofCharts, 'chart', 'picture', 'image', 'png'])];
}
