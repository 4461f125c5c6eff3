import { GLYPHS, UNITS_PER_EM } from '../font/glyphs';
import { Pen, type Outline } from './outline';

/** Stands in for a character that the font does not have. */
const UNKNOWN = '?';

type Point = readonly [x: number, y: number];

/** To where the pen goes next; a curve has a point that draws it there. */
interface Step {
	to: Point;
	by?: Point;
	/** A new outline begins. */
	isStart: boolean;
}

/** In units of the font, y upwards. */
interface Glyph {
	advance: number;
	steps: readonly Step[];
}

const known = new Map<string, Glyph>();

/** How wide a text is, in the unit of `size`. */
export function widthOf(text: string, size: number): number {
	const units = Array.from(text).reduce((sum, one) => sum + glyphOf(one).advance, 0);
	return (units * size) / UNITS_PER_EM;
}

/** The outlines of a text that starts at x on the base line y. */
export function outlinesOf(text: string, x: number, y: number, size: number): Outline[] {
	const scale = size / UNITS_PER_EM;
	const pen = new Pen();
	let start = x;
	for (const character of text) {
		const { advance, steps } = glyphOf(character);
		const at = ([dx, dy]: Point): [number, number] => [start + dx * scale, y - dy * scale];
		for (const { to, by, isStart } of steps) {
			if (isStart) pen.moveTo(...at(to));
			else if (by) pen.curveTo(...at(by), ...at(to));
			else pen.lineTo(...at(to));
		}
		start += advance * scale;
	}
	return pen.outlines;
}

/** The text, cut where it would be wider than `width`. */
export function cut(text: string, size: number, width: number): string {
	if (widthOf(text, size) <= width) return text;
	// Names come from outside: what is cut off anyway is not measured.
	const characters = Array.from(text.slice(0, 200));
	const isTooWide = () => widthOf(`${characters.join('')}…`, size) > width;
	while (characters.length > 0 && isTooWide()) characters.pop();
	return `${characters.join('').trimEnd()}…`;
}

function glyphOf(character: string): Glyph {
	const name = Object.hasOwn(GLYPHS, character) ? character : UNKNOWN;
	const glyph = known.get(name) ?? readGlyph(GLYPHS[name] ?? '0');
	known.set(name, glyph);
	return glyph;
}

function readGlyph(source: string): Glyph {
	let pen: Point = [0, 0];
	let start: Point = pen;
	const from = (dx: number, dy: number): Point => [pen[0] + dx, pen[1] + dy];
	const steps: Step[] = [];
	for (const [, letter = '', numbers = ''] of source.matchAll(/([mlhvqz])([^mlhvqz]*)/g)) {
		const [a = 0, b = 0, c = 0, d = 0] = numbersOf(numbers);
		if (letter === 'z') {
			pen = start;
			continue;
		}
		const isStart = letter === 'm';
		if (letter === 'q') steps.push({ to: from(c, d), by: from(a, b), isStart });
		else if (letter === 'v') steps.push({ to: from(0, a), isStart });
		else steps.push({ to: from(a, b), isStart });
		pen = steps.at(-1)?.to ?? pen;
		if (isStart) start = pen;
	}
	return { advance: numbersOf(source)[0] ?? 0, steps };
}

function numbersOf(text: string): number[] {
	return Array.from(text.matchAll(/-?\d+/g), ([number]) => Number(number));
}
