import type { INodeProperties } from 'n8n-workflow';
import { catalogue as everyEndpoint, type Catalogue } from '../../../core';
import { inOrder } from '../../shared/wording';
import { accountProperties } from './account';
import { chartProperties } from './chart';
import { dataProperties, resourceOption } from './data';
import { optionsProperty } from './options';
import { signalProperties } from './signal';
import { webhookProperties } from './webhook';

/** All fields of the node. The catalogue is a parameter so that a test can add an endpoint to it. */
export function kingfisherProperties(catalogue: Catalogue = everyEndpoint): INodeProperties[] {
	const endpoints = Object.values(catalogue);
	const resources = [
		...endpoints.map(resourceOption),
		{ name: 'Account', value: 'account' },
		{ name: 'Chart', value: 'chart' },
		{ name: 'Signal', value: 'signal' },
		{ name: 'Webhook', value: 'webhook' },
	].sort(inOrder('name'));
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources,
			default: 'liquidation',
		},
		...endpoints.flatMap(dataProperties),
		...chartProperties,
		...signalProperties,
		...webhookProperties,
		...accountProperties,
		optionsProperty,
	];
}
