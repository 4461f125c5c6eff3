import type { Section } from '../report';
import { Source } from '../stream/contestant';
import { KEYS } from '../stream/frames';
import { BURST, BURST_ROUNDS, bursts } from './bursts';
import { VERSION } from './runtime';
import { ROUNDS, RUNTIMES, throughput } from './throughput';

/** Group 2: the packed node in a real Node-RED, beside what it brings itself. */
export async function nodeRedStream(progress: (text: string) => void): Promise<Section> {
	const source = await Source.start();
	try {
		const speed = await throughput(source, progress);
		const memory = await bursts(source, progress);
		return {
			title: '2. Node-RED stream',
			method: `Node-RED ${VERSION}, a sink node that counts at the end of every flow, messages about ${KEYS.length} markets. Throughput: all in one runtime, in turns of about half a second, forwards and backwards: ${ROUNDS} rounds in each of ${RUNTIMES} runtimes; "Ratio" is against the core nodes in the same round. Bursts: a fresh runtime each, medians of ${BURST_ROUNDS}, ${BURST.toLocaleString('en-US')} messages as fast as the socket takes them; growth is the peak of resident memory beyond what it was before the first message; drained is from the last message sent to the last one at the sink (with *latest* the interval of one second is part of it).`,
			tables: [...speed.tables, ...memory.tables],
			goals: [...speed.goals, ...memory.goals],
		};
	} finally {
		await source.end();
	}
}
