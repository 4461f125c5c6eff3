import { BlockList, isIP } from 'node:net';

/** What the internet cannot reach: this host, private use, shared, link-local (RFC 1122, 1918, 6598, 3927, 4193, 4291). */
const PRIVATE: [network: string, prefix: number][] = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.168.0.0', 16],
	['::', 127],
	['fc00::', 7],
	['fe80::', 10],
];

const PRIVATE_SUFFIX = /\.(localhost|local|internal|home\.arpa)$/;

const addresses = new BlockList();
for (const [network, prefix] of PRIVATE) addresses.addSubnet(network, prefix, family(network));

/** Whether a URL's host is this machine or in a private network, by its name alone. */
export function isPrivateHost(hostname: string): boolean {
	const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
	if (isIP(host) > 0) return addresses.check(host, family(host));
	return !host.includes('.') || PRIVATE_SUFFIX.test(host);
}

function family(address: string): 'ipv4' | 'ipv6' {
	return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
