import type { INodeProperties } from 'n8n-workflow';
import type { AnyEndpoint, ParameterDefinitions } from '../../../core';
import { inOrder, titleCase } from '../../shared/wording';
import { parameterField } from './parameter';
import { resourceName, rowsOf, words } from './wording';

/** The operations and fields of one endpoint that answers with data. */
export function dataProperties(endpoint: AnyEndpoint): INodeProperties[] {
	const showForResource = { show: { resource: [endpoint.resource] } };
	const showForGetMany = { show: { resource: [endpoint.resource], operation: ['getMany'] } };
	const showForSorting = {
		show: { ...showForGetMany.show, sortBy: sortFields(endpoint).map((field) => field.value) },
	};
	const showForLimit = { show: { ...showForGetMany.show, returnAll: [false] } };
	const rows = rowsOf(endpoint);
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: showForResource,
			options: [
				{
					name: 'Get',
					value: 'get',
					description: describeOperation('Get one item with a ready text', endpoint),
					action: `Get ${words(endpoint.resource)} snapshot`,
				},
				{
					name: 'Get Many',
					value: 'getMany',
					description: describeOperation(`Get one item per ${endpoint.rowNoun.one}`, endpoint),
					action: `Get many ${rows}`,
				},
			],
			default: 'getMany',
		},
		...Object.entries(endpoint.parameters as ParameterDefinitions).map(([name, parameter]) =>
			parameterField(name, parameter, { displayOptions: showForResource }),
		),
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
			displayOptions: showForGetMany,
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: showForLimit,
		},
		{
			displayName: 'Sort By',
			name: 'sortBy',
			type: 'options',
			default: '',
			description: 'Column that decides the order, and so what the limit keeps',
			options: [{ name: 'As Reported', value: '' }, ...sortFields(endpoint)],
			displayOptions: showForGetMany,
		},
		{
			displayName: 'Sort Direction',
			name: 'sortDirection',
			type: 'options',
			default: 'descending',
			options: [
				{ name: 'Ascending', value: 'ascending', description: 'Smallest first' },
				{ name: 'Descending', value: 'descending', description: 'Largest first' },
			],
			displayOptions: showForSorting,
		},
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
			displayOptions: showForResource,
		},
	];
}

/** Both halves help a language model that uses the node as a tool. */
function describeOperation(what: string, endpoint: AnyEndpoint): string {
	return `${what}. ${endpoint.description}`;
}

/** The numeric columns, by name. */
function sortFields(endpoint: AnyEndpoint): Array<{ name: string; value: string }> {
	return Object.entries(endpoint.rowFields)
		.filter(([, field]) => field.type === 'number')
		.map(([value, field]) => ({
			name: titleCase(field.unit?.startsWith('percent') ? `${field.title} (%)` : field.title),
			value,
		}))
		.sort(inOrder('name'));
}

export function resourceOption(endpoint: AnyEndpoint) {
	return { name: resourceName(endpoint), value: endpoint.resource };
}
