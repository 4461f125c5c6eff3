import {
	catalogue,
	chartFields,
	charts,
	resultFields,
	signals,
	type Catalogue,
	type Fields,
} from '../../core';
import { WEBHOOK_OPERATIONS } from './descriptions/webhook';

/** The JSON schema of one item, as n8n serves it before a node has run. */
export interface OutputSchema {
	resource: string;
	operation: string;
	schema: unknown;
}

const VERSION = 1;

/** Build-time only: written to `__schema__/v1.0.0/` beside the compiled node. */
export function outputSchemas(endpoints: Catalogue = catalogue): OutputSchema[] {
	const text = { type: 'string', title: 'Text', description: 'One line, ready to be sent' };
	const data = Object.values(endpoints).flatMap(({ resource, rowFields, summaryFields }) => [
		{ resource, operation: 'getMany', schema: schemaOf(rowFields) },
		{ resource, operation: 'get', schema: schemaOf(summaryFields, { text }) },
	]);
	const webhooks = Object.entries(WEBHOOK_OPERATIONS).map(([operation, { endpoint }]) => ({
		resource: 'webhook',
		operation,
		schema: schemaOf(endpoint.rowFields),
	}));
	const evaluated = Object.entries(signals).map(([operation, signal]) => ({
		resource: 'signal',
		operation,
		schema: schemaOf(resultFields(signal)),
	}));
	const drawn = Object.entries(charts).map(([operation, chart]) => ({
		resource: 'chart',
		operation,
		schema: schemaOf(chartFields(chart)),
	}));
	return [
		...data,
		...drawn,
		...evaluated,
		...webhooks,
		{ resource: 'account', operation: 'getUsage', schema: USAGE },
	];
}

function schemaOf(fields: Fields, more: Record<string, unknown> = {}): unknown {
	const properties = Object.fromEntries(
		Object.entries(fields).map(([name, { type, title, description, unit }]) => [
			name,
			{ type, title, description: unit ? `${description} (${unit})` : description },
		]),
	);
	return { type: 'object', properties: { ...properties, ...more }, version: VERSION };
}

const USAGE = {
	type: 'object',
	properties: {
		limit: { type: 'number', title: 'Limit', description: 'Calls a day of the plan' },
		remaining: { type: 'number', title: 'Remaining', description: 'Calls left' },
		resetAt: {
			type: 'string',
			title: 'Reset at',
			description: 'When the calls come back (ISO 8601)',
		},
		observedAt: {
			type: 'string',
			title: 'Observed at',
			description: 'When the API said so (ISO 8601)',
		},
		callsMade: { type: 'number', title: 'Calls made', description: 'Requests sent by this n8n' },
	},
	version: VERSION,
};
