import type { AnyEndpoint } from '../../../core';

/** `gammaExposure` → `gamma exposure`: an n8n resource as words. */
export function words(resource: string): string {
	return resource.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** n8n writes names of fields and options with capitals: `Current price` → `Current Price`. */
export function titleCase(text: string): string {
	const small = ['a', 'an', 'and', 'as', 'at', 'by', 'for', 'in', 'of', 'on', 'or', 'the', 'to'];
	return text
		.split(' ')
		.map((word, index) =>
			index > 0 && small.includes(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
		)
		.join(' ');
}

/** n8n ends a description of one sentence without a full stop. */
export function sentence(text: string): string {
	const isOne = !/[.!?]\s/.test(text);
	return isOne ? text.replace(/\.$/, '') : text;
}

/** `gamma exposure strikes` */
export function rowsOf(endpoint: AnyEndpoint): string {
	return `${words(endpoint.resource)} ${endpoint.rowNoun.many}`;
}

export function resourceName(endpoint: AnyEndpoint): string {
	return titleCase(words(endpoint.resource));
}
