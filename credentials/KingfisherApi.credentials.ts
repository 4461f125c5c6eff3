import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';
import { ENVIRONMENTS, trimmedKey } from '../core';

export class KingfisherApi implements ICredentialType {
	name = 'kingfisherApi';

	displayName = 'Kingfisher API';

	icon: Icon = { light: 'file:../icons/kingfisher.svg', dark: 'file:../icons/kingfisher.dark.svg' };

	documentationUrl = 'https://github.com/kingfisher-nodes/n8n-nodes-kingfisher#credentials';

	// Tested by the node, which can tell a wrong key from an API that cannot be reached.
	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'From the Kingfisher dashboard: Settings, API Keys. Blanks and line breaks around it do no harm.',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			default: 'production',
			options: [
				{ name: 'Production', value: 'production', description: ENVIRONMENTS.production.baseUrl },
				{
					name: 'Sandbox',
					value: 'sandbox',
					description: `${ENVIRONMENTS.sandbox.baseUrl}: does not use up the daily calls`,
				},
				{ name: 'Custom', value: 'custom', description: 'An address of your own, such as a proxy' },
			],
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: `e.g. ${ENVIRONMENTS.production.baseUrl}`,
			description: 'Address of the REST API, with https and the version at the end',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Stream URL',
			name: 'streamUrl',
			type: 'string',
			default: '',
			placeholder: `e.g. ${ENVIRONMENTS.production.streamUrl}`,
			description: 'Address of the WebSocket stream; leave empty if you do not stream',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Webhook Signing Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the Kingfisher Trigger, where what it receives is signed; leave empty otherwise',
		},
	];

	/** A function, since expressions cannot be evaluated where triggers run in the background. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return {
			...requestOptions,
			headers: {
				...requestOptions.headers,
				Authorization: `Bearer ${trimmedKey(credentials.apiKey)}`,
			},
		};
	}
}
