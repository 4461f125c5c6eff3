import { Canvas } from './canvas';
import { outlinesOf, widthOf } from './lettering';
import { encodePng } from './png';
import type { LineMark, Mark, Scene, TextMark } from './scene';

/** The picture of a scene: the same scene gives the same bytes, on whatever machine. */
export async function drawScene(scene: Scene): Promise<Uint8Array> {
	const { width, height, background, marks } = scene;
	const canvas = new Canvas(width, height, background);
	for (const mark of marks) drawMark(canvas, mark);
	return await encodePng(canvas);
}

function drawMark(canvas: Canvas, mark: Mark): void {
	switch (mark.kind) {
		case 'box':
			canvas.fillBox(mark, mark.color);
			return;
		case 'line':
			drawLine(canvas, mark);
			return;
		case 'text':
			canvas.fill(outlinesOf(mark.text, startOf(mark), mark.y, mark.size), mark.color);
	}
}

function drawLine(canvas: Canvas, line: LineMark): void {
	const { dash = line.width } = line;
	for (let offset = 0; offset < line.width; offset += 2 * dash) {
		const width = Math.min(dash, line.width - offset);
		canvas.fillBox({ ...line, x: line.x + offset, width }, line.color);
	}
}

/** Where a text begins. */
export function startOf({ text, x, size, anchor }: TextMark): number {
	if (anchor === 'start') return x;
	return x - widthOf(text, size) * (anchor === 'end' ? 1 : 0.5);
}
