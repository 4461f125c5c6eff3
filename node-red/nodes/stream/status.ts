import type { NodeStatus } from 'node-red';
import type { StreamEvent, StreamStatus } from '../../../core';
import { failureStatus, fit, SHORT, type Translate } from '../../shared/status-text';

/** What is shown of a stream as it is; it may have been connected by others. */
export function streamStatus(t: Translate, { state, subscriptions }: StreamStatus): NodeStatus {
	if (state !== 'live') {
		return ring('yellow', t(state === 'waiting' ? 'status.retrying' : 'status.connecting'));
	}
	const form = subscriptions.length === 1 ? 'one' : 'many';
	const text = t(`status.live.${form}`, { n: SHORT.format(subscriptions.length) });
	return { fill: 'green', shape: 'dot', text: fit(text) };
}

/** What is shown after an event; `undefined` = as the stream is. */
export function eventStatus(t: Translate, event: StreamEvent): NodeStatus | undefined {
	switch (event.type) {
		case 'connecting':
			return ring('yellow', t('status.connecting'));
		case 'retrying':
			return ring('yellow', t('status.retrying'));
		case 'disconnected':
			return ring('red', t('status.disconnected'));
		case 'refused':
			return failureStatus(t, event.error);
		case 'connected':
		case 'quiet':
		case 'resumed':
		case 'problem':
			return undefined;
	}
}

function ring(fill: 'red' | 'yellow', text: string): NodeStatus {
	return { fill, shape: 'ring', text: fit(text) };
}
