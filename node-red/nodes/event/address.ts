import { KingfisherError } from '../../../core';

/** Where a node receives events, below `httpNodeRoot`; one that is left empty is the node's own. */
export function pathOf(entered: unknown, nodeId: string): string {
	const text = typeof entered === 'string' ? entered.trim().replace(/^\/+|\/+$/g, '') : '';
	return text === '' ? `/kingfisher/${nodeId}` : `/${text}`;
}

/**
 * The address that the API is given: the public one of this Node-RED, its root for nodes, the path, and
 * the token.
 * @throws KingfisherError `invalid_parameter`
 */
export function callbackUrl(
	publicUrl: unknown,
	{ root, path, token }: { root: string; path: string; token: string },
): string {
	const base = typeof publicUrl === 'string' ? publicUrl.trim().replace(/\/+$/, '') : '';
	if (!/^https?:\/\//i.test(base) || !URL.canParse(base)) {
		throw new KingfisherError({
			code: 'invalid_parameter',
			message: 'Events: the public address of this Node-RED is missing, or is none',
			help: 'Open the node and enter the address by which the internet reaches this Node-RED, such as https://nodered.example.com. A tunnel gives you one.',
		});
	}
	const url = new URL(`${base}${root.replace(/\/+$/, '')}${path}`);
	url.searchParams.set('token', token);
	return url.href;
}
