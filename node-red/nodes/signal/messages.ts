import type { NodeAPI, NodeMessage } from 'node-red';
import {
	escapeText,
	resultRow,
	type SignalResult,
	type TextFormat,
	type Usage,
} from '../../../core';
import { numbering } from '../../shared/messages';

export interface Told {
	results: readonly SignalResult[];
	format: TextFormat;
	/** What the flow is told beside the results. */
	source: { data: 'message' | 'api'; rateLimit?: Usage };
}

/**
 * What goes to the two outputs: what fired, and every evaluation. The message that came is used again,
 * so that `_msgid`, `req`, `res` and everything else stay with it. They have to be sent together: then
 * Node-RED copies all but the first, down to what they still share.
 */
export function resultMessages(
	RED: NodeAPI,
	msg: NodeMessage,
	told: Told,
): [fired: NodeMessage[], all: NodeMessage[]] {
	const { results, source } = told;
	const fired = results.filter((one) => one.fired);
	// Without what they do not keep: a whole answer would be copied for every result.
	const common: NodeMessage = { ...msg, payload: undefined, kingfisher: undefined };
	const parts = { fired: partsOf(RED, msg, fired.length), all: partsOf(RED, msg, results.length) };
	const build = (output: 'fired' | 'all', result: SignalResult, index: number): NodeMessage => {
		const text = escapeText(result.text, told.format);
		const isFirst = output === 'all' && index === 0;
		const message = Object.assign(isFirst ? msg : { ...common }, {
			payload: { ...resultRow(result), text },
			topic: result.asset || msg.topic,
			kingfisher: factsOf(result, text, source),
		});
		const numbered = parts[output];
		return numbered ? Object.assign(message, { parts: { ...numbered, index } }) : message;
	};
	const copies = fired.map((result, index) => build('fired', result, index));
	return [copies, results.map((result, index) => build('all', result, index))];
}

function partsOf(RED: NodeAPI, msg: NodeMessage, count: number): object | undefined {
	return count > 1 ? numbering(RED, count, msg['parts']) : undefined;
}

/** What stands in `msg.kingfisher`; nothing in it is shared with another message. */
function factsOf(result: SignalResult, text: string, source: Told['source']): object {
	const { signal, asset, subject, state, changed, fired, alert, escalation } = result;
	return {
		...{ signal, asset, subject, state, changed, fired, alert, escalation, text },
		reasons: [...result.reasons],
		missing: [...result.missing],
		evaluatedAt: result.timestamp,
		data: source.data,
		...(source.rateLimit && { rateLimit: { ...source.rateLimit } }),
	};
}
