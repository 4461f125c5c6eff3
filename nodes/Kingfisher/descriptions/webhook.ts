import type { INodeProperties } from 'n8n-workflow';
import { webhookOperations } from '../../../core';
import { sentence } from '../../shared/wording';
import { parameterField } from './parameter';

const showForWebhook = { show: { resource: ['webhook'] } };

/** n8n's names for the core's operations. */
export const WEBHOOK_OPERATIONS = {
	create: { endpoint: webhookOperations.create, name: 'Create', action: 'Create webhook' },
	delete: { endpoint: webhookOperations.delete, name: 'Delete', action: 'Delete webhook' },
	get: { endpoint: webhookOperations.get, name: 'Get', action: 'Get webhook' },
	getMany: { endpoint: webhookOperations.list, name: 'Get Many', action: 'Get many webhooks' },
} as const;

export type WebhookOperation = keyof typeof WEBHOOK_OPERATIONS;

export const webhookProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: showForWebhook,
		options: Object.entries(WEBHOOK_OPERATIONS).map(([value, { endpoint, name, action }]) => ({
			name,
			value,
			action,
			description: sentence(endpoint.description),
		})),
		default: 'getMany',
	},
	...Object.entries(WEBHOOK_OPERATIONS).flatMap(([operation, { endpoint }]) =>
		Object.entries(endpoint.parameters).map(([name, parameter]) =>
			parameterField(name, parameter, {
				displayOptions: { show: { ...showForWebhook.show, operation: [operation] } },
			}),
		),
	),
];
