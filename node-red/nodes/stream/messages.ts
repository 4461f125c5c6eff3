import type { NodeAPI, NodeMessage } from 'node-red';
import type { Row, StreamMessage } from '../../../core';
import { readable, settled } from '../../shared/lazy';
import { numbering, type Output } from '../../shared/messages';

export interface Form {
	output: Output;
	/** Whether everything of one delivery goes into one message. */
	inBatches: boolean;
}

/**
 * What the flow gets of one delivery. Nothing in it is shared, neither between these messages nor with
 * another node: Node-RED hands a message on without copying it.
 */
export function dataMessages(
	RED: NodeAPI,
	delivered: StreamMessage[],
	{ output, inBatches }: Form,
): NodeMessage[] {
	if (output === 'each') {
		const groups = inBatches ? [delivered] : delivered.map((one) => [one]);
		return groups.flatMap((group) => oneEach(RED, group));
	}
	if (inBatches) return [batchOf(delivered, output)];
	return delivered.map((one) =>
		withFacts({ topic: one.asset, payload: payloadOf(one, output) }, one),
	);
}

/** The content of the messages in one list; `msg.kingfisher.messages` tells about each. */
function batchOf(group: StreamMessage[], output: Output): NodeMessage {
	const payloads = group.map((one) => payloadOf(one, output));
	const kingfisher = readable({
		count: group.length,
		messages: group.map(factsOf),
		get text(): string {
			return settled(this, 'text', group.map((one) => one.text()).join('\n'));
		},
		set text(value) {
			settled(this, 'text', value);
		},
	});
	return {
		topic: [...new Set(group.map(({ asset }) => asset))].join(','),
		payload: output === 'rows' ? payloads.flat() : payloads,
		kingfisher,
	};
}

/** One message per row of the whole group, numbered so that a join node puts them together again. */
function oneEach(RED: NodeAPI, group: StreamMessage[]): NodeMessage[] {
	const rows = group.flatMap((one) => one.rows().map((row): [StreamMessage, Row] => [one, row]));
	const parts = numbering(RED, rows.length);
	return rows.map(([one, row], index) =>
		withFacts({ topic: one.asset, payload: row, parts: { ...parts, index } }, one),
	);
}

function payloadOf(one: StreamMessage, output: Output): unknown {
	if (output === 'summary') return one.summary();
	return output === 'raw' ? one.takeRaw() : one.rows();
}

const SOURCE = Symbol('message of the stream');

/** The same functions for every message: with some of its own each, every message would be a shape of its own. */
const LAZY_FACTS = {
	get(this: NodeMessage & { [SOURCE]: StreamMessage }): object {
		return settled(this, 'kingfisher', factsOf(this[SOURCE]));
	},
	set(this: NodeMessage, value: unknown) {
		settled(this, 'kingfisher', value);
	},
	enumerable: true,
	configurable: true,
};

/**
 * Adds `msg.kingfisher`, which is put together when it is first looked at: with thousands of messages a
 * second, most are not. Otherwise it is like any other property.
 */
function withFacts(msg: NodeMessage, one: StreamMessage): NodeMessage {
	Object.defineProperty(msg, SOURCE, { value: one });
	Object.defineProperty(msg, 'kingfisher', LAZY_FACTS);
	return readable(msg);
}

/** What stands in `msg.kingfisher`; what costs time likewise when it is first looked at. */
function factsOf(one: StreamMessage): object {
	const { endpoint, channel, asset, exchange, receivedAt } = one;
	return readable({
		endpoint: endpoint.name,
		channel,
		parameters: { asset, exchange },
		receivedAt: new Date(receivedAt).toISOString(),
		get hints(): string[] {
			const hints = one.isReadable ? [] : ['This message does not have the documented form.'];
			return settled(this, 'hints', hints);
		},
		set hints(value) {
			settled(this, 'hints', value);
		},
		get text(): string {
			return settled(this, 'text', one.text());
		},
		set text(value) {
			settled(this, 'text', value);
		},
		get summary(): Row {
			return settled(this, 'summary', one.summary());
		},
		set summary(value) {
			settled(this, 'summary', value);
		},
		get timestamp(): Row[string] | undefined {
			return settled(this, 'timestamp', this.summary['timestamp']);
		},
		set timestamp(value) {
			settled(this, 'timestamp', value);
		},
	});
}
