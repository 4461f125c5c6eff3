import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
} from 'n8n-workflow';
import { kingfisherApiTest } from '../shared/credential-test';
import { followStream } from './follow-stream';
import { streamProperties } from './properties';
import { testStream } from './test-stream';
import { triggerPanel } from './trigger-panel';

export class KingfisherStreamTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kingfisher Stream Trigger',
		name: 'kingfisherStreamTrigger',
		icon: {
			light: 'file:../../icons/kingfisher.svg',
			dark: 'file:../../icons/kingfisher.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		// An expression may give text where the form gives a list.
		subtitle: '={{ [$parameter["channels"]].flat().join(", ") + ": " + $parameter["assets"] }}',
		description:
			'Starts the workflow with live crypto-derivatives data from the Kingfisher stream: liquidation clusters, gamma exposure (GEX+), open interest and funding rates. Needs the Elite plan.',
		defaults: { name: 'Kingfisher Stream Trigger' },
		eventTriggerDescription:
			'Waiting for one message of the stream. It shows here as soon as it comes.',
		activationMessage:
			'Your workflow now follows the Kingfisher stream. After an outage it connects again by itself.',
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kingfisherApi', required: true, testedBy: 'kingfisherApiTest' }],
		properties: streamProperties,
	};

	methods = { credentialTest: { kingfisherApiTest } };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return this.getMode() === 'manual' ? await testStream(this) : await followStream(this);
	}
}
