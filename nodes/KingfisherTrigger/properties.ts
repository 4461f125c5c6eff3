import type { INodeProperties } from 'n8n-workflow';
import {
	DEFAULT_SIGNATURE_HEADER,
	THRESHOLD_FIELDS,
	VERIFICATIONS,
	WEBHOOK_EVENTS,
} from '../../core';
import { choiceOption } from '../shared/choice-option';
import { numberField } from '../shared/number-field';
import { optionsProperty } from './options';

/** All fields of the node. */
export const eventProperties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: WEBHOOK_EVENTS.map(choiceOption),
		default: ['liquidation.cluster_proximity'],
		description: 'The events Kingfisher calls this workflow for',
	},
	{
		displayName: 'Assets',
		name: 'assets',
		type: 'string',
		required: true,
		default: 'BTC',
		placeholder: 'e.g. BTC, ETH',
		description: 'Symbols, separated by commas. Upper or lower case.',
	},
	...Object.entries(THRESHOLD_FIELDS).map(([name, { event, ...setting }]) => ({
		...numberField(name, setting),
		displayOptions: { show: { events: [event] } },
	})),
	{
		displayName: 'Verification',
		name: 'verification',
		type: 'options',
		options: VERIFICATIONS.map(choiceOption),
		default: 'token',
		description: 'How to make sure that an event comes from Kingfisher',
	},
	{
		displayName:
			'The secret that the sender signs with is the field "Webhook Signing Secret" of the credential.',
		name: 'secretNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { verification: ['standard', 'hmac'] } },
	},
	{
		displayName: 'Signature Header',
		name: 'signatureHeader',
		type: 'string',
		default: DEFAULT_SIGNATURE_HEADER,
		placeholder: `e.g. ${DEFAULT_SIGNATURE_HEADER}`,
		description: 'Where the signature is: in hex or base64, with or without "sha256=" in front',
		displayOptions: { show: { verification: ['hmac'] } },
	},
	optionsProperty,
];
