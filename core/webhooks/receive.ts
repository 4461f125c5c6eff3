import { time } from '../api/read';
import { parseJson } from '../client/parse-json';
import { contentId, type SeenDeliveries } from './duplicates';
import { readEvent, type WebhookEvent } from './events';
import {
	checkSignature,
	headerOf,
	isRightToken,
	type Signing,
	type WebhookHeaders,
} from './verify';

/** Larger bodies are not read to their end. */
export const MAX_WEBHOOK_BYTES = 64 * 1024;

/** A request as the host got it. */
export interface WebhookRequest {
	method: string;
	headers: WebhookHeaders;
	/** The bytes as they came; of a larger body, any more than `MAX_WEBHOOK_BYTES`. */
	body: Uint8Array;
	/** From the address, whatever it holds there. */
	token: unknown;
}

export interface ReceiveSettings {
	/** What the address must hold. */
	token: string;
	signing: Signing;
	/** Events the flow wants; others of the guide are left out, unknown ones pass. Empty = all. */
	events: readonly string[];
	/** Assets the flow wants. Empty = all. */
	assets: readonly string[];
	/** How old an event may be, in ms; 0 = any age. */
	toleranceMs: number;
}

export const DEFAULT_TOLERANCE_MS = 300_000;

/** A clock that is ahead of ours. */
const AHEAD_MS = 60_000;

export type Rejection =
	| 'method'
	| 'token'
	| 'type'
	| 'size'
	| 'signature'
	| 'body'
	| 'age'
	| 'duplicate'
	| 'unwanted';

/** One event that is to be worked on. */
export interface DeliveredEvent extends WebhookEvent {
	/** Of the delivery: the API's, or one made of the content. */
	deliveryId: string;
	/** What it is remembered by; for `SeenDeliveries.forget`. */
	rememberedBy: string[];
	/** Epoch ms. */
	receivedAt: number;
}

/** What to answer, always with an empty body, and what to do after that. */
export interface Reception {
	status: 200 | 400 | 401 | 405 | 413 | 415;
	events: DeliveredEvent[];
	/** Why nothing, or not everything, is to be done. */
	rejected: Rejection | undefined;
	/** The same in plain words, without anything that was sent. */
	reason: string | undefined;
}

const REJECTIONS: Record<Rejection, [status: Reception['status'], reason: string]> = {
	method: [405, 'it was not sent with POST'],
	token: [401, 'its address does not hold the right token'],
	size: [413, `it is larger than ${MAX_WEBHOOK_BYTES / 1024} KiB`],
	type: [415, 'it is not JSON by its content type'],
	signature: [401, 'its signature is missing or wrong'],
	body: [400, 'it holds no event'],
	// The sender has done its part, and would repeat it otherwise.
	unwanted: [200, 'its event or asset is not asked for'],
	duplicate: [200, 'it has been received before'],
	age: [400, 'it is too old, or from the future'],
};

/**
 * Judges a delivery. The cheap and the secret come first: without the token nothing is read. `seen`
 * remembers every event that is returned. Never throws, whatever was sent.
 */
export function receiveWebhook(
	request: WebhookRequest,
	settings: ReceiveSettings,
	seen: SeenDeliveries,
	now: number,
): Reception {
	const { headers, body } = request;
	const { signing } = settings;
	if (request.method !== 'POST') return rejection('method');
	if (signing.kind !== 'none' && !isRightToken(request.token, settings.token)) {
		return rejection('token');
	}
	if (body.byteLength > MAX_WEBHOOK_BYTES) return rejection('size');
	if (!isJson(headers)) return rejection('type');
	if (checkSignature(signing, headers, body) !== 'right') return rejection('signature');
	const parsed = parseJson(new TextDecoder().decode(body));
	const values: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
	const events = values.flatMap((one) => readEvent(one, now) ?? []);
	if (events.length === 0) return rejection('body');

	let left: DeliveredEvent[] = events.map((event) => {
		const rememberedBy = idsOf(event, request, signing, values.length);
		return { ...event, deliveryId: rememberedBy[0], rememberedBy, receivedAt: now };
	});
	let rejected: Rejection | undefined;
	for (const [why, isRight] of questions(request, settings, seen, now)) {
		const right = left.filter(isRight);
		if (right.length === 0) return rejection(why);
		if (right.length < left.length) rejected ??= why;
		left = right;
	}
	return { status: 200, events: left, rejected, reason: rejected && REJECTIONS[rejected][1] };
}

/** What each event of a delivery is asked, in order. */
function questions(
	{ headers }: WebhookRequest,
	settings: ReceiveSettings,
	seen: SeenDeliveries,
	now: number,
): [Rejection, (event: DeliveredEvent) => boolean][] {
	const { signing, toleranceMs } = settings;
	// A signed delivery says when it was sent, which for a repetition is later than the event.
	const sentAt = signing.kind === 'standard' ? time(headerOf(headers, 'webhook-timestamp')) : null;
	return [
		['unwanted', (event) => isWanted(event, settings)],
		// Before the age: what has been received must be answered as such, however late it is repeated.
		['duplicate', ({ rememberedBy }) => !seen.has(rememberedBy, now)],
		['age', (event) => isFresh(sentAt ?? event.time, toleranceMs, now)],
		['duplicate', ({ rememberedBy }) => seen.admit(rememberedBy, now)],
	];
}

function rejection(rejected: Rejection): Reception {
	const [status, reason] = REJECTIONS[rejected];
	return { status, events: [], rejected, reason };
}

/** The guide does not say with which content type it calls: none at all is for the body to show. */
function isJson(headers: WebhookHeaders): boolean {
	const type = headerOf(headers, 'content-type');
	return type === undefined || /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type);
}

function isWanted({ name, isKnown, asset }: WebhookEvent, { events, assets }: ReceiveSettings) {
	if (isKnown && events.length > 0 && !events.includes(name)) return false;
	const symbol = (text: string) => text.trim().toUpperCase();
	return assets.length === 0 || asset === null || assets.map(symbol).includes(symbol(asset));
}

function isFresh(sentAt: number | null, toleranceMs: number, now: number): boolean {
	if (sentAt === null || toleranceMs <= 0) return true;
	return now - sentAt <= toleranceMs && sentAt - now <= AHEAD_MS;
}

const ID_FIELDS = ['id', 'event_id', 'delivery_id'];
const ID_HEADERS = ['webhook-id', 'x-delivery-id', 'x-event-id', 'x-kingfisher-delivery'];

/** What an event is the same by: the id in the usual places, as the guide documents none, and its content. */
function idsOf(
	{ raw, time: happenedAt }: WebhookEvent,
	{ headers }: WebhookRequest,
	{ kind }: Signing,
	count: number,
): [string, ...string[]] {
	const content = contentId(
		Object.fromEntries(Object.entries(raw).filter(([name]) => !ID_FIELDS.includes(name))),
	);
	// One id for several events would make the second one a duplicate; and an HMAC of the body does not
	// cover a header: whoever repeats a delivery could change it.
	const isIdOfAll = count === 1 && kind !== 'hmac';
	const named =
		ID_FIELDS.map((name) => idText(raw[name])).find((id) => id !== undefined) ??
		(isIdOfAll
			? ID_HEADERS.map((name) => headerOf(headers, name)).find((id) => id !== undefined)
			: undefined);
	if (named === undefined) return [content];
	// Under another id it is the same if it says the same at the same time, as when it has been
	// registered twice.
	return happenedAt === null ? [named] : [named, content];
}

function idText(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}
