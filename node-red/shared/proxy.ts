import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/**
 * The way through the proxy that `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` name for the address of a
 * stream, or nothing where it is reached directly. A proxy that cannot be read is an error without its
 * address, which may hold a password.
 */
export function proxyAgentFor(url: string): HttpsProxyAgent<string> | undefined {
	// Plain ws stays on this machine; through a proxy the key would leave it unencrypted.
	if (!url.startsWith('wss:')) return undefined;
	// The variables speak of https; wss is the same to a proxy.
	const proxy = getProxyForUrl(url.replace(/^wss:/, 'https:'));
	if (proxy === '') return undefined;
	if (!URL.canParse(proxy)) throw new Error('The proxy address in HTTPS_PROXY cannot be read');
	if (!/^https?:$/.test(new URL(proxy).protocol)) {
		throw new Error('The proxy in HTTPS_PROXY must start with http:// or https://');
	}
	return new HttpsProxyAgent(proxy);
}
