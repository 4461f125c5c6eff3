import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import {
	confirmationMode,
	readWantedEvents,
	receiveSettings,
	thresholdsFrom,
	type ConfirmationMode,
	type ReceiveSettings,
} from '../../core';
import { CREDENTIAL } from '../shared/helper-transport';

interface Options {
	confirm?: unknown;
	includeRaw?: boolean;
	simplify?: boolean;
	tolerance?: unknown;
}

/** What the user has entered, judged. */
export interface EventParameters {
	events: string[];
	assets: string[];
	/** By event. */
	thresholds: Record<string, number | undefined>;
	receiving: ReceiveSettings;
	confirm: ConfirmationMode;
	includeRaw: boolean;
	simplify: boolean;
}

/**
 * @param token the one in the registered address
 * @throws KingfisherError `invalid_parameter`
 */
export async function readParameters(
	context: IHookFunctions | IWebhookFunctions,
	token: string,
): Promise<EventParameters> {
	const parameter = (name: string, otherwise: unknown): unknown =>
		context.getNodeParameter(name, otherwise);
	const options = parameter('options', {}) as Options;
	const verification = parameter('verification', 'token');
	const isSigned = verification === 'standard' || verification === 'hmac';
	const wanted = readWantedEvents(parameter('events', []), parameter('assets', ''));
	return {
		...wanted,
		thresholds: thresholdsFrom({
			// A field that is hidden has no value.
			clusterThreshold: parameter('clusterThreshold', ''),
			fundingThreshold: parameter('fundingThreshold', ''),
		}),
		receiving: receiveSettings(
			{
				...wanted,
				verification,
				secret: isSigned ? (await context.getCredentials(CREDENTIAL)).webhookSecret : '',
				signatureHeader: parameter('signatureHeader', ''),
				tolerance: options.tolerance,
			},
			token,
		),
		confirm: confirmationMode(options.confirm),
		includeRaw: options.includeRaw === true,
		simplify: options.simplify !== false,
	};
}
