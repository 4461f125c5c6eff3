import { Canvas } from '../../../core/charts/draw/canvas';
import { coverageOf } from '../../../core/charts/draw/coverage';
import { drawScene } from '../../../core/charts/draw/draw-scene';
import { outlinesOf } from '../../../core/charts/draw/lettering';
import { encodePng } from '../../../core/charts/draw/png';
import type { Mark } from '../../../core/charts/draw/scene';
import { decode } from './support/picture';

const RED = 0xff0000;
const BLUE = 0x0000ff;

async function draw(...marks: Mark[]) {
	return decode(await drawScene({ width: 40, height: 30, background: BLUE, marks }));
}

const box = (x: number, y: number, width: number, height: number): Mark => ({
	kind: 'box',
	role: '',
	color: RED,
	...{ x, y, width, height },
});

describe('a picture', () => {
	it('is a PNG that others can read, with a palette', async () => {
		const { width, height, colours, at } = await draw(box(10, 5, 4, 3));
		expect([width, height, colours]).toEqual([40, 30, 2]);
		expect([at(9, 5), at(10, 5), at(13, 7), at(14, 7), at(13, 8)]).toEqual([
			...[BLUE, RED, RED, BLUE, BLUE],
		]);
	});

	it('leaves out what lies outside', async () => {
		expect((await draw(box(-5, -5, 10, 10), box(38, 28, 100, 100))).count(RED)).toBe(25 + 4);
		expect((await draw(box(100, 100, 10, 10), box(0, 0, -5, 3))).count(RED)).toBe(0);
	});

	it('has dashed lines that end where they are to end', async () => {
		const line = { kind: 'line', role: '', color: RED, x: 2, y: 3, width: 25, height: 2, dash: 10 };
		const { at, count } = await draw(line as Mark);
		expect([at(2, 3), at(11, 4), at(12, 3), at(22, 3), at(26, 4), at(27, 3)]).toEqual([
			...[RED, RED, BLUE, RED, RED, BLUE],
		]);
		expect(count(RED)).toBe(2 * 15);
	});

	it('is in full colour when there are more colours than a palette holds', async () => {
		const canvas = new Canvas(20, 20, 0);
		canvas.pixels.forEach((_, index) => (canvas.pixels[index] = index * 1001));
		const { colours, at } = decode(await encodePng(canvas));
		expect([colours, at(0, 0), at(1, 0), at(19, 19)]).toEqual([0, 0, 1001, 399 * 1001]);
	});
});

describe('the edges of outlines', () => {
	const covered = (...points: number[]) => coverageOf([points])!;
	const sum = (parts: Float64Array) => parts.reduce((all, one) => all + one, 0);

	it('cover of every pixel what lies within, exactly', () => {
		const { x, y, width, parts } = covered(1.5, 1, 3.5, 1, 3.5, 2.25, 1.5, 2.25);
		expect([x, y]).toEqual([1, 1]);
		expect([...parts.subarray(0, 3)]).toEqual([0.5, 1, 0.5]);
		expect([...parts.subarray(width, width + 3)]).toEqual([0.125, 0.25, 0.125]);
	});

	it.each([
		['a triangle', [0.3, 0.2, 17.1, 3.9, 5.5, 12.4]],
		['the same the other way round', [5.5, 12.4, 17.1, 3.9, 0.3, 0.2]],
		['one that is nearly level', [0, 0.5, 30, 0.75, 30, 1.5]],
		['one at negative places', [-10.5, -3.2, -1.1, -2.9, -4.4, 6.6]],
	])('add up to the area of %s', (_, points) => {
		const [ax, ay, bx, by, cx, cy] = points as [number, number, number, number, number, number];
		const area = Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
		expect(sum(covered(...points).parts)).toBeCloseTo(area, 9);
	});

	it('leave holes open: the letter O is hollow', () => {
		const { width, height, parts } = coverageOf(outlinesOf('O', 0, 60, 60))!;
		const middle = Math.floor(height / 2) * width + Math.floor(width / 2);
		expect(parts[middle]).toBe(0);
		expect(Math.max(...parts)).toBe(1);
	});

	it('of nothing are nothing', () => {
		expect(coverageOf([])).toBeUndefined();
		expect(coverageOf(outlinesOf('  ', 0, 0, 30))).toBeUndefined();
	});
});
