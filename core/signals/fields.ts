import { isBlank, sameChoice, shown, typed } from '../api/given';
import type { Choice, Parameter } from '../api/parameters';

interface Common {
	title: string;
	description: string;
	/** A host may tuck it away: the signal is of use without anybody looking at it. */
	isOption?: true;
	/** Nothing sensible can be assumed: without it the signal reports it as missing. */
	isRequired?: true;
}

/** Without a `default`, leaving it out means something of its own, which the description says. */
export interface NumberField extends Common {
	kind: 'number';
	/** Spelled as a user reads it. */
	unit?: string;
	minimum: number;
	maximum: number;
	default?: number;
	/** What a form shows when a setting without a default is first touched. */
	suggestion?: number;
}

export interface ChoiceField extends Common {
	kind: 'choice';
	choices: readonly Choice[];
	/** Whether values outside `choices` are accepted. */
	open?: boolean;
	default: string;
}

export interface FlagField extends Common {
	kind: 'flag';
	default: boolean;
}

export interface TextField extends Common {
	kind: 'text';
	placeholder?: string;
	default: string;
}

/** A setting of a signal as both hosts show it. Flows are saved with its name. */
export type SignalField = NumberField | ChoiceField | FlagField | TextField;

export type SignalFields = Record<string, SignalField>;

type ValueOf<F> = F extends { kind: 'number' }
	? F extends { default: number }
		? number
		: number | undefined
	: F extends { kind: 'flag' }
		? boolean
		: F extends { kind: 'choice'; choices: readonly { value: infer V }[] }
			? V
			: string;

export type SettingsOf<F extends SignalFields> = { [K in keyof F]: ValueOf<F[K]> };

/** A field for a parameter of an endpoint, so that its values and wording stand once. */
export function parameterField(parameter: Parameter): ChoiceField {
	const { title, description, choices = [], open = false, default: preset } = parameter;
	const fallback: Choice[] = preset === undefined ? [{ value: '', title: 'API default' }] : [];
	return {
		kind: 'choice',
		title,
		description,
		isOption: true,
		choices: [...fallback, ...choices],
		open,
		default: typeof preset === 'string' ? preset : '',
	};
}

/** The settings of every signal that fires. */
export function alertFields(cooldownMinutes: number) {
	return {
		cooldown: {
			kind: 'number',
			title: 'Cooldown',
			description: 'Time after an alert in which the same thing is not reported anew',
			unit: 'minutes',
			minimum: 0,
			maximum: 10_080,
			default: cooldownMinutes,
			isOption: true,
		},
		reportEnd: {
			kind: 'flag',
			title: 'Report the end',
			description: 'Whether to report also when what was reported is over',
			default: false,
			isOption: true,
		},
	} as const satisfies SignalFields;
}

/** For signals of something that can get worse. `when` completes "Whether to report again when …". */
export function escalationField(when: string) {
	return {
		escalate: {
			kind: 'flag',
			title: 'Escalate',
			description: `Whether to report again, whatever the cooldown, when ${when}`,
			default: true,
			isOption: true,
		},
	} as const satisfies SignalFields;
}

export interface ReadFields {
	values: Record<string, unknown>;
	/** What could not be used as it was entered, in words for the user. */
	remarks: string[];
}

/** The values of `fields` from what a user entered or a flow passed. Never throws. */
export function readFields(fields: SignalFields, entered: unknown): ReadFields {
	const given = new Map(typeof entered === 'object' ? Object.entries(entered ?? {}) : []);
	const values: Record<string, unknown> = {};
	const remarks: string[] = [];
	for (const [name, field] of Object.entries(fields)) {
		const value: unknown = given.get(name);
		const read = isBlank(value) ? { value: field.default } : readField(field, value);
		values[name] = read.value;
		if (read.remark !== undefined) remarks.push(`${field.title}: ${read.remark}`);
	}
	return { values, remarks };
}

interface ReadValue {
	value: unknown;
	remark?: string;
}

function readField(field: SignalField, value: unknown): ReadValue {
	const preset = field.default;
	const instead = preset === undefined || preset === '' ? 'it is left out' : `${preset} applies`;
	const remark = `${quoted(value)} cannot be used, ${instead}`;
	const otherwise = (): ReadValue => ({ value: preset, remark });
	switch (field.kind) {
		case 'number': {
			const number = typed(value) === '' || typeof value === 'boolean' ? NaN : Number(value);
			return Number.isFinite(number) ? clamped(number, field) : otherwise();
		}
		case 'choice': {
			const text = typed(value);
			const known = field.choices.find((one) => sameChoice(one.value, text));
			if (known) return { value: known.value };
			return field.open && /^[\w.-]{1,40}$/.test(text) ? { value: text } : otherwise();
		}
		case 'flag': {
			if (typeof value === 'boolean') return { value };
			const text = typed(value).toLowerCase();
			return text === 'true' || text === 'false' ? { value: text === 'true' } : otherwise();
		}
		case 'text':
			return typed(value) === '' ? otherwise() : { value: typed(value).slice(0, 1000) };
	}
}

function clamped(number: number, { minimum, maximum }: NumberField): ReadValue {
	const value = Math.min(maximum, Math.max(minimum, number));
	if (value === number) return { value };
	return {
		value,
		remark: `${number} is ${number < value ? 'below the smallest' : 'above the largest'} value, ${value} applies`,
	};
}

function quoted(value: unknown): string {
	return typeof value === 'string' ? `"${shown(value)}"` : shown(value);
}
