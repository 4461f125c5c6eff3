/** This machine, private use, shared, link-local, multicast and what is not given out. */
const PRIVATE_IPV4 = [
	/^(0|10|127)\./,
	/^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
	/^169\.254\./,
	/^172\.(1[6-9]|2\d|3[01])\./,
	/^192\.168\./,
	/^(22[4-9]|2[3-5]\d)\./,
];

/** This machine, unique local, link-local, multicast. */
const PRIVATE_IPV6 = /^(::1?|f[cd][\da-f]{2}:.*|fe[89ab][\da-f]:.*|ff[\da-f]{2}:.*)$/;

/** Names that only a local network knows. */
const LOCAL_NAME = /\.(localhost|local|localdomain|internal|lan|home|home\.arpa|test|invalid)$/;

/**
 * Whether an address can be reached from the internet, as far as it tells by itself: it is no address
 * of a private network and no name that only a local one knows (RFC 1918, 2606, 3927, 4193, 4291, 6598,
 * 6762, 8375). A tunnel or a reverse proxy may still be missing.
 */
export function isPublicAddress(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const host = new URL(url).hostname.replace(/\.$/, '');
	if (host.startsWith('[')) return isPublicIpv6(host.slice(1, -1));
	if (/^[\d.]+$/.test(host)) return isPublicIpv4(host);
	// Without a dot it is a name of the local network, or of a container.
	return host.includes('.') && !LOCAL_NAME.test(host);
}

function isPublicIpv4(address: string): boolean {
	return !PRIVATE_IPV4.some((range) => range.test(address));
}

function isPublicIpv6(address: string): boolean {
	// An IPv4 address in IPv6's clothes; the URL has brought it into this form.
	const mapped = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(address);
	if (!mapped) return !PRIVATE_IPV6.test(address);
	const halves = mapped.slice(1).map((half) => parseInt(half, 16));
	return isPublicIpv4(halves.flatMap((half) => [half >> 8, half & 255]).join('.'));
}
