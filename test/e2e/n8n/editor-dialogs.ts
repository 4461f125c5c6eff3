import type { INodeParameters } from 'n8n-workflow';
import type { ShownFields } from '../hosts/n8n-editor';
import { EVENT_TRIGGER, KINGFISHER, SIGNAL_TRIGGER, STREAM_TRIGGER } from './setup';

/** A node as it stands on the canvas, and everything its dialog is to show: no field less, and none more. */
export interface Dialog {
	name: string;
	type: string;
	parameters: INodeParameters;
	shows: ShownFields;
}

const BTC = { Asset: 'From list, BTC' };
const ROWS = { 'Return All': 'off', Limit: '50', 'Sort By': 'As Reported', Simplify: 'on' };
const OPTIONS = { Options: '' };

function data(resource: string, title: string, parameters: ShownFields): Dialog {
	return {
		name: title,
		type: KINGFISHER,
		parameters: { resource },
		shows: {
			Resource: title,
			Operation: 'Get Many',
			...BTC,
			...parameters,
			...ROWS,
			...OPTIONS,
		},
	};
}

function signal(operation: string, title: string, settings: ShownFields): Dialog {
	return {
		name: title,
		type: KINGFISHER,
		parameters: { resource: 'signal', operation },
		shows: { Resource: 'Signal', Operation: title, ...settings, ...OPTIONS },
	};
}

const ASKED = { 'Data Source': 'Ask the API', Assets: 'BTC' };

export const DIALOGS: Dialog[] = [
	data('liquidation', 'Liquidation', { Exchange: 'All', Timeframe: '1D' }),
	data('gammaExposure', 'Gamma Exposure', { Historical: 'off' }),
	data('openInterest', 'Open Interest', { Exchange: 'All' }),
	data('fundingRate', 'Funding Rate', {}),
	data('toxicOrderFlow', 'Toxic Order Flow', {}),
	data('marketDepth', 'Market Depth', { Exchange: 'API Default', 'Range (%)': 'API Default' }),
	{
		name: 'One liquidation summary',
		type: KINGFISHER,
		parameters: { operation: 'get' },
		shows: {
			Resource: 'Liquidation',
			Operation: 'Get',
			...BTC,
			Exchange: 'All',
			Timeframe: '1D',
			Simplify: 'on',
			...OPTIONS,
		},
	},
	{
		name: 'Account',
		type: KINGFISHER,
		parameters: { resource: 'account', operation: 'getUsage' },
		shows: {
			Resource: 'Account',
			Operation: 'Get Usage',
			'If Unknown': 'Ask the API',
			...OPTIONS,
		},
	},
	{
		name: 'Webhook',
		type: KINGFISHER,
		parameters: { resource: 'webhook', operation: 'create' },
		shows: {
			Resource: 'Webhook',
			Operation: 'Create',
			URL: '',
			Events: '',
			...BTC,
			Threshold: '',
			...OPTIONS,
		},
	},
	signal('clusterProximity', 'Cluster Proximity', {
		...ASKED,
		'Distance (%)': '1',
		'Minimum Cluster Size (USD)': '1000000000',
		'Always Output': 'off',
	}),
	signal('positionSize', 'Position Size', {
		...ASKED,
		'Equity (USD)': '',
		'Stop (USD)': '',
		'Entry (USD)': '',
		'Risk (%)': '1',
		'Stop Inside a Cluster': 'Move the Stop',
	}),
	signal('callPlan', 'Call Plan', {
		Assets: '3',
		'Calls an Asset': '1',
		'Interval (Minutes)': '15',
		'Active Hours': '8',
		'Calls a Day': '100',
	}),
	{
		name: 'Chart',
		type: KINGFISHER,
		parameters: { resource: 'chart' },
		shows: {
			Resource: 'Chart',
			Operation: 'Liquidation Map',
			...BTC,
			Exchange: 'All',
			Timeframe: '1D',
			Theme: 'Dark',
			Size: 'Square (1080 × 1080)',
			'Put Output File in Field': 'data',
			...OPTIONS,
		},
	},
	{
		name: 'Event',
		type: EVENT_TRIGGER,
		parameters: {},
		shows: {
			'Trigger On': 'Liquidation Cluster Proximity',
			Assets: 'BTC',
			'Minimum Cluster Size (USD)': '1000000000',
			Verification: 'Token in the Address',
			...OPTIONS,
		},
	},
	{
		name: 'Signed event',
		type: EVENT_TRIGGER,
		parameters: { events: ['gex.flip', 'funding.rate.extreme'], verification: 'hmac' },
		shows: {
			'Trigger On': 'GEX Flip, Extreme Funding Rate',
			Assets: 'BTC',
			'Extreme Funding Rate (%)': '0.05',
			Verification: 'Token and HMAC Header',
			'Signature Header': 'X-Signature',
			...OPTIONS,
		},
	},
	{
		name: 'Latest',
		type: STREAM_TRIGGER,
		parameters: {},
		shows: {
			Channels: 'Liquidation Clusters',
			Assets: 'BTC',
			Exchanges: 'All',
			Delivery: 'Latest of Each',
			'Interval (Seconds)': '1',
			Output: 'One Item per Message',
			...OPTIONS,
		},
	},
	{
		name: 'Batches',
		type: STREAM_TRIGGER,
		parameters: { channels: ['gex', 'funding_rates'], delivery: 'batch', output: 'rows' },
		shows: {
			Channels: 'Gamma Exposure (GEX+), Funding Rates',
			Assets: 'BTC',
			Exchanges: 'All',
			Delivery: 'In Batches',
			'Interval (Seconds)': '1',
			'Batch Size': '100',
			Output: 'One Item per Row',
			...OPTIONS,
		},
	},
	{
		name: 'Signals',
		type: SIGNAL_TRIGGER,
		parameters: {},
		shows: {
			'Trigger On': 'Cluster Proximity',
			Assets: 'BTC',
			'Interval (Minutes)': '20',
			'Active From (Hour)': '0',
			'Active To (Hour)': '24',
			'Cluster Proximity Settings': '',
			...OPTIONS,
		},
	},
	{
		name: 'Two signals',
		type: SIGNAL_TRIGGER,
		parameters: { signals: ['gammaRegime', 'fundingExtreme'], interval: 60 },
		shows: {
			'Trigger On': 'Gamma Regime, Funding Extreme',
			Assets: 'BTC',
			'Interval (Minutes)': '60',
			'Active From (Hour)': '0',
			'Active To (Hour)': '24',
			'Gamma Regime Settings': '',
			'Funding Extreme Settings': '',
			...OPTIONS,
		},
	},
];

/** What a user may get wrong, and a part of what is then said. */
export const MISTAKES: (Omit<Dialog, 'shows'> & { says: RegExp })[] = [
	{
		name: 'No asset',
		type: KINGFISHER,
		parameters: { asset: { __rl: true, mode: 'symbol', value: '' } },
		says: /"Asset" is required/,
	},
	{
		name: 'No symbol',
		type: STREAM_TRIGGER,
		parameters: { assets: ', ' },
		says: /No asset is given[^]*such as BTC/,
	},
	{
		name: 'Below zero',
		type: EVENT_TRIGGER,
		parameters: { clusterThreshold: -1 },
		says: /Minimum cluster size: -1 cannot be used[^]*from 0 to 1,000,000,000,000,000/,
	},
	{
		name: 'No interval',
		type: SIGNAL_TRIGGER,
		parameters: { interval: 0 },
		says: /Interval: 0 cannot be used[^]*from 1 to 1440/,
	},
];
