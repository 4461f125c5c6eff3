import type { Row } from '../api/endpoint';
import { number } from '../api/read';
import { createWebhook, deleteWebhook, listWebhooks } from '../api/webhooks';
import type { Answer } from '../client/answer';
import type { Client } from '../client/client';
import { isKingfisherError, type ErrorCode } from '../client/errors';
import { parseJson } from '../client/parse-json';
import type { Settings } from '../client/settings';
import type { Logger } from '../client/transport';
import type { KeptRegistration, Registration } from './registrations';

/** How the API is asked about registrations. */
export interface Asking {
	client: Client;
	settings: Partial<Settings>;
	logger: Logger | undefined;
}

/** A registration as the API lists it. */
export interface Listed {
	id: string | null;
	url: string | null;
	/** Empty = it does not tell. */
	events: string[];
	asset: string | null;
	threshold: number | null;
}

/** Refused by the API, or not sent at all: it has not been carried out. After anything else it may have been. */
const REFUSALS: readonly ErrorCode[] = [
	'invalid_configuration',
	'invalid_parameter',
	'invalid_api_key',
	'plan_required',
	'not_found',
	'not_supported',
	'rate_limited',
	'budget_reserved',
];

/** After these there is nothing to delete, or no way to. */
const LOST: readonly ErrorCode[] = ['not_found', 'not_supported', 'invalid_parameter'];

/** After these the same question may be answered; after others the API cannot answer it at all. */
const IN_PASSING: readonly ErrorCode[] = [
	'invalid_api_key',
	'rate_limited',
	'budget_reserved',
	'server_error',
	'timeout',
	'connection_failed',
	'cancelled',
];

export function wasRefused(caught: unknown): boolean {
	return isKingfisherError(caught) && REFUSALS.includes(caught.code);
}

/** The id, or `null` when the API does not tell it. */
export async function create(
	{ client, settings }: Asking,
	{ url, event, asset, threshold }: Registration,
): Promise<string | null> {
	const input = { url, events: [event], asset, threshold };
	const answer = await client.ask(createWebhook, input, settings);
	return textIn(firstRow(answer)['id']);
}

/** What has become of a registration: `gone` also when nothing can be done about it. */
export type Removal = 'gone' | 'there' | 'unknown';

export async function remove(
	{ client, settings, logger }: Asking,
	one: KeptRegistration,
): Promise<Removal> {
	const what = named(one);
	const { id } = one;
	if (id === null) {
		logger?.warn(
			`${what}: the API has not told its id, so it is not deleted; delete it in the Kingfisher dashboard`,
		);
		return 'gone';
	}
	try {
		const answer = await client.ask(deleteWebhook, { id }, settings);
		if (firstRow(answer)['deleted'] !== false) return 'gone';
		logger?.warn(`${what}: the API has not deleted it; it will be tried again`);
		return 'there';
	} catch (caught) {
		if (!isKingfisherError(caught)) throw caught;
		if (caught.httpStatus === 410 || LOST.includes(caught.code)) {
			logger?.warn(`${what}: it is gone already, or the API does not delete (${caught.message})`);
			return 'gone';
		}
		logger?.warn(`${what}: it could not be deleted, and will be tried again (${caught.message})`);
		return wasRefused(caught) ? 'there' : 'unknown';
	}
}

/**
 * All registrations of the key; `undefined` when the API cannot list them: the guide documents no list.
 * @throws KingfisherError when it may be able to another time
 */
export async function list({ client, settings, logger }: Asking): Promise<Listed[] | undefined> {
	try {
		const answer = await client.ask(listWebhooks, {}, { ...settings, cacheSeconds: 0 });
		// What was registered before says nothing about now.
		if (answer.staleBecause) throw answer.staleBecause;
		return answer.rows().map((row) => ({
			id: textIn(row['id']),
			url: textIn(row['url']),
			events: namesIn(row['events'] ?? row['event']),
			asset: textIn(row['config_asset'] ?? row['asset']),
			threshold: number(row['config_threshold'] ?? row['threshold']),
		}));
	} catch (caught) {
		if (!isKingfisherError(caught) || IN_PASSING.includes(caught.code)) throw caught;
		logger?.warn(`The API does not list webhooks (${caught.message})`);
		return undefined;
	}
}

/** Which of the listed each of the kept is; none is two of them. What fits exactly goes first. */
export function identify(
	kept: readonly KeptRegistration[],
	listed: readonly Listed[],
): Map<KeptRegistration, Listed> {
	const found = new Map<KeptRegistration, Listed>();
	const claim = (isIt: (one: KeptRegistration, it: Listed) => boolean) => {
		for (const one of kept) {
			if (found.has(one)) continue;
			const taken = [...found.values()];
			const it = listed.find((each) => !taken.includes(each) && isIt(one, each));
			if (it) found.set(one, it);
		}
	};
	claim((one, it) => one.id !== null && one.id === it.id);
	claim((one, it) => isLike(one, it) && it.threshold === (one.threshold ?? null));
	// The API may not tell thresholds, or fill in its own.
	claim((one, it) => isLike(one, it) && (it.threshold === null || one.threshold === undefined));
	return found;
}

/** For logs: without the address. */
export function named({ event, asset }: Registration): string {
	return `Webhook ${event} of ${asset}`;
}

function isLike(one: Registration, { url, events, asset }: Listed): boolean {
	return (
		url !== null &&
		normal(url) === normal(one.url) &&
		// One that stands for other events as well is not ours.
		events.every((event) => event === one.event) &&
		(asset === null || asset.toUpperCase() === one.asset.toUpperCase())
	);
}

function normal(url: string): string {
	return URL.canParse(url) ? new URL(url).href : url;
}

/** What was asked for is done, whatever its answer looks like. */
function firstRow(answer: Answer): Row {
	try {
		return answer.rows()[0] ?? {};
	} catch (caught) {
		if (!isKingfisherError(caught)) throw caught;
		return {};
	}
}

function namesIn(value: Row[string] | undefined): string[] {
	if (typeof value !== 'string' || value === '') return [];
	const parsed = parseJson(value);
	return Array.isArray(parsed) ? parsed.filter((one) => typeof one === 'string') : [value];
}

function textIn(value: Row[string] | undefined): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}
