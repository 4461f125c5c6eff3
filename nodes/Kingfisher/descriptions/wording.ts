import type { AnyEndpoint } from '../../../core';
import { titleCase } from '../../shared/wording';

/** `gammaExposure` → `gamma exposure`: an n8n resource as words. */
export function words(resource: string): string {
	return resource.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** `gamma exposure strikes` */
export function rowsOf(endpoint: AnyEndpoint): string {
	return `${words(endpoint.resource)} ${endpoint.rowNoun.many}`;
}

export function resourceName(endpoint: AnyEndpoint): string {
	return titleCase(words(endpoint.resource));
}
