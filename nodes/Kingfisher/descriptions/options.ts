import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_BATCHING, SETTING_FIELDS, type SettingField } from '../../../core';
import { numberField } from '../../shared/number-field';
import { TEXT_FORMAT_FIELD } from '../../shared/signal-items';
import { inOrder, sentence, titleCase } from '../../shared/wording';

/** n8n's own options beside the core's settings. */
const OWN: INodeProperties[] = [
	{
		displayName: 'Include Metadata',
		name: 'includeMetadata',
		type: 'boolean',
		default: false,
		description:
			'Whether to add a field "kingfisher" with the calls left, when the answer was received, and whether it came from the cache',
	},
	{
		displayName: 'Raw Response',
		name: 'raw',
		type: 'boolean',
		default: false,
		description: 'Whether to return the response exactly as the API sent it, as one item',
		displayOptions: { hide: { '/resource': ['chart'] } },
	},
	{ ...TEXT_FORMAT_FIELD, displayOptions: { show: { '/resource': ['chart'] } } },
	numberField('batchSize', {
		title: 'Input items per batch',
		description: 'How many input items are asked for at the same time',
		default: DEFAULT_BATCHING.size,
		minimum: 1,
	}),
	numberField('batchInterval', {
		title: 'Batch interval',
		description: 'How long to wait between two batches of input items',
		unit: 'ms',
		default: DEFAULT_BATCHING.intervalMs,
		minimum: 0,
	}),
];

/** A setting of requests as an option. */
export function settingOption(name: string, field: SettingField): INodeProperties {
	if (field.kind === 'number') return numberField(name, field);
	const common = {
		displayName: titleCase(field.title),
		name,
		description: sentence(field.description),
	};
	if (field.kind === 'flag') return { ...common, type: 'boolean', default: field.default };
	const options = (field.choices ?? []).map(({ title, value, description = '' }) => ({
		name: titleCase(title),
		value,
		description,
	}));
	return { ...common, type: 'options', options, default: field.default };
}

/** How requests are made and what comes back with them; for every operation that asks the API. */
export const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	// Signals have options of their own.
	displayOptions: { hide: { resource: ['signal'] } },
	options: [
		...OWN,
		...Object.entries(SETTING_FIELDS).map(([name, field]) => settingOption(name, field)),
	].sort(inOrder('displayName')),
};
