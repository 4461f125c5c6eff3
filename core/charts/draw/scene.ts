/** What a chart consists of before anything is drawn: tests look at this, and not at pixels alone. */

/** `0xRRGGBB` */
export type Colour = number;

interface Placed {
	/** What it stands for, such as `bar:long` or `price line`. */
	role: string;
	color: Colour;
}

/** Whole pixels, so that edges are sharp. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

export interface BoxMark extends Placed, Box {
	kind: 'box';
}

export interface TextMark extends Placed {
	kind: 'text';
	text: string;
	/** Where it starts, ends, or has its middle. */
	x: number;
	/** Its base line. */
	y: number;
	size: number;
	anchor: 'start' | 'middle' | 'end';
}

/** A level or dashed line. */
export interface LineMark extends Placed, Box {
	kind: 'line';
	/** Length of a dash and of the gap after it; left out = unbroken. */
	dash?: number;
}

export type Mark = BoxMark | TextMark | LineMark;

export interface Scene {
	width: number;
	height: number;
	background: Colour;
	/** The later ones cover the earlier ones. */
	marks: readonly Mark[];
}
