import { isPublicAddress } from '../../../core';

describe('an address', () => {
	it.each([
		'https://your-server.com/webhooks/kf',
		'https://flows.example.com:8443/x?token=y',
		'http://203.0.113.7/x',
		'https://172.15.0.1/x',
		'https://172.32.0.1/x',
		'https://100.63.0.1/x',
		'https://100.128.0.1/x',
		'https://192.169.0.1/x',
		'https://11.0.0.1/x',
		'https://223.255.255.254/x',
		'https://[2001:db8::1]/x',
		'https://[2606:4700::1111]:8443/x',
		'https://[::ffff:8.8.8.8]/x',
		'https://local.example.com/x',
		'https://localhost.example.com/x',
		'https://my-local.io/x',
		'https://internal.io/x',
		'https://10.example.com/x',
		'https://b\u00FCro.example.com/x',
		'https://flows.example.com./x',
	])('that the internet can reach: %s', (url) => {
		expect(isPublicAddress(url)).toBe(true);
	});

	it.each([
		'http://localhost:5678/x',
		'http://LOCALHOST./x',
		'http://n8n.localhost/x',
		'http://n8n:5678/x',
		'http://127.0.0.1/x',
		'http://127.1/x',
		'http://2130706433/x',
		'http://0x7f.0.0.1/x',
		'http://0.0.0.0:1880/x',
		'http://10.1.2.3/x',
		'http://100.64.0.1/x',
		'http://100.100.1.1/x',
		'http://100.127.255.255/x',
		'http://169.254.169.254/x',
		'http://172.16.0.1/x',
		'http://172.20.0.2/x',
		'http://172.31.255.255/x',
		'http://192.168.1.5/x',
		'http://224.0.0.1/x',
		'http://255.255.255.255/x',
		'http://[::1]/x',
		'http://[::]/x',
		'http://[fd12:3456::1]/x',
		'http://[fc00::1]/x',
		'http://[fe80::1]/x',
		'http://[febf::1]/x',
		'http://[ff02::1]/x',
		'http://[::ffff:127.0.0.1]/x',
		'http://[::ffff:192.168.1.5]/x',
		'http://n8n.local/x',
		'http://nas.lan/x',
		'http://nas.home/x',
		'http://nas.home.arpa/x',
		'http://host.docker.internal/x',
		'http://a.test/x',
		'http://a.invalid/x',
	])('that it cannot: %s', (url) => {
		expect(isPublicAddress(url)).toBe(false);
	});

	it.each(['', 'example.com', '/webhook', 'http://', 'file:///etc/x'])(
		'that is none: "%s"',
		(url) => {
			expect(isPublicAddress(url)).toBe(false);
		},
	);
});
