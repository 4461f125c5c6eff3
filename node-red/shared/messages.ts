import type { NodeAPI, NodeMessage } from 'node-red';
import { isKingfisherError, type Answer, type Row } from '../../core';

/** What a node puts into `msg.payload`. */
export const OUTPUTS = ['rows', 'each', 'summary', 'raw'] as const;
export type Output = (typeof OUTPUTS)[number];

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
	const problem = output === 'raw' ? shapeProblem(answer) : undefined;
	const rows = problem === undefined ? answer.rows() : undefined;
	const facts = factsOf(answer, problem);
	if (output === 'each' && rows) {
		return { messages: oneEach(RED, msg, facts, rows), rowCount: rows.length };
	}
	msg.payload = output === 'raw' ? answer.raw : output === 'summary' ? answer.summary() : rows;
	msg['kingfisher'] = { ...facts, raw: answer.raw };
	return { messages: [msg], rowCount: rows?.length ?? null };
}

/** Without `raw`: a thousand rows would each carry the thousand. */
function oneEach(RED: NodeAPI, msg: NodeMessage, facts: object, rows: Row[]): NodeMessage[] {
	// Numbering in a numbering, as the split node does it.
	const outer = msg['parts'] === undefined ? {} : { parts: msg['parts'] };
	const parts = { ...outer, id: RED.util.generateId(), type: 'array', count: rows.length, len: 1 };
	const common = { ...msg, payload: undefined, kingfisher: facts, parts };
	return rows.map((row, index) => {
		const copy = RED.util.cloneMessage(common);
		return { ...copy, payload: row, parts: { ...copy.parts, index } };
	});
}

/** What stands in `msg.kingfisher`. */
function factsOf(answer: Answer, problem: string | undefined): Record<string, unknown> {
	const readable =
		problem === undefined ? { text: answer.text(), summary: answer.summary() } : undefined;
	return {
		endpoint: answer.endpoint.name,
		parameters: answer.parameters,
		...readable,
		rateLimit: answer.rateLimit,
		cached: answer.cached,
		stale: answer.stale,
		ageSeconds: answer.ageSeconds,
		receivedAt: new Date(answer.receivedAt).toISOString(),
		hints: [...answer.hints(), ...(problem === undefined ? [] : [`${problem}.`])],
	};
}

/** Why the answer cannot be read as rows. */
function shapeProblem(answer: Answer): string | undefined {
	try {
		answer.data();
		return undefined;
	} catch (caught) {
		if (isKingfisherError(caught)) return caught.message;
		throw caught;
	}
}
