import { isBlank, sameChoice, shown, typed } from './given';

/** Why a value cannot be sent, in words for the user. */
export interface Refusal {
	refused: string;
	help: string;
}

export type Read<T> = { value: T } | Refusal;

export interface Choice {
	value: string;
	title: string;
	description?: string;
}

interface Base<T, Required extends boolean> {
	title: string;
	description: string;
	placeholder?: string;
	required: Required;
	/** Turns what a user typed, or a flow passed, into what is sent. Never throws. */
	read(value: unknown): Read<T>;
}

export type ParameterKind = 'asset' | 'choice' | 'flag' | 'number' | 'text' | 'list';

export interface Parameter<T = unknown, Required extends boolean = boolean>
	extends Base<T, Required> {
	kind: ParameterKind;
	/** What a form preselects, and what is sent when nothing is given; `undefined` = not sent. */
	default?: T;
	/** The allowed values (`choice`, `list`) or the suggested ones (`asset`, an open `choice`). */
	choices?: readonly Choice[];
	/** Whether values outside `choices` are passed on. */
	open?: boolean;
	/** Spelled as a user reads it. */
	unit?: string;
}

export type ParameterDefinitions = Record<string, Parameter>;

type ValueOf<D> = D extends Parameter<infer T> ? T : never;
type RequiredNames<P extends ParameterDefinitions> = {
	[K in keyof P]: P[K] extends Parameter<unknown, true> ? K : never;
}[keyof P];

/** What is sent: every required parameter, the others where given or defaulted. */
export type ParameterValues<P extends ParameterDefinitions> = {
	[K in RequiredNames<P>]: ValueOf<P[K]>;
} & { [K in Exclude<keyof P, RequiredNames<P>>]?: ValueOf<P[K]> };

/** What a caller may give. */
export type ParameterInput<P extends ParameterDefinitions> = {
	[K in RequiredNames<P>]: ValueOf<P[K]> | (string & {});
} & { [K in Exclude<keyof P, RequiredNames<P>>]?: ValueOf<P[K]> | (string & {}) | undefined };

/** The assets the guide names, and a few that traders ask for first. Others are passed on. */
export const SUGGESTED_ASSETS = [
	'BTC',
	'ETH',
	'SOL',
	'XRP',
	'BNB',
	'DOGE',
	'AVAX',
	'LINK',
] as const;

/** What the guide lists for `exchange`. */
export const EXCHANGES: readonly Choice[] = [
	{ value: 'all', title: 'All' },
	{ value: 'binance', title: 'Binance' },
	{ value: 'bybit', title: 'Bybit' },
	{ value: 'okx', title: 'OKX' },
];

// Letters, digits and the separators of symbols such as `1000PEPE` or `BTC-USD`; a leading letter or
// digit keeps `.` and `..` out of the path.
const SYMBOL = /^[A-Z0-9][A-Z0-9._-]{0,23}$/;

export function assetParameter(
	suggestions: readonly string[] = SUGGESTED_ASSETS,
): Parameter<string, true> {
	return {
		kind: 'asset',
		title: 'Asset',
		description: `Symbol of the asset, such as ${suggestions.slice(0, 3).join(', ')}. Upper or lower case.`,
		placeholder: `e.g. ${suggestions[0] ?? 'BTC'}`,
		required: true,
		default: suggestions[0] ?? 'BTC',
		choices: suggestions.map((asset) => ({ value: asset, title: asset })),
		open: true,
		read(value) {
			const symbol = typeof value === 'string' ? value.trim().toUpperCase() : '';
			if (SYMBOL.test(symbol)) return { value: symbol };
			return {
				refused: isBlank(value) ? 'No asset is given' : `"${shown(value)}" is not an asset symbol`,
				help: `Give one symbol, such as ${suggestions.slice(0, 3).join(', ')}.`,
			};
		},
	};
}

interface Wording {
	title: string;
	description: string;
}

