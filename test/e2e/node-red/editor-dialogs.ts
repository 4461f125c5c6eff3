import type { ShownFields } from '../hosts/node-red-editor';

/** A mistake in a field of a dialog, and what is then said. */
export interface Mistake {
	field: string;
	value: string;
	/** The kind of value, for a field that takes several kinds. */
	type?: string;
	says: RegExp;
}

/** A node as it is dragged, and everything its dialog is to show: no field less, and none more. */
export interface Dialog {
	type: string;
	/** What only the user can know. */
	missing?: unknown[];
	shows: ShownFields;
	/** After another choice. */
	chosen?: { field: string; value: string; shows: Record<string, string | undefined> };
	mistake: Mistake;
}

const HEAD = { Name: '(shown on the flow, if you like)', Account: 'Kingfisher, other address' };
const NO_ASSET = { field: '#node-input-asset', type: 'str', value: '', says: /^Asset is missing$/ };

function data(name: string, rows: string, parameters: ShownFields = {}): Dialog {
	return {
		type: `kingfisher-${name}`,
		shows: {
			...HEAD,
			Asset: 'BTC',
			...parameters,
			Output: `All ${rows} as a list, in one message`,
		},
		mistake: NO_ASSET,
	};
}

export const DIALOGS: Dialog[] = [
	data('liquidations', 'clusters', { Exchange: 'all', Timeframe: '1D' }),
	data('gamma-exposure', 'strikes', { Historical: 'false' }),
	data('open-interest', 'exchanges', { Exchange: 'all' }),
	data('funding-rates', 'exchanges'),
	data('toxic-order-flow', 'readings'),
	data('market-depth', 'levels', { Exchange: '', 'Range (%)': '' }),
	{
		type: 'kingfisher-webhooks',
		missing: ['URL is missing', 'Events is missing'],
		shows: {
			...HEAD,
			Operation: 'Register an address',
			URL: '(e.g. https://example.com/webhooks/kingfisher)',
			Events: '',
			Asset: 'BTC',
			Threshold: '(optional)',
		},
		chosen: {
			field: '#node-input-operation',
			value: 'delete',
			shows: { 'Webhook ID': '(e.g. wh_123)', URL: undefined, Threshold: undefined },
		},
		mistake: {
			field: '#node-input-url',
			type: 'str',
			value: 'example.com',
			says: /^URL: enter an address that starts with https/,
		},
	},
	{
		type: 'kingfisher-chart',
		shows: {
			...HEAD,
			Chart: 'Liquidation map',
			Data: 'From the message if it brings any, else ask the API',
			Asset: 'BTC',
			Exchange: 'all',
			Timeframe: '1D',
			Theme: 'Dark',
			Size: 'Square (1080 × 1080)',
			'Text format': 'Plain',
		},
		chosen: {
			field: '#node-input-operation',
			value: 'gex-profile',
			shows: { Theme: 'Dark', Exchange: undefined, Timeframe: undefined },
		},
		mistake: NO_ASSET,
	},
	{
		type: 'kingfisher-stream',
		shows: {
			...HEAD,
			Channels: 'Liquidation clusters',
			Assets: 'BTC',
			Exchanges: 'All',
			Delivery: 'Latest of each',
			Interval: '(1)',
			Output: 'A list of rows: clusters, strikes or exchanges',
		},
		chosen: {
			field: '#node-input-delivery',
			value: 'every',
			shows: { Interval: undefined, 'Batch size': undefined },
		},
		mistake: { field: '#node-input-interval', value: '0', says: /^Interval: enter a number from/ },
	},
	{
		type: 'kingfisher-event',
		missing: [expect.stringMatching(/Public URL/)],
		shows: {
			...HEAD,
			Events: 'Liquidation cluster proximity',
			Assets: 'BTC',
			'Minimum cluster size': '1000000000',
			'Public URL': '(e.g. https://nodered.example.com)',
			Path: '(e.g. kingfisher/events)',
			Address: expect.stringMatching(/^https:\/\/…\/kingfisher\//),
			Output: 'The main figures and a text',
		},
		chosen: {
			field: '#node-input-events',
			value: 'funding.rate.extreme',
			shows: { 'Extreme funding rate': '0.05', 'Minimum cluster size': undefined },
		},
		mistake: {
			field: '#node-input-clusterThreshold',
			value: '-1',
			says: /^Minimum cluster size: enter a number from 0 to/,
		},
	},
	{
		type: 'kingfisher-signal',
		shows: {
			...HEAD,
			Signal: 'Cluster proximity',
			Asset: 'BTC',
			Distance: '(1)',
			'Minimum cluster size': '(1000000000)',
			Data: 'From the message if it brings any, else ask the API',
			Price: '(the price in the data)',
			'Text format': 'Plain',
			Memory: 'default context store',
		},
		chosen: {
			field: '#node-input-data',
			value: 'message',
			shows: { Account: undefined, Price: '(the price in the data)' },
		},
		mistake: {
			field: '#kingfisher-cluster-proximity-enterDistance',
			type: 'num',
			value: '-1',
			says: /^Distance: enter a number from/,
		},
	},
];

/** What a trader types into the palette's search, and some of what is found. */
export const SEARCHES: Record<string, string[]> = {
	liquidation: ['liquidations', 'chart', 'stream', 'event', 'signal'],
	gamma: ['gamma-exposure', 'chart', 'stream', 'event', 'signal'],
	funding: ['funding-rates', 'chart', 'stream', 'event', 'signal'],
	GEX: ['gamma-exposure', 'chart', 'stream', 'event', 'signal'],
	crypto: DIALOGS.map(({ type }) => type.replace('kingfisher-', '')),
};
