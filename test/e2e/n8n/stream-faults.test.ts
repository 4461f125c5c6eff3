import { INSTALL_TIMEOUT_MS } from '../hosts/install';
import { waitFor } from '../hosts/wait';
import { StreamBench, type Consumer } from '../stream/bench';
import { describeFaults } from '../stream/faults';
import { customCredential } from './setup';
import { N8nStreamHost } from './stream-host';

let host: N8nStreamHost;
let bench: StreamBench;

beforeAll(async () => {
	host = await N8nStreamHost.start();
	bench = await StreamBench.open(host);
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await bench.close();
});

describeFaults(() => bench);

describe('n8n itself', () => {
	const consumer = (): Consumer => ({ name: 'one', key: bench.freshKey(), assets: ['BTC'] });

	it('a key that was exchanged in the credential takes effect at the next connection', async () => {
		const one = consumer();
		await bench.listen(one);
		const credential = await host.credential(one.key, bench.emulator);
		const key = bench.freshKey();
		await host.n8n.credentials.update(credential, customCredential(bench.emulator.baseUrl, key));
		bench.emulator.setTier(one.key, 'expired');
		bench.emulator.stream.drop();
		await bench.healthy(one);
	}, 60_000);

	it('started while the API is down, it connects once the API is there, and only once', async () => {
		const one = consumer();
		await bench.listen(one);
		const { url } = bench.emulator;
		await host.n8n.restart({ whileDown: async () => await bench.stopApi() });
		await new Promise((resolve) => setTimeout(resolve, 8000));
		await bench.startApi();
		expect(bench.emulator.url).toBe(url);
		await bench.connected([one], 60_000);
		await bench.healthy(one);
	}, 180_000);

	it('a workflow that is published and withdrawn during an outage leaves nothing', async () => {
		const one = consumer();
		bench.emulator.stream.behave({ refuseUpgrade: 'reset' });
		await bench.run(one);
		await waitFor('an attempt', () => bench.emulator.stream.attempts() > 0);
		await bench.run();
		await bench.gone();
	}, 60_000);
});
