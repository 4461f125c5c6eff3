import type { Row } from '../api/endpoint';
import { iso } from '../api/read';
import type { Confirmation } from './confirm';
import { EVENT_FIELDS } from './event-kinds';
import type { DeliveredEvent } from './receive';

/** Columns of a delivery that are not the event's. `raw` is what hosts call the event as it came. */
const OURS = ['text', 'deliveryId', 'receivedAt', 'confirmed', 'confirmation', 'raw'];

export interface DeliveredForm {
	/** Whether what the API sends beyond the columns of its known events is left out. */
	simplify: boolean;
	/** Where it was asked for. */
	confirmation?: Confirmation | undefined;
}

/** An event as a flow takes it: flat, with its text, the id of its delivery, and when it came. */
export function deliveredRow(
	{ row, isKnown, text, deliveryId, receivedAt }: DeliveredEvent,
	{ simplify, confirmation }: DeliveredForm,
): Row {
	const wanted = Object.entries(row).filter(
		([name]) => !simplify || !isKnown || Object.hasOwn(EVENT_FIELDS, name),
	);
	const confirmed = confirmation && {
		confirmed: confirmation.confirmed,
		confirmation: confirmation.reason,
	};
	return {
		// A field of the API that has the name of one of ours gets an underscore.
		...Object.fromEntries(
			wanted.map(([name, value]) => [OURS.includes(name) ? `${name}_` : name, value]),
		),
		text,
		deliveryId,
		receivedAt: iso(receivedAt),
		...confirmed,
	};
}
