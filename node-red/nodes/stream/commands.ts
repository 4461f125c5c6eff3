import {
	KingfisherError,
	readSubscriptions,
	type Subscriber,
	type Subscription,
	type Wish,
} from '../../../core';

const ACTIONS = ['subscribe', 'unsubscribe', 'status'] as const;

/** What a message asks the stream to do. */
export interface Command {
	action: (typeof ACTIONS)[number];
	/** As given; what is left out is `undefined`. */
	wish: Wish;
}

/**
 * Reads `msg.payload`: an object with an `action`, or the action alone.
 * @throws KingfisherError `invalid_parameter`
 */
export function readCommand(payload: unknown): Command {
	const given = isObject(payload) ? payload : { action: payload };
	const word = typeof given['action'] === 'string' ? given['action'].trim().toLowerCase() : '';
	const action = ACTIONS.find((one) => one === word);
	if (!action) {
		throw new KingfisherError({
			code: 'invalid_parameter',
			message: 'Stream: the message does not say what to do',
			help: `Send a msg.payload such as {"action": "subscribe", "assets": "ETH"}; the action is one of: ${ACTIONS.join(', ')}.`,
		});
	}
	const listed = (many: string, one: string) => given[many] ?? given[one] ?? undefined;
	const wish = {
		channels: listed('channels', 'channel'),
		assets: listed('assets', 'asset'),
		exchanges: listed('exchanges', 'exchange'),
	};
	return { action, wish };
}

/**
 * Adds what is wished for; what is left out is as `configured` in the node.
 * @throws KingfisherError `invalid_parameter`
 */
export function subscribe(subscriber: Subscriber, wish: Wish, configured: Wish): void {
	subscriber.subscribe(readSubscriptions(filled(wish, configured)));
}

/**
 * Gives up what is named; what is left out is not looked at.
 * @throws KingfisherError `invalid_parameter`
 */
export function unsubscribe(subscriber: Subscriber, wish: Wish): void {
	const { subscriptions } = subscriber.status;
	const [some] = subscriptions;
	if (!some) return;
	const { channel: channels, asset: assets, exchange: exchanges } = some;
	const named = readSubscriptions(filled(wish, { channels, assets, exchanges }));
	const isNamed = (one: Subscription) =>
		named.some(
			({ channel, asset, exchange }) =>
				(wish.channels === undefined || one.channel === channel) &&
				(wish.assets === undefined || one.asset === asset) &&
				(wish.exchanges === undefined || one.exchange === exchange),
		);
	subscriber.unsubscribe(subscriptions.filter(isNamed));
}

function filled(wish: Wish, others: Wish): Wish {
	return {
		channels: wish.channels ?? others.channels,
		assets: wish.assets ?? others.assets,
		exchanges: wish.exchanges ?? others.exchanges,
	};
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
