import { messageIds } from '../../node-red/shared/message-ids';
import { until } from './support/host';
import { streamNode, streamStage, timestamp } from './support/stream';

const FORM = /^[0-9a-f]{16}$/;

describe('the ids of messages that a node begins', () => {
	it.each(['0123456789abcdef', 'ffffffffffffffff', '0000000000000000', 'deadbeef7ffffffe'])(
		'have the form of Node-RED’s own after %s, and none comes twice',
		(first) => {
			const next = messageIds(first);
			const ids = Array.from({ length: 10_000 }, next);
			expect(new Set(ids).size).toBe(ids.length);
			expect(ids.filter((id) => !FORM.test(id))).toEqual([]);
		},
	);

	it('go on from the lowest after the highest', () => {
		const next = messageIds('89abcdef6ffffffe');
		expect([next(), next(), next()]).toEqual([
			'89abcdef7fffffff',
			'89abcdef10000000',
			'89abcdef10000001',
		]);
	});

	it('differ between messages of the stream, and between nodes', async () => {
		const nodes = ['node', 'other'].map((id) => streamNode({ output: 'each' }, id));
		const { host, stream } = await streamStage(nodes);
		const clusters = [1, 2, 3].map((price) => ({ price, long_liquidations: 1 }));
		stream.publish('liquidations', 'BTC', { data: { timestamp: timestamp(), clusters } });
		await until(() => host.sent.length === 6, 'three messages of each node');
		const ids = host.sent.map(({ _msgid }) => _msgid);
		expect(new Set(ids).size).toBe(6);
		expect(ids).toEqual(ids.map(() => expect.stringMatching(FORM)));
	});
});
