import {
	CONFIRMATIONS,
	DEFAULT_SIGNATURE_HEADER,
	THRESHOLD_FIELDS,
	TOLERANCE_FIELD,
	VERIFICATIONS,
	WEBHOOK_EVENTS,
	type Choice,
	type EventNumberField,
	type ThresholdName,
} from '../../../core';

/** The events, to tick. */
export const EVENTS: readonly Choice[] = WEBHOOK_EVENTS;

export const OUTPUTS = ['simplified', 'all', 'raw'] as const;

/** A number in the node's dialog. */
export type NumberField = EventNumberField & {
	/** The event that it is of use to; `undefined` = any. */
	event?: string;
};

export const NUMBER_FIELDS: Record<ThresholdName | 'tolerance', NumberField> = {
	...THRESHOLD_FIELDS,
	tolerance: TOLERANCE_FIELD,
};

/** The lists of which one is chosen, by property; the first is the default. */
export const SELECTS: Record<'verification' | 'confirm', readonly Choice[]> = {
	verification: VERIFICATIONS,
	confirm: CONFIRMATIONS,
};

/** What a new node holds, by property. */
export const DEFAULTS: Record<string, string> = {
	events: 'liquidation.cluster_proximity',
	assets: 'BTC',
	clusterThreshold: String(THRESHOLD_FIELDS.clusterThreshold.default),
	fundingThreshold: String(THRESHOLD_FIELDS.fundingThreshold.default),
	publicUrl: '',
	path: '',
	verification: 'token',
	signatureHeader: DEFAULT_SIGNATURE_HEADER,
	confirm: 'no',
	tolerance: '',
	output: 'simplified',
};
