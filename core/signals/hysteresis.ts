import { tidy } from '../api/read';

/** A state that begins at `enter` and ends only at `exit`, so that noise between them changes nothing. */
export interface Band {
	enter: number;
	exit: number;
}

export interface ReadBand extends Band {
	/** Why another exit than the one entered applies. */
	reasons: string[];
}

/**
 * The band of a state that begins at small values (`factor` above 1) or at large ones (below 1).
 * Without an exit, or with one on the wrong side of `enter`, it is `enter × factor`.
 */
export function bandOf(enter: number, exit: number | undefined, factor: number): ReadBand {
	const own = tidy(enter * factor);
	if (exit === undefined) return { enter, exit: own, reasons: [] };
	const isApart = factor > 1 ? exit > enter : exit < enter;
	if (isApart) return { enter, exit, reasons: [] };
	const side = factor > 1 ? 'above' : 'below';
	const reason = `the exit at ${exit} is not ${side} the entry at ${enter}, so ${own} applies`;
	return { enter, exit: own, reasons: [reason] };
}

/** Begins at `enter` or less, ends above `exit`. */
export function isInside(value: number, { enter, exit }: Band, wasInside: boolean): boolean {
	return value <= (wasInside ? exit : enter);
}

/** Begins above `enter`, ends below `exit`. */
export function isBeyond(value: number, { enter, exit }: Band, wasBeyond: boolean): boolean {
	return wasBeyond ? value >= exit : value > enter;
}
