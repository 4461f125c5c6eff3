/**
 * What is sent over the stream. Source: API guide, "WebSocket Streaming". Unsubscribing, pings and
 * pongs are not documented; see docs/api-assumptions.md.
 */

/** One channel of one asset on one exchange. */
export interface Subscription {
	/** Wire name. */
	channel: string;
	asset: string;
	exchange: string;
}

export function subscriptionKey({ channel, asset, exchange }: Subscription): string {
	return `${channel}:${asset}:${exchange}`;
}

/** The only frame that holds the key. */
export function authFrame(apiKey: string): string {
	return JSON.stringify({ action: 'auth', apiKey });
}

export function subscribeFrame({ channel, asset, exchange }: Subscription): string {
	return JSON.stringify({ action: 'subscribe', channel, asset, exchange });
}

export function unsubscribeFrame({ channel, asset, exchange }: Subscription): string {
	return JSON.stringify({ action: 'unsubscribe', channel, asset, exchange });
}

/** Any answer to it, an error as well, shows that the other side lives. */
export const PING_FRAME = '{"action":"ping"}';

/** Answers a `ping` that comes as a frame, for servers that end connections without an answer. */
export const PONG_FRAME = '{"action":"pong"}';
