import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { kingfisherApiTest } from '../shared/credential-test';
import { executeItems } from './actions/router';
import { kingfisherProperties } from './descriptions';
import { searchAssets } from './methods/search-assets';

export class Kingfisher implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kingfisher',
		name: 'kingfisher',
		icon: {
			light: 'file:../../icons/kingfisher.svg',
			dark: 'file:../../icons/kingfisher.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Get crypto-derivatives data from Kingfisher: liquidation clusters, gamma exposure (GEX+), open interest, funding rates, toxic order flow and market depth',
		defaults: { name: 'Kingfisher' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kingfisherApi', required: true, testedBy: 'kingfisherApiTest' }],
		properties: kingfisherProperties(),
	};

	methods = {
		credentialTest: { kingfisherApiTest },
		listSearch: { searchAssets },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await executeItems.call(this)];
	}
}
