import type { WebhookBehaviour } from './types';

const LAST_CHARACTERS = /[\w-]{1,4}(?=[^\w-]*$)/;

/** A registered callback URL as it is called when its token is lost or mistaken on the way. */
export function callbackUrl(registered: string, token: WebhookBehaviour['token']): string {
	if (token === 'right') return registered;
	const url = new URL(registered);
	const part = url.search === '' ? 'pathname' : 'search';
	if (token === 'wrong') url[part] = url[part].replace(LAST_CHARACTERS, otherCharacters);
	else if (part === 'search') url.search = '';
	else url.pathname = url.pathname.replace(/[^/]+\/?$/, '');
	return url.href;
}

/** None stays what it was, and the length does. */
function otherCharacters(text: string): string {
	return text.replace(/./g, (character) => (character === 'A' ? 'B' : 'A'));
}
