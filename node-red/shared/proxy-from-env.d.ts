/** The library has no types of its own. */
declare module 'proxy-from-env' {
	/** The proxy for the address as the environment says, `''` for none. */
	export function getProxyForUrl(url: string): string;
}
