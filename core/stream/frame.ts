import { isObject, string, time, type JsonObject } from '../api/read';
import { parseJson } from '../client/parse-json';

/** One data message as it came: its envelope, and its content when somebody wants it. */
export class Frame {
	/** The exchange it is about, as far as that can be told; set by whoever routes it. */
	source: string | null = null;
	/** Names the state that it replaces; `undefined` when that cannot be told. */
	key: string | undefined;
	private parsed: JsonObject | undefined;
	private isParsed: boolean;
	private isShared = false;

	constructor(
		readonly text: string,
		readonly channel: string,
		readonly asset: string,
		/** As the message says it; the guide's do not. */
		readonly exchange: string | null,
		/** As the message says it. */
		readonly stamp: unknown,
		/** Epoch ms. */
		readonly receivedAt: number,
		value?: JsonObject,
	) {
		this.parsed = value;
		this.isParsed = value !== undefined;
	}

	/** Whether the whole message can be read. */
	get isWhole(): boolean {
		return this.content !== undefined;
	}

	/** The whole message, the same object for everybody; `undefined` when it is broken. */
	get value(): JsonObject | undefined {
		this.isShared = true;
		return this.content;
	}

	/** The whole message for the caller alone. */
	take(): JsonObject | undefined {
		if (this.isShared) return objectIn(this.text);
		const { content } = this;
		this.isParsed = false;
		this.parsed = undefined;
		return content;
	}

	private get content(): JsonObject | undefined {
		if (!this.isParsed) {
			this.parsed = objectIn(this.text);
			this.isParsed = true;
		}
		return this.parsed;
	}

	/** When the data is from, epoch ms; `null` when it does not say. */
	get time(): number | null {
		if (this.stamp !== read.stamp) read = { stamp: this.stamp, time: time(this.stamp) };
		return read.time;
	}
}

function objectIn(text: string): JsonObject | undefined {
	const value = parseJson(text);
	return isObject(value) ? value : undefined;
}

/** The last one that was read: in a cascade many messages are of the same moment. */
let read: { stamp: unknown; time: number | null } = { stamp: undefined, time: null };

/** The data message in a parsed frame, if it is one: it names a channel and an asset, and has data. */
export function frameOf(value: JsonObject, text: string, receivedAt: number): Frame | undefined {
	const { channel, data } = value;
	if (typeof channel !== 'string' || typeof data !== 'object' || data === null) return undefined;
	const inner: JsonObject = isObject(data) ? data : {};
	const asset = string(value['asset']) ?? string(inner['asset']);
	if (asset === null) return undefined;
	const exchange = string(value['exchange']) ?? string(inner['exchange']);
	const stamp = inner['timestamp'] ?? value['timestamp'] ?? null;
	return new Frame(
		text,
		channel,
		asset.toUpperCase(),
		exchange === null ? null : exchange.toLowerCase(),
		stamp,
		receivedAt,
		value,
	);
}
