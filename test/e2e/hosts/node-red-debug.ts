/** A debug message as Node-RED sends it: the value as text, and what it was. */
export interface EncodedDebug {
	id: string;
	name?: string;
	topic?: string;
	format?: string;
	level?: number;
	msg: unknown;
}

/** A message that a debug node, or a logged warning or error, put into the editor's sidebar. */
export interface DebugMessage {
	/** The debug node, or the node that logged. */
	id: string;
	name?: string;
	topic?: string;
	/** Node-RED's word for what the value is: `Object`, `array[3]`, `string[5]`, `error` … */
	format?: string;
	/** 20 for logged errors, 30 for logged warnings; debug nodes have none. */
	level?: number;
	/** The value itself: the whole message, or the one property the debug node shows. */
	value: unknown;
}

export function decodeDebug({ msg, ...rest }: EncodedDebug): DebugMessage {
	return { ...rest, value: typeof msg === 'string' ? decode(msg, rest.format ?? '') : msg };
}

function decode(text: string, format: string): unknown {
	if (format.startsWith('string')) return text;
	if (format.startsWith('buffer')) return Buffer.from(text, 'hex');
	if (format === 'undefined') return undefined;
	if (format === 'null') return null;
	try {
		return JSON.parse(text, (_name, value: unknown) => (isWrapped(value) ? unwrap(value) : value));
	} catch {
		return text;
	}
}

/** What JSON cannot hold, Node-RED wraps; its name for that is `__enc__`. */
interface Wrapped {
	__enc__: true;
	type: string;
	data?: unknown;
}

function isWrapped(value: unknown): value is Wrapped {
	return typeof value === 'object' && value !== null && '__enc__' in value;
}

function unwrap({ type, data }: Wrapped): unknown {
	if (type === 'number') return Number(data);
	if (type === 'bigint') return BigInt(String(data));
	if (type === 'Buffer') return Buffer.from(data as number[]);
	// Arrays, maps, sets and errors carry their content; functions and internals have none.
	return data;
}
