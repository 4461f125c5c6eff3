import { coverageOf } from './coverage';
import type { Outline } from './outline';
import type { Box, Colour } from './scene';

/** Shades between two colours: few, so that a picture keeps to the 256 colours of a small file. */
const SHADES = 12;

/** Pixels as `0xRRGGBB`, line by line. */
export class Canvas {
	readonly pixels: Uint32Array;

	constructor(
		readonly width: number,
		readonly height: number,
		background: Colour,
	) {
		this.pixels = new Uint32Array(width * height).fill(background);
	}

	/** Whole pixels only; what lies outside is left out. */
	fillBox({ x, y, width, height }: Box, color: Colour): void {
		const [left, right] = [Math.max(0, x), Math.min(this.width, x + width)];
		for (let line = Math.max(0, y); line < Math.min(this.height, y + height); line += 1) {
			if (left < right)
				this.pixels.fill(color, line * this.width + left, line * this.width + right);
		}
	}

	fill(outlines: readonly Outline[], color: Colour): void {
		const covered = coverageOf(outlines);
		if (!covered) return;
		for (let line = 0; line < covered.height; line += 1) {
			const y = covered.y + line;
			if (y < 0 || y >= this.height) continue;
			for (let column = 0; column < covered.width; column += 1) {
				const x = covered.x + column;
				const part = covered.parts[line * covered.width + column] ?? 0;
				const shade = Math.round(part * SHADES);
				if (shade === 0 || x < 0 || x >= this.width) continue;
				const index = y * this.width + x;
				this.pixels[index] = mixed(this.pixels[index] ?? 0, color, shade / SHADES);
			}
		}
	}
}

/** `part` of the colour over another one. */
function mixed(below: Colour, color: Colour, part: number): Colour {
	const channel = (shift: number) => {
		const [from, to] = [(below >> shift) & 0xff, (color >> shift) & 0xff];
		return Math.round(from + (to - from) * part) << shift;
	};
	return channel(16) | channel(8) | channel(0);
}
