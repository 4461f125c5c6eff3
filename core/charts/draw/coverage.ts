import type { Outline } from './outline';

/** How much of each pixel of a rectangle lies within outlines, from 0 to 1. */
export interface Coverage {
	x: number;
	y: number;
	width: number;
	height: number;
	/** Line by line. */
	parts: Float64Array;
}

/**
 * Exact coverage of the pixels by outlines, inner ones running the other way round (as in fonts). Every
 * edge adds to the pixels it crosses how much of them lies to its right; the sum along a line is then
 * what is covered. As in font-rs: https://medium.com/@raphlinus/inside-the-fastest-font-renderer-in-the-world-75ae5270c445
 */
export function coverageOf(outlines: readonly Outline[]): Coverage | undefined {
	const box = boxOf(outlines);
	if (!box) return undefined;
	const { x, y, width, height } = box;
	const parts = new Float64Array(width * height);
	for (const outline of outlines) {
		for (let index = 0; index < outline.length; index += 2) {
			const next = (index + 2) % outline.length;
			addEdge(
				parts,
				width,
				at(outline, index) - x,
				at(outline, index + 1) - y,
				at(outline, next) - x,
				at(outline, next + 1) - y,
			);
		}
	}
	for (let line = 0; line < height; line += 1) {
		let sum = 0;
		for (let index = line * width; index < (line + 1) * width; index += 1) {
			sum += parts[index] ?? 0;
			parts[index] = Math.min(1, Math.abs(sum));
		}
	}
	return { ...box, parts };
}

function at(outline: Outline, index: number): number {
	return outline[index] ?? 0;
}

/** The whole pixels around them, with one more at the right, where an edge on the border adds to. */
function boxOf(outlines: readonly Outline[]) {
	let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const outline of outlines) {
		for (let index = 0; index < outline.length; index += 2) {
			left = Math.min(left, at(outline, index));
			right = Math.max(right, at(outline, index));
			top = Math.min(top, at(outline, index + 1));
			bottom = Math.max(bottom, at(outline, index + 1));
		}
	}
	if (left === Infinity) return undefined;
	const [x, y] = [Math.floor(left), Math.floor(top)];
	return { x, y, width: Math.ceil(right) - x + 2, height: Math.ceil(bottom) - y + 1 };
}

function addEdge(
	parts: Float64Array,
	width: number,
	fromX: number,
	fromY: number,
	toX: number,
	toY: number,
): void {
	if (fromY === toY) return;
	const isDown = fromY < toY;
	const [topX, topY] = isDown ? [fromX, fromY] : [toX, toY];
	const [bottomX, bottomY] = isDown ? [toX, toY] : [fromX, fromY];
	const slope = (bottomX - topX) / (bottomY - topY);
	let x = topX;
	for (let line = Math.floor(topY); line < Math.ceil(bottomY); line += 1) {
		const share = Math.min(line + 1, bottomY) - Math.max(line, topY);
		const nextX = x + slope * share;
		addCrossing(
			parts,
			line * width,
			isDown ? share : -share,
			Math.min(x, nextX),
			Math.max(x, nextX),
		);
		x = nextX;
	}
}

/** An edge that crosses one line of pixels from `left` to `right` (whichever way), `share` of it high. */
function addCrossing(
	parts: Float64Array,
	lineStart: number,
	share: number,
	left: number,
	right: number,
): void {
	let before = 0;
	for (let pixel = Math.floor(left); ; pixel += 1) {
		const covered = areaUntil(pixel + 1, left, right) - areaUntil(pixel, left, right);
		const index = lineStart + pixel;
		parts[index] = (parts[index] ?? 0) + share * (covered - before);
		before = covered;
		// From here on, everything lies to the right of the edge.
		if (pixel >= right) return;
	}
}

/** What lies to the right of the edge, up to x, of a line that is 1 high. */
function areaUntil(x: number, left: number, right: number): number {
	if (x <= left) return 0;
	if (x >= right) return x - (left + right) / 2;
	return (x - left) ** 2 / (2 * (right - left));
}
