import { price } from '../api/format';
import { counted, inOneLine, usdLabel } from './kind';
import { weightOf, type GroupedLevels } from './levels';

/** What is added up, and what is not on the picture; `undefined` = everything is there by itself. */
export function noteOf(grouped: GroupedLevels, noun: string): string | undefined {
	const { step, leftOut } = grouped;
	const parts = [
		...(step === undefined ? [] : [`Added up in steps of ${price(step)}`]),
		...(leftOut.length === 0 ? [] : [leftOutText(grouped, noun)]),
	];
	return parts.length === 0 ? undefined : inOneLine(parts);
}

/** `3 levels far off left out ($1.2M)` */
export function leftOutText({ leftOut }: GroupedLevels, noun: string): string {
	const size = leftOut.reduce((sum, one) => sum + weightOf(one), 0);
	return `${counted(leftOut.length, noun, `${noun}s`)} far off left out (${usdLabel(size)})`;
}
