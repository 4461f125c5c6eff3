import type { INodeProperties } from 'n8n-workflow';
import { SETTING_FIELDS, signals, type AnySignal } from '../../core';
import { numberField } from '../shared/number-field';
import { signalFields } from '../shared/signal-fields';
import { TEXT_FORMAT_FIELD } from '../shared/signal-items';
import { inOrder, titleCase } from '../shared/wording';

/** What can fire, by the value it is saved with. */
export const ALERTS: [value: string, signal: AnySignal][] = Object.entries<AnySignal>(
	signals,
).filter(([, { kind }]) => kind === 'alert');

/** Where the settings of a signal are saved. */
export const settingsName = (value: string) => `${value}Settings`;

export const INTERVAL = {
	title: 'Interval',
	description: 'Time between two rounds, if the calls of the day last as long',
	unit: 'minutes',
	minimum: 1,
	maximum: 1440,
	// A new node's calls, 72 a day, fit the Pro plan with its reserve.
	default: 20,
} as const;

export const HOURS = {
	from: {
		title: 'Active from',
		description: "Hour of the day, in the workflow's time zone. From 0 to 24 is around the clock.",
		unit: 'hour',
		minimum: 0,
		maximum: 24,
		default: 0,
	},
	to: {
		title: 'Active to',
		description: 'Hour of the day; a smaller one than the first is on the next day',
		unit: 'hour',
		minimum: 0,
		maximum: 24,
		default: 24,
	},
} as const;

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const OWN: INodeProperties[] = [
	{
		displayName: 'Days',
		name: 'days',
		type: 'multiOptions',
		options: DAYS.map((name, value) => ({ name, value })),
		default: [1, 2, 3, 4, 5],
		description: 'Days of the week on which it asks; left out, every day',
	},
	TEXT_FORMAT_FIELD,
	{
		displayName: 'Schedule Events',
		name: 'scheduleEvents',
		type: 'boolean',
		default: false,
		description:
			'Whether to execute the workflow also when the interval is stretched, since few calls are left, and when it is as set again. Such an item has a field "event", which signals never have.',
	},
	numberField('reserve', SETTING_FIELDS.reserve),
	numberField('timeout', SETTING_FIELDS.timeout),
	numberField('retries', SETTING_FIELDS.retries),
];

/** All fields of the node. */
export const signalTriggerProperties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'signals',
		type: 'multiOptions',
		required: true,
		options: ALERTS.map(([value, { title, description }]) => ({
			name: titleCase(title),
			value,
			description: description.replace(/\.$/, ''),
		})),
		default: ['clusterProximity'],
		description: 'The signals to watch. What several of them need is asked for once.',
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
	numberField('interval', INTERVAL),
	numberField('activeFrom', HOURS.from),
	numberField('activeTo', HOURS.to),
	...ALERTS.map(
		([value, signal]): INodeProperties => ({
			displayName: `${titleCase(signal.title)} Settings`,
			name: settingsName(value),
			type: 'collection',
			placeholder: 'Add setting',
			default: {},
			options: signalFields(signal).sort(inOrder('displayName')),
			displayOptions: { show: { signals: [value] } },
		}),
	),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...OWN].sort(inOrder('displayName')),
	},
];
