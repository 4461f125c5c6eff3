/** How a connection is kept; the listeners of one connection share it. */
export interface StreamSettings {
	/** Silence on the whole connection after which it is doubted, in ms. */
	idleLimitMs: number;
	/** Larger frames are counted and left unread, in characters. */
	maxFrameLength: number;
}

/** How a connection is kept and read for all of its listeners. */
export interface ConnectionSettings extends StreamSettings {
	/** Somebody is handed every message as it comes: to read its head first would be in vain. */
	isReadAtOnce: boolean;
}

/** How messages are handed over. */
export interface DeliverySettings {
	/** `every` message by itself; the `latest` of every changed key; or a `batch` of them all. */
	mode: 'every' | 'latest' | 'batch';
	/** Between two deliveries of `latest`, and the longest that a `batch` waits, in ms. */
	intervalMs: number;
	/** A batch of as many messages does not wait. */
	batchSize: number;
	/** Messages kept waiting; beyond it the oldest is dropped, and counted. */
	bufferSize: number;
	/** Deliveries under way at the same time, where the receiver says when it is done. */
	maxInFlight: number;
	/** `every`: messages a second at most; 0 = no limit. */
	perSecond: number;
}

export const DEFAULT_STREAM_SETTINGS: StreamSettings & DeliverySettings = {
	idleLimitMs: 60_000,
	maxFrameLength: 1024 * 1024,
	mode: 'latest',
	intervalMs: 1000,
	batchSize: 100,
	bufferSize: 10_000,
	maxInFlight: 1,
	perSecond: 0,
};

/** A receiver that is not done after as long no longer holds up the stream. */
export const HANDLING_LIMIT_MS = 5 * 60_000;
