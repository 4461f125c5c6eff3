/** A closed outline as its corners, x and y in turn; curves are already made of short lines. */
export type Outline = readonly number[];

/** Enough for letters of 60 pixels: a longer line would be seen as one. */
const STEPS = 6;

/** Gathers outlines. Curves are quadratic. */
export class Pen {
	readonly outlines: number[][] = [];
	private current: number[] = [];
	private x = 0;
	private y = 0;

	moveTo(x: number, y: number): void {
		this.current = [];
		this.outlines.push(this.current);
		this.lineTo(x, y);
	}

	lineTo(x: number, y: number): void {
		this.x = x;
		this.y = y;
		this.current.push(x, y);
	}

	curveTo(cx: number, cy: number, x: number, y: number): void {
		const { x: x0, y: y0 } = this;
		for (let step = 1; step <= STEPS; step += 1) {
			const t = step / STEPS;
			const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
			this.lineTo(a * x0 + b * cx + c * x, a * y0 + b * cy + c * y);
		}
	}
}
