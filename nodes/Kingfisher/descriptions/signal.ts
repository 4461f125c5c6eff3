import type { INodeProperties } from 'n8n-workflow';
import { SETTING_FIELDS, signals, type AnySignal } from '../../../core';
import { numberField } from '../../shared/number-field';
import { signalFields } from '../../shared/signal-fields';
import { TEXT_FORMAT_FIELD } from '../../shared/signal-items';
import { inOrder, titleCase } from '../../shared/wording';
import { settingOption } from './options';

const SIGNALS: [operation: string, signal: AnySignal][] = Object.entries(signals);

const showForSignal = { show: { resource: ['signal'] } };
const showFor = (operations: string[], more: Record<string, string[]> = {}) => ({
	displayOptions: { show: { ...showForSignal.show, operation: operations, ...more } },
});
const those = (which: (signal: AnySignal) => boolean) =>
	SIGNALS.filter(([, signal]) => which(signal)).map(([operation]) => operation);

const ALERTS = those(({ kind }) => kind === 'alert');
const WITH_ASSET = those(({ hasAsset }) => hasAsset);
const READING = those(({ reads }) => reads.length > 0);

/** The resource *Signal*: an operation for each signal of the core, with its settings. */
export const signalProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: showForSignal,
		options: SIGNALS.map(([value, { title, description, kind }]) => ({
			name: titleCase(title),
			value,
			description: description.replace(/\.$/, ''),
			action: `${kind === 'alert' ? 'Evaluate' : 'Calculate'} ${title.toLowerCase()}`,
		})).sort(inOrder('name')),
		default: 'clusterProximity',
	},
	{
		displayName:
			'An alert is returned once, when it begins. What has been told is remembered in executions of the published workflow only: a test in the editor always starts afresh.',
		name: 'memoryNotice',
		type: 'notice',
		default: '',
		...showFor(ALERTS),
	},
	{
		displayName: 'Data Source',
		name: 'dataSource',
		type: 'options',
		options: [
			{
				name: 'Ask the API',
				value: 'ask',
				description: 'What the signal needs is asked for, within the call budget and the cache',
			},
			{
				name: 'Input Items',
				value: 'items',
				description:
					'What other Kingfisher nodes return: rows, snapshots, stream messages, or responses as they came',
			},
		],
		default: 'ask',
		description: 'Where the data come from',
		...showFor(READING),
	},
	{
		displayName: 'Assets',
		name: 'assets',
		type: 'string',
		default: 'BTC',
		placeholder: 'e.g. BTC, ETH',
		description:
			'Symbols, separated by commas. Upper or lower case. Of input items, left empty, all that they are about.',
		...showFor(WITH_ASSET),
	},
	...SIGNALS.flatMap(([operation, signal]) =>
		signalFields(signal, (field) => field.isOption !== true).map((field) => ({
			...field,
			...showFor([operation]),
		})),
	),
	{
		displayName: 'Always Output',
		name: 'alwaysOutput',
		type: 'boolean',
		default: false,
		description:
			'Whether to return every evaluation, with "fired" true or false, and not only what has fired',
		...showFor(ALERTS),
	},
	...SIGNALS.map(
		([operation, signal]): INodeProperties => ({
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				...signalFields(signal, (field) => field.isOption === true),
				TEXT_FORMAT_FIELD,
				...(signal.reads.length === 0
					? []
					: [
							numberField('price', {
								title: 'Price',
								description: 'A price that is newer than the one in the data, if you have one',
								unit: 'USD',
								default: '',
							}),
							...Object.entries(SETTING_FIELDS).map(([name, field]) => settingOption(name, field)),
						]),
			].sort(inOrder('displayName')),
			...showFor([operation]),
		}),
	),
];
