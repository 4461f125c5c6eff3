import type { Choice } from '../api/parameters';
import { DEFAULT_SETTINGS, type Settings } from './settings';

/** A setting as both hosts show it. */
export interface SettingField {
	kind: 'number' | 'choice' | 'flag';
	title: string;
	description: string;
	/** Spelled as a user reads it. */
	unit?: string;
	minimum?: number;
	choices?: readonly Choice[];
	/** What a form shows when the setting is first touched. */
	default: number | string | boolean;
	/** The setting of the core it stands for, and how many of the core's units make one of the user's. */
	setting: keyof Settings;
	factor?: number;
}

/** The settings a user may change, by the names flows are saved with. */
export const SETTING_FIELDS = {
	timeout: {
		kind: 'number',
		title: 'Timeout',
		description: 'How long one attempt may take',
		unit: 'seconds',
		minimum: 1,
		default: DEFAULT_SETTINGS.timeoutMs / 1000,
		setting: 'timeoutMs',
		factor: 1000,
	},
	retries: {
		kind: 'number',
		title: 'Retries',
		description:
			'How many times a request that failed in passing is sent again. Each may cost a call.',
		minimum: 0,
		default: DEFAULT_SETTINGS.retries,
		setting: 'retries',
	},
	maxWait: {
		kind: 'number',
		title: 'Maximum wait',
		description:
			'Longest wait before a retry. When the API asks for a longer one, the request fails at once.',
		unit: 'seconds',
		minimum: 0,
		default: DEFAULT_SETTINGS.maxWaitMs / 1000,
		setting: 'maxWaitMs',
		factor: 1000,
	},
	cacheSeconds: {
		kind: 'number',
		title: 'Cache time',
		description:
			'How long an answer is served again without spending a call. Left out, each endpoint has its own: 5 to 60 seconds. 0 asks every time.',
		unit: 'seconds',
		minimum: 0,
		default: 60,
		setting: 'cacheSeconds',
	},
	reserve: {
		kind: 'number',
		title: 'Calls kept in reserve',
		description: 'Daily calls that this node leaves for more important ones',
		unit: 'calls',
		minimum: 0,
		default: DEFAULT_SETTINGS.reserve,
		setting: 'reserve',
	},
	onReserve: {
		kind: 'choice',
		title: 'On reserve',
		description: 'What to do when only the reserve is left',
		choices: [
			{ value: 'refuse', title: 'Fail', description: 'Nothing is sent' },
			{ value: 'stale', title: 'Serve the last answer', description: 'Marked as outdated' },
			{ value: 'spend', title: 'Spend the reserve', description: 'For what matters most' },
		],
		default: DEFAULT_SETTINGS.onReserve,
		setting: 'onReserve',
	},
	staleIfUnavailable: {
		kind: 'flag',
		title: 'Serve last answer if unavailable',
		description:
			'Whether to return the last answer, marked as outdated and at most one hour old, when the API cannot be asked',
		default: DEFAULT_SETTINGS.staleIfUnavailable,
		setting: 'staleIfUnavailable',
	},
} as const satisfies Record<string, SettingField>;

export type SettingName = keyof typeof SETTING_FIELDS;

/** The core's settings from what a user entered; what is blank or unreadable keeps its default. */
export function settingsFrom(entered: Partial<Record<SettingName, unknown>>): Partial<Settings> {
	const settings: Partial<Settings> = {};
	for (const [name, field] of Object.entries<SettingField>(SETTING_FIELDS)) {
		const value = readSetting(field, entered[name as SettingName]);
		if (value !== undefined) Object.assign(settings, { [field.setting]: value });
	}
	return settings;
}

function readSetting(field: SettingField, value: unknown): number | string | boolean | undefined {
	switch (field.kind) {
		case 'number': {
			if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === ''))
				return undefined;
			const number = Number(value);
			return Number.isFinite(number) ? number * (field.factor ?? 1) : undefined;
		}
		case 'choice':
			return field.choices?.find((one) => one.value === value)?.value;
		case 'flag':
			return typeof value === 'boolean' ? value : undefined;
	}
}
