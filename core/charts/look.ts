import type { Choice } from '../api/parameters';
import type { Colour } from './draw/scene';

/** Colours that hold their own on the background, and apart for those who do not tell green from red. */
export interface Palette {
	background: Colour;
	ink: Colour;
	muted: Colour;
	grid: Colour;
	/** Longs, and what is above zero. */
	up: Colour;
	/** Shorts, and what is below zero. */
	down: Colour;
	/** Where there are no two sides. */
	plain: Colour;
	price: Colour;
	flip: Colour;
}

const PALETTES = {
	dark: {
		background: 0x0f1620,
		ink: 0xf2f5f8,
		muted: 0xa3b0be,
		grid: 0x263342,
		up: 0x2bc4a9,
		down: 0xff6f61,
		plain: 0x5b9bf3,
		price: 0xf2f5f8,
		flip: 0xf5b83d,
	},
	light: {
		background: 0xffffff,
		ink: 0x101828,
		muted: 0x556170,
		grid: 0xe1e6ec,
		up: 0x0b8f79,
		down: 0xd93a3f,
		plain: 0x2467c9,
		price: 0x101828,
		flip: 0x9a5f00,
	},
} as const satisfies Record<string, Palette>;

const PIXELS = {
	square: { width: 1080, height: 1080 },
	wide: { width: 1200, height: 675 },
} as const;

export type ThemeName = keyof typeof PALETTES;
export type SizeName = keyof typeof PIXELS;

/** As both hosts offer them; the first one is preset. */
export const CHART_THEMES = [
	{ value: 'dark', title: 'Dark' },
	{ value: 'light', title: 'Light' },
] as const satisfies readonly (Choice & { value: ThemeName })[];

export const CHART_SIZES = [
	{ value: 'square', title: 'Square (1080 × 1080)', description: 'Large on a phone' },
	{ value: 'wide', title: 'Wide (1200 × 675)', description: 'For a screen' },
] as const satisfies readonly (Choice & { value: SizeName })[];

/** As stored with a node or given by a flow; whatever is none of them is the first. */
export function looksFrom(theme: unknown, size: unknown): { theme: ThemeName; size: SizeName } {
	return {
		theme: CHART_THEMES.find(({ value }) => value === theme)?.value ?? CHART_THEMES[0].value,
		size: CHART_SIZES.find(({ value }) => value === size)?.value ?? CHART_SIZES[0].value,
	};
}

/** How a chart is to look: everything in pixels. */
export interface Look {
	width: number;
	height: number;
	palette: Palette;
	/** Of letters. On a phone, 375 points wide, the smallest ones still have 10. */
	title: number;
	text: number;
	small: number;
	/** Around everything. */
	margin: number;
	/** Between things that belong together. */
	gap: number;
}

export function lookOf(theme: ThemeName, size: SizeName): Look {
	const { width, height } = PIXELS[size];
	const unit = width / 1080;
	const pixels = (value: number) => Math.round(value * unit);
	return {
		width,
		height,
		palette: PALETTES[theme],
		title: pixels(54),
		text: pixels(34),
		small: pixels(30),
		margin: pixels(48),
		gap: pixels(14),
	};
}
