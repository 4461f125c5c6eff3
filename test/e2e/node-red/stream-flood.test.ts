import { describeNodeRed, INSTALL_TIMEOUT_MS, NODE_RED_VERSIONS } from '../hosts/install';
import { StreamBench } from '../stream/bench';
import { describeFlood } from '../stream/flood';
import { NodeRedStreamHost } from './stream-host';

describe.each(NODE_RED_VERSIONS.map((version) => [describeNodeRed(version), version] as const))(
	'in %s',
	(name, version) => {
		let bench: StreamBench;

		beforeAll(async () => {
			bench = await StreamBench.open(await NodeRedStreamHost.start(version));
		}, INSTALL_TIMEOUT_MS);

		afterAll(async () => {
			await bench.close();
		});

		describeFlood(name, () => bench);
	},
);