/** One of a list. With `open`, others are passed on, for lists that the guide leaves open. */
export function oneOf(
	choices: readonly (string | Choice)[],
	wording: Wording & { default?: string; open?: boolean },
): Parameter<string, false> {
	const list = choices.map((one) => (typeof one === 'string' ? { value: one, title: one } : one));
	return {
		...wording,
		kind: 'choice',
		required: false,
		choices: list,
		read(value) {
			const given = typed(value);
			const known = list.find((one) => sameChoice(one.value, given));
			if (known) return { value: known.value };
			if (wording.open && /^[\w.-]{1,40}$/.test(given)) return { value: given };
			return {
				refused: `"${shown(value)}" is not a value of ${wording.title}`,
				help: `Use one of: ${list.map((one) => one.value).join(', ')}.`,
			};
		},
	};
}

export function flag(wording: Wording & { default?: boolean }): Parameter<boolean, false> {
	return {
		...wording,
		kind: 'flag',
		required: false,
		read(value) {
			if (typeof value === 'boolean') return { value };
			const given = typed(value).toLowerCase();
			if (['true', '1', 'yes', 'on'].includes(given)) return { value: true };
			if (['false', '0', 'no', 'off'].includes(given)) return { value: false };
			return {
				refused: `"${shown(value)}" is not a value of ${wording.title}`,
				help: 'Use true or false.',
			};
		},
	};
}

/** Several of a list, as an array or as text separated by commas. At least one. */
export function someOf(choices: readonly Choice[], wording: Wording): Parameter<string[], true> {
	return {
		...wording,
		kind: 'list',
		required: true,
		choices,
		read(value) {
			const given: unknown[] = Array.isArray(value) ? value : typed(value).split(',');
			const named = given.filter((one) => !isBlank(one));
			const known = named.map(
				(one) => choices.find((it) => sameChoice(it.value, typed(one)))?.value,
			);
			const values = known.filter((one) => one !== undefined);
			if (named.length > 0 && values.length === named.length)
				return { value: [...new Set(values)] };
			return {
				refused:
					named.length === 0
						? `${wording.title} is empty`
						: `"${shown(named[known.indexOf(undefined)])}" is not a value of ${wording.title}`,
				help: `Use one or more of: ${choices.map((one) => one.value).join(', ')}.`,
			};
		},
	};
}

export function amount(
	wording: Wording & { unit: string; default?: number },
): Parameter<number, false> {
	return {
		...wording,
		kind: 'number',
		required: false,
		read(value) {
			const given = typeof value === 'string' ? Number(value) : value;
			if (typeof given === 'number' && Number.isFinite(given) && given >= 0)
				return { value: given };
			return {
				refused: `"${shown(value)}" is not a value of ${wording.title}`,
				help: `Give a number of 0 or more (${wording.unit}).`,
			};
		},
	};
}

/** A short text without blanks, such as an id. */
export function identifier(wording: Wording & { placeholder: string }): Parameter<string, true> {
	return {
		...wording,
		kind: 'text',
		required: true,
		read(value) {
			const given = typed(value);
			// Dots alone would climb up the path.
			if (/^[!-~]{1,200}$/.test(given) && !/[/?#]|^\.+$/.test(given)) return { value: given };
			return {
				refused: `"${shown(value)}" is not a value of ${wording.title}`,
				help: wording.description,
			};
		},
	};
}

/** An address that the API is to call. */
export function callbackUrl(wording: Wording & { placeholder: string }): Parameter<string, true> {
	return {
		...wording,
		kind: 'text',
		required: true,
		read(value) {
			const given = typeof value === 'string' ? value.trim() : '';
			if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)) return { value: given };
			return {
				refused: `${wording.title} is not an address`,
				help: `Give a full address, such as ${wording.placeholder.replace(/^e\.g\. /, '')}.`,
			};
		},
	};
}
