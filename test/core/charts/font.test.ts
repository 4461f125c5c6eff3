import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { cut, outlinesOf, widthOf } from '../../../core/charts/draw/lettering';
import { GLYPHS } from '../../../core/charts/font/glyphs';

const ROOT = resolve(__dirname, '../../..');
const FILE = join(ROOT, 'core/charts/font/glyphs.ts');

describe('the letters of the charts', () => {
	it('are what `gulp chartFont` writes', async () => {
		const code =
			"require('./tasks/chart-font').chartFont().then((text) => process.stdout.write(text))";
		const { stdout } = await promisify(execFile)(process.execPath, ['-e', code], { cwd: ROOT });
		expect(readFileSync(FILE, 'utf8')).toBe(stdout);
	}, 60_000);

	it('are all that figures, times and names are made of', () => {
		const needed = 'ABCXYZabcxyz0123456789 $%.,:-+()/·…';
		expect(Array.from(needed).filter((one) => !Object.hasOwn(GLYPHS, one))).toEqual([]);
	});

	it('have digits of one width, so that columns of figures line up', () => {
		expect(new Set(Array.from('0123456789').map((digit) => widthOf(digit, 100))).size).toBe(1);
	});

	it('stand for themselves, and a question mark for what there is none for', () => {
		expect(outlinesOf('漢', 0, 0, 40)).toEqual(outlinesOf('?', 0, 0, 40));
		expect(outlinesOf('constructor', 0, 0, 40).length).toBeGreaterThan(11);
	});

	it('are as high as they say, and stand on their line', () => {
		const ys = outlinesOf('H', 10, 100, 50).flatMap((one) => one.filter((_, index) => index % 2));
		expect(Math.max(...ys)).toBe(100);
		expect(100 - Math.min(...ys)).toBeCloseTo(50 * 0.711, 0);
	});

	it('are cut where there is no room for all of them', () => {
		expect(cut('Binance', 30, 500)).toBe('Binance');
		const short = cut('An exchange with a very long name', 30, 200);
		expect(short).toMatch(/^An exch.*…$/);
		expect(widthOf(short, 30)).toBeLessThanOrEqual(200);
		expect(widthOf(cut('x'.repeat(100_000), 30, 200), 30)).toBeLessThanOrEqual(200);
	});
});
