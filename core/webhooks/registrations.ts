import { isObject, number, string } from '../api/read';
import { createWebhook, WEBHOOK_EVENTS } from '../api/webhooks';

/** What the API is to call for: one event of one asset, since a threshold has the unit of its event. */
export interface Registration {
	/** With the token in it: a secret. */
	url: string;
	event: string;
	asset: string;
	/** In the unit of the event. */
	threshold?: number | undefined;
}

/** A registration as a host keeps it. */
export interface KeptRegistration extends Registration {
	/** `null`: the API has not told it. */
	id: string | null;
	/** Whether it is not known if the API has it: the answer to a request about it has not arrived. */
	isUncertain?: boolean;
}

/**
 * Every event of every asset, once; assets in upper case and without blanks.
 * @param thresholds by event, in USD or percent (`WEBHOOK_EVENTS`); not sent for events without a unit
 */
export function registrationsFor(
	url: string,
	events: readonly string[],
	assets: readonly string[],
	thresholds: Readonly<Record<string, number | undefined>> = {},
): Registration[] {
	const symbols = [...new Set(assets.map(symbolOf))].filter((symbol) => symbol !== '');
	return [...new Set(events)].flatMap((event) => {
		const threshold = hasThreshold(event) ? thresholds[event] : undefined;
		return symbols.map((asset) => ({
			url,
			event,
			asset,
			...(threshold === undefined ? {} : { threshold }),
		}));
	});
}

/** As it is sent; one that cannot be is left for the request to refuse. */
function symbolOf(asset: string): string {
	const read = createWebhook.parameters.asset.read(asset);
	return 'value' in read ? read.value : asset.trim();
}

function hasThreshold(event: string): boolean {
	return WEBHOOK_EVENTS.some(
		({ value, thresholdUnit }) => value === event && thresholdUnit !== undefined,
	);
}

export function isSame(one: Registration, other: Registration): boolean {
	return (
		one.url === other.url &&
		one.event === other.event &&
		one.asset === other.asset &&
		one.threshold === other.threshold
	);
}

/** Whether what is kept is exactly what is wanted, as far as is known here. */
export function isSettled(
	wanted: readonly Registration[],
	kept: readonly KeptRegistration[],
): boolean {
	return (
		wanted.length === kept.length &&
		wanted.every((one) => kept.some((it) => isSame(one, it))) &&
		kept.every((one) => one.isUncertain !== true && wanted.some((it) => isSame(one, it)))
	);
}

/** What a host has kept may be of another version, or damaged: what can be read of it. */
export function readKept(value: unknown): KeptRegistration[] {
	return Array.isArray(value) ? value.flatMap(readOne) : [];
}

function readOne(value: unknown): KeptRegistration[] {
	if (!isObject(value)) return [];
	const { url, event, asset } = value;
	if (typeof url !== 'string' || typeof event !== 'string' || typeof asset !== 'string') return [];
	const threshold = number(value['threshold']);
	const id = string(value['id']);
	// Without an id it may still be found at the API.
	const isUncertain = value['isUncertain'] === true || (id === null && value['id'] !== null);
	return [
		{
			url,
			event,
			asset,
			...(threshold === null ? {} : { threshold }),
			id: id === '' ? null : id,
			...(isUncertain ? { isUncertain } : {}),
		},
	];
}
