import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { catalogue, webhookOperations } from '../../../core';

/** The suggested symbols of the chosen resource. What is typed is offered too: any symbol may exist. */
export async function searchAssets(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const resource = this.getCurrentNodeParameter('resource');
	const endpoint =
		Object.values(catalogue).find((one) => one.resource === resource) ?? webhookOperations.create;
	const typed = (filter ?? '').trim().toUpperCase();
	const suggested = (endpoint.parameters.asset.choices ?? [])
		.map((choice) => choice.value)
		.filter((asset) => asset.includes(typed));
	const all = typed !== '' && !suggested.includes(typed) ? [...suggested, typed] : suggested;
	return { results: all.map((asset) => ({ name: asset, value: asset })) };
}
