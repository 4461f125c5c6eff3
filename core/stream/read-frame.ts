import { isObject, number, string, type JsonObject } from '../api/read';
import { parseJson } from '../client/parse-json';
import { Frame, frameOf } from './frame';
import { readHead } from './head';

/** What a frame from the API means. */
export type Incoming =
	| { kind: 'data'; frames: Frame[] }
	| { kind: 'acknowledgement' }
	/** A welcome, before anything was asked. */
	| { kind: 'greeting' }
	| { kind: 'heartbeat'; wantsAnswer: boolean }
	| { kind: 'error'; error: ErrorFrame }
	| { kind: 'unreadable'; why: string };

/** An error as the API words it, in the form of its REST errors or a similar one. */
export interface ErrorFrame {
	/** The API's word, such as `invalid_api_key`. */
	word: string;
	message: string;
	/** An HTTP status or a close code. */
	code: number | undefined;
}

const HEARTBEATS = ['ping', 'pong', 'heartbeat', 'hb', 'keepalive', 'keep_alive'];

/** Types of frames that are no data, even if they repeat what they are about. */
const NO_DATA = /^(un)?subscribed?$|err/;

/**
 * Reads a text frame. The guide documents data messages only; every other form is what APIs of this
 * kind send, told apart by its words.
 * @param isReadAtOnce whether the whole message is looked at in any case, and not its head alone
 */
export function readFrame(text: string, receivedAt: number, isReadAtOnce = false): Incoming {
	if (text.length <= 16) {
		const bare = text.replace(/^\s*"?|"?\s*$/g, '').toLowerCase();
		const isHeartbeat = bare === '' || HEARTBEATS.includes(bare);
		if (isHeartbeat) return { kind: 'heartbeat', wantsAnswer: bare === 'ping' };
	}
	const head = isReadAtOnce ? undefined : readHead(text, receivedAt);
	if (head) return { kind: 'data', frames: [head] };
	const value = parseJson(text);
	if (value === undefined) return { kind: 'unreadable', why: 'not JSON' };
	if (Array.isArray(value)) return readList(value, receivedAt);
	if (!isObject(value)) return { kind: 'unreadable', why: 'of no known form' };
	const frame = dataIn(value, text, receivedAt);
	return frame ? { kind: 'data', frames: [frame] } : readControl(value);
}

function dataIn(value: JsonObject, text: string, receivedAt: number): Frame | undefined {
	const type = typeOf(value);
	return type !== '' && NO_DATA.test(type) ? undefined : frameOf(value, text, receivedAt);
}

/** Several messages in one frame, each read by itself; what is no message is left out. */
function readList(values: unknown[], receivedAt: number): Incoming {
	const frames = values.flatMap((value) => {
		const frame = isObject(value) && dataIn(value, JSON.stringify(value), receivedAt);
		return frame ? [frame] : [];
	});
	if (frames.length > 0) return { kind: 'data', frames };
	const control = values.find(isObject);
	return control ? readControl(control) : { kind: 'unreadable', why: 'of no known form' };
}

function readControl(value: JsonObject): Incoming {
	const type = typeOf(value);
	const status = wordIn(value['status']) || wordIn(value['result']);
	const words = `${type} ${status}`;
	const error = errorOf(value, words);
	if (error) return { kind: 'error', error };
	const heartbeat = HEARTBEATS.find((word) => word === type || Object.hasOwn(value, word));
	if (heartbeat) return { kind: 'heartbeat', wantsAnswer: heartbeat === 'ping' };
	if (/welcome|hello|connected|info/.test(words)) return { kind: 'greeting' };
	if (value['success'] === true || /auth|login|subscri|\bok\b|success/.test(words)) {
		return { kind: 'acknowledgement' };
	}
	return { kind: 'unreadable', why: 'of no known form' };
}

function errorOf(value: JsonObject, words: string): ErrorFrame | undefined {
	const { error, success } = value;
	const inner = isObject(error) ? error : {};
	const code = [inner['code'], inner['status'], value['code'], value['status']]
		.map(number)
		.find((one) => one !== null);
	const isError =
		(error !== undefined && error !== null && error !== false) ||
		/err|fail|denied|reject|unauthori[sz]ed|forbidden/.test(words) ||
		success === false ||
		(code !== undefined && code >= 400 && code < 600);
	if (!isError) return undefined;
	const word = string(inner['error']) ?? string(inner['type']) ?? string(error) ?? words.trim();
	return {
		word,
		message: string(inner['message']) ?? string(value['message']) ?? word,
		code,
	};
}

/** What a frame says it is. Names that are written out are looked up at once; this is asked of every frame. */
function typeOf({ type, event, action, op, method }: JsonObject): string {
	return wordIn(type) || wordIn(event) || wordIn(action) || wordIn(op) || wordIn(method);
}

function wordIn(value: unknown): string {
	return typeof value === 'string' ? value.toLowerCase() : '';
}
