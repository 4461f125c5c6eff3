import type { INodeProperties } from 'n8n-workflow';

const showForAccount = { show: { resource: ['account'] } };

export const accountProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: showForAccount,
		options: [
			{
				name: 'Get Usage',
				value: 'getUsage',
				description:
					'Get how many of the daily calls are left, without spending one when it is known',
				action: 'Get account usage',
			},
		],
		default: 'getUsage',
	},
	{
		displayName: 'If Unknown',
		name: 'ifUnknown',
		type: 'options',
		default: 'ask',
		description:
			'The API tells the calls left with every answer. What to do when it has not been asked since n8n started.',
		options: [
			{ name: 'Ask the API', value: 'ask', description: 'Spends one call' },
			{ name: 'Report as Unknown', value: 'report', description: 'Spends no call' },
		],
		displayOptions: showForAccount,
	},
];
