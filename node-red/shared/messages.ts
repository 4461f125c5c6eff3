import type { NodeAPI, NodeMessage } from 'node-red';
import type { Answer, Row } from '../../core';
import { readable, settled } from './lazy';

/** What a node puts into `msg.payload`. */
export const OUTPUTS = ['rows', 'each', 'summary', 'raw'] as const;
export type Output = (typeof OUTPUTS)[number];

/** As stored with a node. */
export function outputOf(stored: unknown): Output {
	return OUTPUTS.find((one) => one === stored) ?? 'rows';
}

export interface Reply {
	messages: NodeMessage[];
	/** How many rows the answer has; `null` when its form is not known. */
	rowCount: number | null;
}

/**
 * The messages that carry an answer on. The message that asked is used again, so that `_msgid`, `req`,
 * `res` and everything else stay with it; one message per row are copies of it, numbered so that a
 * join node puts them together again.
 * @throws KingfisherError `unexpected_shape`, except for the output `raw`
 */
export function reply(RED: NodeAPI, msg: NodeMessage, answer: Answer, output: Output): Reply {
	const { asset } = answer.parameters;
	if (typeof asset === 'string') msg.topic = asset;
	const rows = output === 'raw' && answer.problem ? undefined : answer.rows();
	const facts = factsOf(answer);
	if (output === 'each' && rows) {
		return { messages: oneEach(RED, msg, { ...facts }, rows), rowCount: rows.length };
	}
	msg.payload = output === 'raw' ? answer.raw : output === 'summary' ? answer.summary() : rows;
	msg['kingfisher'] = Object.assign(facts, { raw: answer.raw });
	return { messages: [msg], rowCount: rows?.length ?? null };
}

/** Without `raw`: a thousand rows would each carry the thousand. */
function oneEach(RED: NodeAPI, msg: NodeMessage, facts: object, rows: Row[]): NodeMessage[] {
	const parts = numbering(RED, rows.length, msg['parts']);
	const common = { ...msg, payload: undefined, kingfisher: facts, parts };
	return rows.map((row, index) => {
		const copy = RED.util.cloneMessage(common);
		return { ...copy, payload: row, parts: { ...copy.parts, index } };
	});
}

/** `msg.parts` of a row in a list, but for its index. `outer`: what the whole list is a part of. */
export function numbering(RED: NodeAPI, count: number, outer?: unknown): Record<string, unknown> {
	// Numbering in a numbering, as the split node does it.
	const parts = outer === undefined ? {} : { parts: outer };
	return { ...parts, id: RED.util.generateId(), type: 'array', count, len: 1 };
}

/** What stands in `msg.kingfisher`; what costs time is worked out when it is first looked at. */
function factsOf(answer: Answer): object {
	const { problem } = answer;
	const facts = {
		endpoint: answer.endpoint.name,
		parameters: answer.parameters,
		rateLimit: answer.rateLimit,
		cached: answer.cached,
		stale: answer.stale,
		ageSeconds: answer.ageSeconds,
		receivedAt: new Date(answer.receivedAt).toISOString(),
		hints: [...answer.hints(), ...(problem ? [`${problem.message}.`] : [])],
	};
	return problem ? facts : readable(withReadings(facts, answer));
}

function withReadings<T extends object>(facts: T, answer: Answer): T {
	return Object.defineProperties(facts, {
		text: lazy('text', () => answer.text()),
		summary: lazy('summary', () => answer.summary()),
	});
}

function lazy(name: string, read: () => unknown): PropertyDescriptor {
	return {
		get(this: object) {
			return settled(this, name, read());
		},
		set(this: object, value: unknown) {
			settled(this, name, value);
		},
		enumerable: true,
		configurable: true,
	};
}
