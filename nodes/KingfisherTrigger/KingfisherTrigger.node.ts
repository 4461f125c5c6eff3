import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { kingfisherApiTest } from '../shared/credential-test';
import { eventProperties } from './properties';
import { receive } from './receiving';
import { isRegistered, registerAll, unregisterAll } from './registering';
import { triggerPanel } from './trigger-panel';

/** Without these, n8n would answer 404 to what is not a POST, as if the address were wrong. */
const OTHER_METHODS: IWebhookDescription[] = (
	['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const
).map((httpMethod) => ({ name: 'setup', httpMethod, path: 'webhook', ndvHideUrl: true }));

export class KingfisherTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kingfisher Trigger',
		name: 'kingfisherTrigger',
		icon: {
			light: 'file:../../icons/kingfisher.svg',
			dark: 'file:../../icons/kingfisher.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		// An expression may give text where the form gives a list.
		subtitle: '={{ [$parameter["events"]].flat().join(", ") + ": " + $parameter["assets"] }}',
		description:
			'Starts the workflow when Kingfisher tells of an event: price near a large liquidation cluster, gamma flip (GEX), extreme funding rate. Needs the Pro plan and a public address.',
		defaults: { name: 'Kingfisher Trigger' },
		eventTriggerDescription: 'Waiting for an event of Kingfisher at the test address',
		activationMessage: 'Kingfisher now calls your workflow whenever one of the events happens.',
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kingfisherApi', required: true, testedBy: 'kingfisherApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				responseMode: 'onReceived',
				responseData: 'noData',
			},
			...OTHER_METHODS,
		],
		properties: eventProperties,
	};

	methods = { credentialTest: { kingfisherApiTest } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await registerAll(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregisterAll(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
