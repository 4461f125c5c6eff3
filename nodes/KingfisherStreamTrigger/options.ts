import type { INodeProperties } from 'n8n-workflow';
import { IN_FLIGHT_FIELD, STREAM_FIELDS } from '../../core';
import { numberField } from '../shared/number-field';
import { inOrder } from '../shared/wording';

/** The numbers among the options, by the names workflows are saved with. */
export const NUMBER_OPTIONS = { ...STREAM_FIELDS, inFlight: IN_FLIGHT_FIELD };

/** n8n's own options beside the core's. */
const OWN: INodeProperties[] = [
	{
		displayName: 'Connection Events',
		name: 'connectionEvents',
		type: 'boolean',
		default: false,
		description:
			'Whether to execute the workflow also when the stream connects, disconnects, goes quiet or stops. Such an item has a field "event", which data never has.',
	},
	{
		displayName: 'Include Raw Message',
		name: 'includeRaw',
		type: 'boolean',
		default: false,
		description: 'Whether to add a field "raw" with the message exactly as the API sent it',
		displayOptions: { show: { '/output': ['messages'] } },
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
];

export const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		...OWN,
		...Object.entries(NUMBER_OPTIONS).map(([name, field]) => numberField(name, field)),
	].sort(inOrder('displayName')),
};
