import type { NodeMessage } from 'node-red';
import { deliveredRow, type Confirmation, type DeliveredEvent } from '../../../core';
import { OUTPUTS } from './fields';

export type Output = (typeof OUTPUTS)[number];

/** As stored with a node. */
export function outputOf(stored: unknown): Output {
	return OUTPUTS.find((one) => one === stored) ?? 'simplified';
}

/** What the flow gets of one event. */
export function eventMessage(
	event: DeliveredEvent,
	output: Output,
	confirmation?: Confirmation,
): NodeMessage {
	const { name, asset, text, deliveryId, receivedAt, raw } = event;
	const row = deliveredRow(event, { simplify: output === 'simplified', confirmation });
	return {
		topic: asset ?? name,
		payload: output === 'raw' ? structuredClone(raw) : row,
		kingfisher: {
			event: name,
			text,
			deliveryId,
			receivedAt: new Date(receivedAt).toISOString(),
			...(confirmation
				? { confirmed: confirmation.confirmed, confirmation: confirmation.reason }
				: {}),
			...(output === 'raw' ? { summary: row } : { raw }),
		},
	};
}
