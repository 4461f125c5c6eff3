import type { Row } from '../api/endpoint';
import { guessedRow } from '../api/guesses';
import { isObject, string, time, when, withRest, type JsonObject } from '../api/read';
import { EVENT_KINDS, type EventKind, type EventName } from './event-kinds';
import { otherText } from './event-text';

/** An event as the API sent it, and as a flow takes it. */
export interface WebhookEvent {
	/** As sent; one that the guide does not list passes through. */
	name: string;
	isKnown: boolean;
	asset: string | null;
	/** When it happened, epoch ms; `null` when it does not say. */
	time: number | null;
	/** Flat columns; whatever else the event has is appended under its own name. */
	row: Row;
	/** One line, ready to be sent. */
	text: string;
	/** As it came. */
	raw: JsonObject;
}

const NAMES = ['event', 'type', 'event_type'];
const ENVELOPES = ['data', 'payload'];

const OTHER: EventKind = { guesses: {}, text: otherText };

/** Reads one event of a delivery; `undefined` when it is none. `at` stands in for a missing time. */
export function readEvent(value: unknown, at: number): WebhookEvent | undefined {
	if (!isObject(value)) return undefined;
	const nameField = NAMES.find((one) => typeof value[one] === 'string' && value[one].trim() !== '');
	if (nameField === undefined) return undefined;
	const name = String(value[nameField]).trim();
	const envelope = ENVELOPES.find((one) => isObject(value[one]));
	const inner = envelope === undefined ? undefined : value[envelope];
	const around = without(value, nameField, envelope);
	// Everything may stand in the event itself.
	const [data, outside] = isObject(inner) ? [inner, around] : [around, {}];

	const about = [data, outside].find((one) => (string(one['asset']) ?? '') !== '');
	const asset = about === undefined ? null : string(about['asset']);
	// A time beside the data is the event's, even if the data has one too: that is something else's.
	const happened = timeIn(outside) ?? timeIn(data);
	const unread = (record: JsonObject) =>
		without(
			record,
			record === about ? 'asset' : undefined,
			record === happened?.from ? happened.name : undefined,
		);

	const isKnown = Object.hasOwn(EVENT_KINDS, name);
	const kind = isKnown ? EVENT_KINDS[name as EventName] : OTHER;
	const columns = guessedRow(unread(data), kind.guesses, at, {
		derived: (row) => ({ event: name, asset, ...kind.derived?.(row) }),
		time: happened?.time ?? at,
	});
	const row = withRest({ event: name, asset, ...columns }, unread(outside));
	return {
		name,
		isKnown,
		asset,
		time: happened?.time ?? null,
		row,
		text: kind.text(row),
		raw: value,
	};
}

/** When something happened, and the field that says so. */
function timeIn(from: JsonObject): { time: number; name: string; from: JsonObject } | undefined {
	for (const name of [...when(from, 0).consumed, 'created_at']) {
		const at = time(from[name]);
		if (at !== null) return { time: at, name, from };
	}
	return undefined;
}

function without(record: JsonObject, ...names: (string | undefined)[]): JsonObject {
	return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}
