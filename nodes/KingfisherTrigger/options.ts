import type { INodeProperties } from 'n8n-workflow';
import { CONFIRMATIONS, TOLERANCE_FIELD } from '../../core';
import { choiceOption } from '../shared/choice-option';
import { numberField } from '../shared/number-field';
import { inOrder } from '../shared/wording';

const OPTIONS: INodeProperties[] = [
	{
		displayName: 'Confirm by the API',
		name: 'confirm',
		type: 'options',
		options: CONFIRMATIONS.map(choiceOption),
		default: 'no',
		description: 'Whether to ask the endpoint an event is about, before the workflow is executed',
	},
	{
		displayName: 'Include Raw Event',
		name: 'includeRaw',
		type: 'boolean',
		default: false,
		description: 'Whether to add a field "raw" with the event exactly as the API sent it',
	},
	numberField('tolerance', TOLERANCE_FIELD),
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
	options: [...OPTIONS].sort(inOrder('displayName')),
};
