/**
 * Numbers as a trader writes them. Not dependent on the machine's language, so that a message is the
 * same wherever the flow runs.
 */

const GROUPED = numberFormat({ maximumFractionDigits: 2 });
const SMALL = numberFormat({ maximumSignificantDigits: 5 });
const UNITS = [
	[1e12, 'T'],
	[1e9, 'B'],
	[1e6, 'M'],
	[1e3, 'K'],
] as const;

/**
 * Writes numbers in one way. The first one of a process takes as long to make as everything else here
 * takes to load, so it is made when a number is first written.
 */
export function numberFormat(options: Intl.NumberFormatOptions): { format(value: number): string } {
	let made: Intl.NumberFormat | undefined;
	return {
		format(value) {
			return (made ??= new Intl.NumberFormat('en-US', options)).format(value);
		},
	};
}

/** `67000` → `67,000`, `0.31254` → `0.31254`. */
export function price(value: number | null): string {
	if (value === null) return 'unknown';
	return (Math.abs(value) >= 10 ? GROUPED : SMALL).format(value);
}

/** `4800000000` → `$4.8B`, `-420000000` → `-$420M`. */
export function usd(value: number | null): string {
	if (value === null) return 'unknown';
	return `${value < 0 ? '-' : ''}$${short(Math.abs(value))}`;
}

/** `4800000000` → `4.8B`. */
export function short(value: number): string {
	const sign = value < 0 ? '-' : '';
	const size = Math.abs(value);
	for (const [unit, letter] of UNITS) {
		// 999,999,999 is a billion to a reader, not 1000M.
		if (size >= unit * 0.9995) return `${sign}${Number((size / unit).toPrecision(3))}${letter}`;
	}
	return sign + SMALL.format(size);
}

/** `4.4776` → `4.5%`; with `signed`, `+4.5%`. */
export function percent(
	value: number | null,
	options: { signed?: boolean; digits?: number } = {},
): string {
	if (value === null) return 'unknown';
	const text = Math.abs(value).toFixed(options.digits ?? 1);
	const sign = Number(text) === 0 ? '' : value < 0 ? '-' : options.signed ? '+' : '';
	return `${sign}${text}%`;
}

/** Where `level` lies from `current`: `4.5% below`, `at the price`. */
export function relation(level: number | null, current: number | null): string {
	if (level === null || current === null || current === 0) return 'distance unknown';
	const away = ((level - current) / current) * 100;
	if (Math.abs(away) < 0.05) return 'at the price';
	return `${percent(Math.abs(away))} ${away < 0 ? 'below' : 'above'}`;
}
