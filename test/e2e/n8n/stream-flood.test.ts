import { INSTALL_TIMEOUT_MS } from '../hosts/install';
import { StreamBench, type Consumer } from '../stream/bench';
import { describeFlood } from '../stream/flood';
import { N8nStreamHost } from './stream-host';

let bench: StreamBench;

beforeAll(async () => {
	bench = await StreamBench.open(await N8nStreamHost.start());
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await bench.close();
});

describeFlood('n8n', () => bench);

it('a workflow that is busy is given the newest state when it is done, and never two at a time', async () => {
	const { sink, emulator } = bench;
	const busy: Consumer = {
		name: 'busy',
		key: bench.freshKey(),
		assets: ['BTC'],
		delivery: 'latest',
	};
	await bench.listen(busy);
	sink.delayMs = 3000;
	await emulator.stream.steady(50, 8, { assets: ['BTC'] });
	await sink.received(399, 'busy', 30_000);
	sink.delayMs = 0;
	const starts = sink.deliveries
		.filter(({ records }) => records.some(({ sequence }) => sequence !== undefined))
		.map(({ at }) => at);
	// Each took three seconds, so one that began earlier would have run beside the one before.
	starts.slice(1).forEach((at, index) => expect(at - (starts[index] ?? 0)).toBeGreaterThan(2900));
	await bench.run();
	await bench.gone();
}, 90_000);
