import {
	signalNamed,
	signals as theSignals,
	type AnySignal,
	type SignalField,
	type SignalFields,
} from '../../../core';

/** In the order in which they are shown. */
export const SIGNALS: readonly AnySignal[] = Object.values<AnySignal>(theSignals);

/** Where a signal's data come from. */
export const DATA_RULES = ['auto', 'message', 'ask'] as const;
export type DataRule = (typeof DATA_RULES)[number];

/** What a new node watches. */
export const DEFAULT_SIGNAL = theSignals.clusterProximity.name;

/** As stored with a node. */
export function dataRuleOf(stored: unknown): DataRule {
	return DATA_RULES.find((one) => one === stored) ?? 'auto';
}

/** As stored with a node; a flow that was written by hand may leave it out. */
export function signalOf(stored: unknown): AnySignal | undefined {
	return signalNamed(stored ?? DEFAULT_SIGNAL);
}

export function settingsOf(signal: AnySignal): [name: string, field: SignalField][] {
	return Object.entries(signal.settings as SignalFields);
}

/** The kinds of value that a setting's typed input offers, in Node-RED's words; the first is a fixed value. */
export function settingTypes(field: SignalField): string[] {
	const text = field.kind === 'choice' && field.open ? ['str'] : [];
	return [FIXED[field.kind], ...text, 'msg', 'flow', 'global', 'env', 'jsonata'];
}

const FIXED = { number: 'num', choice: 'choice', flag: 'bool', text: 'str' } as const;

/** A setting as it is stored: a value, or where to take it from. What is not stored is the default. */
export interface StoredSetting {
	type: string;
	value: unknown;
}

/** The stored settings of a node by name, each with its kind of value. */
export function storedSettings(signal: AnySignal, stored: unknown): [string, StoredSetting][] {
	const given = new Map(Object.entries(typeof stored === 'object' ? (stored ?? {}) : {}));
	return settingsOf(signal).flatMap(([name]): [string, StoredSetting][] => {
		const value: unknown = given.get(name);
		if (value === undefined || value === null) return [];
		// A fixed value is read by the core, which says what it cannot use.
		return [[name, isSource(value) ? value : { type: 'str', value }]];
	});
}

function isSource(value: unknown): value is StoredSetting {
	return typeof value === 'object' && value !== null && 'type' in value && 'value' in value;
}
