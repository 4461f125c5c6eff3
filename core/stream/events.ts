import type { Row } from '../api/endpoint';
import { iso } from '../api/read';
import type { KingfisherError } from '../client/errors';
import { subscriptionKey, type Subscription } from './protocol';

/** A stretch of time without a connection, epoch ms. */
export interface Gap {
	from: number;
	to: number;
}

/** What happens to a stream apart from data. */
export type StreamEvent =
	| { type: 'connecting' }
	/** `gap`: what was missed, if it was connected before. */
	| { type: 'connected'; gap: Gap | undefined }
	| { type: 'disconnected'; code: number; reason: string; retryInMs: number }
	/** Still disconnected. */
	| { type: 'retrying'; code: number; reason: string; retryInMs: number }
	/** Nothing came for a subscription for longer than the user finds normal. */
	| { type: 'quiet'; subscription: Subscription; since: number }
	| { type: 'resumed'; subscription: Subscription }
	/** Something the API or the data does not allow; the stream goes on. */
	| { type: 'problem'; message: string }
	/** The stream has stopped, and only the user can help. */
	| { type: 'refused'; error: KingfisherError };

/** Whether a flow should hear of it; the others are for whoever shows the state. */
export function isNews({ type }: StreamEvent): boolean {
	return type !== 'connecting' && type !== 'retrying';
}

/** An event in plain words, one line. */
export function eventText(event: StreamEvent): string {
	switch (event.type) {
		case 'connecting':
			return 'Kingfisher stream: connecting';
		case 'connected':
			return event.gap
				? `Kingfisher stream: connected again after ${duration(event.gap.to - event.gap.from)} without data`
				: 'Kingfisher stream: connected';
		case 'disconnected':
		case 'retrying':
			return `Kingfisher stream: disconnected (${event.reason}); trying again in ${duration(event.retryInMs)}`;
		case 'quiet':
			return `Kingfisher stream: no ${subscriptionKey(event.subscription)} since ${iso(event.since) ?? 'long ago'}`;
		case 'resumed':
			return `Kingfisher stream: ${subscriptionKey(event.subscription)} is coming again`;
		case 'problem':
			return `Kingfisher stream: ${event.message}`;
		case 'refused':
			return `Kingfisher stream: ${event.error.message}. ${event.error.help}`;
	}
}

/** An event as a flat record, with the same columns whatever happened. */
export function eventRow(event: StreamEvent, now: number): Row {
	const gap = event.type === 'connected' ? event.gap : undefined;
	const about = 'subscription' in event ? event.subscription : undefined;
	const attempt = 'retryInMs' in event ? event : undefined;
	return {
		event: event.type,
		text: eventText(event),
		channel: about?.channel ?? null,
		asset: about?.asset ?? null,
		exchange: about?.exchange ?? null,
		code: event.type === 'refused' ? event.error.code : null,
		closeCode: attempt?.code ?? null,
		retryInSeconds: attempt ? Math.round(attempt.retryInMs / 100) / 10 : null,
		gapFrom: gap ? iso(gap.from) : null,
		gapTo: gap ? iso(gap.to) : null,
		gapSeconds: gap ? Math.round((gap.to - gap.from) / 100) / 10 : null,
		time: now,
		timestamp: iso(now),
	};
}

function duration(ms: number): string {
	if (ms < 60_000) return `${Math.round(ms / 100) / 10} s`;
	return ms < 3_600_000
		? `${Math.round(ms / 6000) / 10} min`
		: `${Math.round(ms / 360_000) / 10} h`;
}
