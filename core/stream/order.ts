import type { Frame } from './frame';

/** A clock that is set back, or a single wrong time, may not silence a key for longer. */
const FORGET_MS = 60_000;

/** Later than our own clock by more: one of the two is wrong, and the order is not judged by it. */
const FUTURE_MS = 5 * 60_000;

/** Different messages of one second that are remembered. */
const MAX_RECENT = 4;

/** The same for messages of all exchanges together. */
const MAX_RECENT_UNNAMED = 16;

/** The newest message of a key, as far as the next one is judged by it. */
export interface Last {
	readonly key: string;
	time: number | null;
	receivedAt: number;
	/** Those of the newest time, newest last. */
	recent: string[];
}

export type Order = 'new' | 'older' | 'repeated';

/**
 * Messages are full states of their key, so one that is older than the newest, or says the same again,
 * is of no use. Remembers the message when it is new.
 */
export function judge(last: Last, frame: Frame): Order {
	const { time, receivedAt, text } = frame;
	if (last.recent.includes(text)) return 'repeated';
	const isUsable = time !== null && time <= receivedAt + FUTURE_MS;
	const isOlder = isUsable && last.time !== null && time < last.time;
	if (isOlder && Math.abs(receivedAt - last.receivedAt) < FORGET_MS) return 'older';
	if (isUsable && time === last.time) {
		if (last.recent.length === MAX_RECENT) last.recent.shift();
		last.recent.push(text);
	} else last.recent = [text];
	last.time = isUsable ? time : null;
	last.receivedAt = receivedAt;
	return 'new';
}

/**
 * Where a message does not say which of several states it is, its order cannot be judged. The same
 * words with the same time are still the same message.
 */
export function judgeUnnamed({ recent }: Last, { time, text }: Frame): Order {
	if (time === null) return 'new';
	if (recent.includes(text)) return 'repeated';
	if (recent.length === MAX_RECENT_UNNAMED) recent.shift();
	recent.push(text);
	return 'new';
}
