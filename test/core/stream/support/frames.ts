import { Frame } from '../../../../core/stream/frame';
import { readFrame } from '../../../../core/stream/read-frame';

export const NOON = Date.parse('2026-02-01T12:00:00Z');

export interface MessageParts {
	channel?: string;
	asset?: string;
	exchange?: string;
	/** Epoch ms, or as it stands; `null` = none. */
	timestamp?: number | string | null;
	price?: number;
	/** Of the cluster, in USD. */
	size?: number;
	data?: object;
}

/** A message in the guide's form. */
export function message({ channel = 'liquidations', asset = 'BTC', ...parts }: MessageParts = {}) {
	const { exchange, timestamp = NOON, price = 66_000, size = 2e9, data = {} } = parts;
	const stamp = typeof timestamp === 'number' ? new Date(timestamp).toISOString() : timestamp;
	const cluster = { price, long_liquidations: size, short_liquidations: 1e8 };
	return {
		channel,
		asset,
		...(exchange === undefined ? {} : { exchange }),
		data: {
			...(stamp === null ? {} : { timestamp: stamp }),
			...(channel === 'liquidations' ? { clusters: [cluster] } : {}),
			...data,
		},
	};
}

/** The same as a frame that was received. */
export function frame(parts: MessageParts = {}, receivedAt = NOON): Frame {
	const read = readFrame(JSON.stringify(message(parts)), receivedAt);
	if (read.kind !== 'data' || !read.frames[0]) throw new Error('It is no message');
	return read.frames[0];
}
