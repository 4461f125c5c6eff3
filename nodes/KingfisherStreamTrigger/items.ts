import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { eventRow, type Row, type StreamEvent, type StreamMessage } from '../../core';
import type { OUTPUTS } from './properties';

export interface ItemForm {
	output: (typeof OUTPUTS)[number];
	simplify: boolean;
	/** Adds the message as it came; not to rows, each of which would carry the whole. */
	raw: boolean;
}

/** Fields of an item that are not the endpoint's. `event` is the one by which events are told from data. */
const OURS = ['channel', 'text', 'receivedAt', 'raw', 'event'];

/** The items of a message: one, or one for each of its rows. */
export function messageItems(message: StreamMessage, form: ItemForm): INodeExecutionData[] {
	const { channel, asset, exchange } = message;
	const source = { channel, asset, exchange };
	const received = { receivedAt: new Date(message.receivedAt).toISOString() };
	if (form.output === 'rows') {
		return message.rows(form).map((row) => ({ json: { ...source, ...apart(row), ...received } }));
	}
	const summary = apart(message.summary(form));
	// n8n's nodes may change what they are given, and other workflows be given the same message.
	const raw = form.raw ? { raw: message.takeRaw() as IDataObject } : {};
	return [{ json: { ...source, text: message.text(), ...summary, ...received, ...raw } }];
}

export function eventItem(event: StreamEvent, now: number): INodeExecutionData {
	return { json: eventRow(event, now) };
}

/** A field of the API that has the name of one of ours gets an underscore, as in the core. */
function apart(row: Row): Row {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [OURS.includes(name) ? `${name}_` : name, value]),
	);
}
