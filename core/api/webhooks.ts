import { defineEndpoint, type Row } from './endpoint';
import { TIME, TIMESTAMP, column } from './fields';
import { findList, type Keys } from './find-list';
import { guess, guessedRow, type Guesses } from './guesses';
import { amount, assetParameter, callbackUrl, identifier, someOf } from './parameters';
import { isPublicAddress } from './public-address';
import { isObject, withRest } from './read';
import { anyShape } from './schema';

/** The events of the guide. A registration has one threshold; its unit depends on the event. */
export const WEBHOOK_EVENTS = [
	{
		value: 'liquidation.cluster_proximity',
		title: 'Liquidation cluster proximity',
		description: 'Price comes near a large liquidation cluster',
		thresholdUnit: 'USD',
	},
	{
		value: 'gex.flip',
		title: 'GEX flip',
		description: 'Price crosses the gamma flip level',
		thresholdUnit: undefined,
	},
	{
		value: 'funding.rate.extreme',
		title: 'Extreme funding rate',
		description: 'A funding rate becomes extreme',
		thresholdUnit: 'percent',
	},
] as const;

const LISTS = ['webhooks', 'data', 'items', 'results'];

const REGISTRATION: Guesses = {
	id: guess('ID', 'Id of the registration', ['id', 'webhook_id'], { type: 'string' }),
	url: guess(
		'URL',
		'Address that is called',
		['url', 'webhook_url', 'callback_url', 'target_url'],
		{
			type: 'string',
		},
	),
};

const FIELDS = { ...REGISTRATION, time: TIME, timestamp: TIMESTAMP };

const ID = identifier({
	title: 'Webhook ID',
	description: 'Id of the registration, as returned when it was created',
	placeholder: 'e.g. wh_123',
});

/** What the four operations have in common; only creating is documented (API guide, "Webhooks"). */
const shared = {
	resource: 'webhook',
	accessor: 'webhooks',
	keywords: ['webhook', 'push', 'event', 'alert'],
	response: anyShape(),
	freshForSeconds: 0,
	rowNoun: { one: 'webhook', many: 'webhooks' },
	rowFields: FIELDS,
	summaryFields: FIELDS,
};

export const createWebhook = defineEndpoint({
	...shared,
	name: 'webhooks-create',
	title: 'Create a webhook',
	description: 'Registers an address that the API calls when an event happens.',
	method: 'POST',
	path: '/webhooks',
	documented: true,
	parameters: {
		url: callbackUrl({
			title: 'URL',
			description: 'Public address that the API calls, with https',
			placeholder: 'e.g. https://example.com/webhooks/kingfisher',
		}),
		events: someOf(WEBHOOK_EVENTS, {
			title: 'Events',
			description: 'What the API tells about',
		}),
		asset: assetParameter(),
		threshold: amount({
			unit: 'USD for cluster proximity, percent for funding rates',
			title: 'Threshold',
			description:
				'Size from which a cluster counts (USD), or funding rate that is extreme (percent)',
		}),
	},
	body: ({ url, events, asset, threshold }) => ({
		url,
		events,
		config: { asset, ...(threshold === undefined ? {} : { threshold }) },
	}),
	rows: (response, _asked, at) => registrations(response, at),
	summary: (response, _asked, at) => registrations(response, at)[0] ?? {},
	text: (_response, { asset, events }) => `Webhook for ${asset} registered: ${events.join(', ')}`,
	hints({ url, events, threshold }) {
		const hints: string[] = [];
		if (!isPublicAddress(url)) {
			hints.push(
				'The API cannot reach an address of your own machine or network: use a public one.',
			);
		}
		if (threshold !== undefined && events.length > 1) {
			hints.push(
				'One threshold now stands for several events with different units (USD, percent): register them one by one.',
			);
		}
		return hints;
	},
});

export const listWebhooks = defineEndpoint({
	...shared,
	name: 'webhooks-list',
	title: 'List webhooks',
	description: 'Lists the registered webhooks. Not documented by the API guide.',
	path: '/webhooks',
	documented: false,
	parameters: {},
	rows: (response, _asked, at) => listed(response, at),
	summary: (response, _asked, at) => ({ count: listed(response, at).length }),
	summaryFields: { count: column('Webhooks', 'Number of registrations') },
	text: (response) => {
		const { length } = listed(response, 0);
		return `${length} ${length === 1 ? 'webhook' : 'webhooks'} registered`;
	},
});

export const getWebhook = defineEndpoint({
	...shared,
	name: 'webhooks-get',
	title: 'Get a webhook',
	description: 'Reads one registration. Not documented by the API guide.',
	path: '/webhooks/{id}',
	documented: false,
	parameters: { id: ID },
	rows: (response, _asked, at) => registrations(response, at),
	summary: (response, _asked, at) => registrations(response, at)[0] ?? {},
	text: (_response, { id }) => `Webhook ${id} is registered`,
});

export const deleteWebhook = defineEndpoint({
	...shared,
	name: 'webhooks-delete',
	title: 'Delete a webhook',
	description: 'Removes one registration. Not documented by the API guide.',
	method: 'DELETE',
	path: '/webhooks/{id}',
	documented: false,
	parameters: { id: ID },
	rowFields: { deleted: column('Deleted', 'Whether it was removed', { type: 'boolean' }) },
	summaryFields: { deleted: column('Deleted', 'Whether it was removed', { type: 'boolean' }) },
	rows: (response, { id }) => [deletion(response, id)],
	summary: (response, { id }) => deletion(response, id),
	text: (response, { id }) =>
		`Webhook ${id} ${deletion(response, id)['deleted'] === true ? 'deleted' : 'not deleted'}`,
});

/** By operation, in the words of n8n and of the client: `client.webhooks.create(…)`. */
export const webhookOperations = {
	create: createWebhook,
	list: listWebhooks,
	get: getWebhook,
	delete: deleteWebhook,
} as const;

const KEYS: Keys = {
	column: 'id',
	accepts: (key, entry) => isObject(entry) && key !== 'webhook' && key !== 'config',
};

/**
 * The registrations in a response: a list, or one, bare or under `data`. `config` is flattened:
 * `config_asset`, `config_threshold`.
 */
function registrations(response: Record<string, unknown> | unknown[], at: number): Row[] {
	const { entries, around } = findList(response, LISTS, KEYS);
	return (entries ?? [around]).map((one) => guessedRow(one, REGISTRATION, at));
}

/** An answer without any content lists nothing; otherwise it would be a registration without fields. */
function listed(response: Record<string, unknown> | unknown[], at: number): Row[] {
	return Object.keys(response).length === 0 ? [] : registrations(response, at);
}

/** A DELETE that was answered with success, unless the body says otherwise. */
function deletion(response: Record<string, unknown> | unknown[], id: string): Row {
	const said = isObject(response) ? response : {};
	const isRefused = said['deleted'] === false || said['success'] === false;
	return withRest({ deleted: !isRefused, id }, said);
}
