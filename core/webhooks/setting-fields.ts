import type { Choice } from '../api/parameters';
import { WEBHOOK_EVENTS } from '../api/webhooks';
import { KingfisherError } from '../client/errors';
import { DEFAULT_TOLERANCE_MS, type ReceiveSettings } from './receive';
import type { Signing } from './verify';

/** A setting of a node that receives events, as both hosts show it. */
export interface EventNumberField {
	title: string;
	description: string;
	/** Spelled as a user reads it. */
	unit: string;
	minimum: number;
	maximum: number;
	default: number;
}

/** The thresholds, by the names flows are saved with: each event has its own, since their units differ. */
export const THRESHOLD_FIELDS = {
	clusterThreshold: {
		title: 'Minimum cluster size',
		description: 'Reported liquidation size from which a cluster is an event',
		unit: 'USD',
		minimum: 0,
		maximum: 1e15,
		default: 1_000_000_000,
		event: 'liquidation.cluster_proximity',
	},
	fundingThreshold: {
		title: 'Extreme funding rate',
		description: 'Funding rate, positive or negative, from which it is an event',
		unit: 'percent',
		minimum: 0,
		maximum: 100,
		default: 0.05,
		event: 'funding.rate.extreme',
	},
} as const satisfies Record<
	string,
	EventNumberField & { event: (typeof WEBHOOK_EVENTS)[number]['value'] }
>;

export type ThresholdName = keyof typeof THRESHOLD_FIELDS;

export const TOLERANCE_FIELD = {
	title: 'Maximum age',
	description:
		'How long ago an event may have been sent: older ones are refused, so that nobody can send one again later. 0 accepts any age.',
	unit: 'seconds',
	minimum: 0,
	maximum: 604_800,
	default: DEFAULT_TOLERANCE_MS / 1000,
} as const satisfies EventNumberField;

/** How deliveries are verified, beyond the token in the address. */
export const VERIFICATIONS: readonly (Choice & { value: Signing['kind'] })[] = [
	{
		value: 'token',
		title: 'Token in the address',
		description: 'A random token that only Kingfisher is told. Works without any set-up.',
	},
	{
		value: 'standard',
		title: 'Token and Standard Webhooks signature',
		description: 'For a sender that signs with the headers webhook-id, -timestamp and -signature',
	},
	{
		value: 'hmac',
		title: 'Token and HMAC header',
		description: 'For a sender that signs the body with HMAC-SHA256 in a header',
	},
	{
		value: 'none',
		title: 'None',
		description: 'Anybody who knows the address can trigger the flow',
	},
];

/** Whether the API is asked about an event before the flow works on it, by what flows are saved with. */
export const CONFIRMATIONS = [
	{
		value: 'no',
		title: 'Do not ask',
		description: 'The event is passed on as it came',
	},
	{
		value: 'mark',
		title: 'Ask and add the result',
		description: 'Spends a call. The event gets a field that says whether the API shows the same.',
	},
	{
		value: 'require',
		title: 'Ask and pass only what is confirmed',
		description: 'Spends a call. For flows that move money.',
	},
] as const satisfies readonly Choice[];

export type ConfirmationMode = (typeof CONFIRMATIONS)[number]['value'];

/** @throws KingfisherError `invalid_parameter` */
export function confirmationMode(entered: unknown): ConfirmationMode {
	const found = CONFIRMATIONS.find(({ value }) => value === (entered ?? 'no'));
	if (found) return found.value;
	throw refused(
		`${JSON.stringify(entered)} is not a way to confirm events`,
		`Use one of: ${CONFIRMATIONS.map(({ value }) => value).join(', ')}.`,
	);
}

export const DEFAULT_SIGNATURE_HEADER = 'X-Signature';

export interface ReceiveEntries {
	verification?: unknown;
	secret?: unknown;
	signatureHeader?: unknown;
	/** Seconds. */
	tolerance?: unknown;
	events: readonly string[];
	assets: readonly string[];
}

/**
 * What a user entered, as `receiveWebhook` takes it.
 * @param token the one in the registered address
 * @throws KingfisherError `invalid_parameter` where a secret is missing: without it, everything or
 * nothing would be let in
 */
export function receiveSettings(entered: ReceiveEntries, token: string): ReceiveSettings {
	const { events, assets } = entered;
	const seconds = numberFrom(entered.tolerance, TOLERANCE_FIELD) ?? TOLERANCE_FIELD.default;
	return { token, signing: signingFrom(entered), events, assets, toleranceMs: seconds * 1000 };
}

function signingFrom({ verification, secret, signatureHeader }: ReceiveEntries): Signing {
	const kind = VERIFICATIONS.find(({ value }) => value === (verification ?? 'token'))?.value;
	if (kind === undefined) {
		throw refused(
			`${JSON.stringify(verification)} is not a way to verify deliveries`,
			`Use one of: ${VERIFICATIONS.map(({ value }) => value).join(', ')}.`,
		);
	}
	if (kind === 'token' || kind === 'none') return { kind };
	const text = typeof secret === 'string' ? secret.trim() : '';
	if (text === '') {
		throw refused(
			'the secret of the signature is missing',
			'Enter the secret that the sender signs with, or verify by the token alone.',
		);
	}
	if (kind === 'standard') return { kind, secret: text };
	const header = typeof signatureHeader === 'string' ? signatureHeader.trim() : '';
	return { kind, secret: text, header: header === '' ? DEFAULT_SIGNATURE_HEADER : header };
}

/**
 * The thresholds by event, as `registrationsFor` takes them; one that is left empty is the API's to choose.
 * @throws KingfisherError `invalid_parameter` for what is not a number: an event that never comes would be worse
 */
export function thresholdsFrom(
	entered: Partial<Record<ThresholdName, unknown>>,
): Record<string, number | undefined> {
	return Object.fromEntries(
		Object.entries(THRESHOLD_FIELDS).map(([name, field]) => [
			field.event,
			numberFrom(entered[name as ThresholdName], field),
		]),
	);
}

function numberFrom(value: unknown, field: EventNumberField): number | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string' && value.trim() === '') return undefined;
	const number = typeof value === 'object' || typeof value === 'boolean' ? NaN : Number(value);
	if (number >= field.minimum && number <= field.maximum) return number;
	throw refused(
		`${field.title}: ${JSON.stringify(value)} cannot be used`,
		`Enter a number from ${field.minimum} to ${field.maximum.toLocaleString('en-US')} (${field.unit}).`,
	);
}

function refused(message: string, help: string): KingfisherError {
	return new KingfisherError({ code: 'invalid_parameter', message: `Events: ${message}`, help });
}
