import type { INodeProperties } from 'n8n-workflow';
import { CHANNELS, DELIVERIES, DELIVERY_FIELDS, EXCHANGES } from '../../core';
import { choiceOption } from '../shared/choice-option';
import { numberField } from '../shared/number-field';
import { optionsProperty } from './options';

/** One item for a whole message, or one for each of its rows. */
export const OUTPUTS = ['messages', 'rows'] as const;

/** All fields of the node. */
export const streamProperties: INodeProperties[] = [
	{
		displayName: 'Channels',
		name: 'channels',
		type: 'multiOptions',
		required: true,
		options: CHANNELS.map(choiceOption),
		default: ['liquidations'],
		description: 'What to listen to',
	},
	{
		displayName: 'Assets',
		name: 'assets',
		type: 'string',
		required: true,
		default: 'BTC',
		placeholder: 'e.g. BTC, ETH',
		description: 'Symbols, separated by commas. Upper or lower case.',
	},
	{
		displayName: 'Exchanges',
		name: 'exchanges',
		type: 'multiOptions',
		options: EXCHANGES.map(choiceOption),
		default: ['all'],
		description: 'Whose data to listen to',
	},
	{
		displayName: 'Delivery',
		name: 'delivery',
		type: 'options',
		options: DELIVERIES.map(choiceOption),
		default: 'latest',
		description: 'When the workflow is executed, and with what',
	},
	{
		...numberField('interval', DELIVERY_FIELDS.interval),
		displayOptions: { show: { delivery: ['latest', 'batch'] } },
	},
	{
		...numberField('batchSize', DELIVERY_FIELDS.batchSize),
		displayOptions: { show: { delivery: ['batch'] } },
	},
	{
		displayName:
			'Each message is an execution of its own, and n8n manages one or two dozen a second. What comes faster waits its turn, and the oldest are dropped when too many wait. With "Latest of Each" nothing waits.',
		name: 'everyNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { delivery: ['every'] } },
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'One Item per Message',
				value: 'messages',
				description: 'The main figures, and a text ready to be sent',
			},
			{
				name: 'One Item per Row',
				value: 'rows',
				description: 'Each cluster, strike or exchange by itself, ready for a table or a chart',
			},
		],
		default: 'messages',
	},
	optionsProperty,
];
