import { chartData, type SizeName, type ThemeName } from '../../../../core';
import { widthOf } from '../../../../core/charts/draw/lettering';
import { startOf } from '../../../../core/charts/draw/draw-scene';
import type { BoxMark, LineMark, Mark, TextMark } from '../../../../core/charts/draw/scene';
import type { Chart } from '../../../../core/charts/kind';
import { lookOf } from '../../../../core/charts/look';
import { answerOf } from '../../support/answer';

export interface Laid {
	marks: readonly Mark[];
	boxes: (role: string) => BoxMark[];
	lines: (role: string) => LineMark[];
	texts: (role?: string) => TextMark[];
	/** What is written, by what it stands for. */
	words: (role: string) => string[];
}

interface Wanted {
	theme?: ThemeName;
	size?: SizeName;
	asset?: string;
}

/** What is laid out of a response of the API, before anything is drawn. */
export function laid(
	chart: Chart,
	body: unknown,
	{ theme = 'dark', size = 'square', asset = 'BTC' }: Wanted = {},
): Laid {
	const data = chartData(chart, answerOf(chart.endpoint, body, { asset }));
	const composed = data.facts && chart.compose(data.facts, data.asset, lookOf(theme, size));
	if (!composed) throw new Error('There is nothing to draw');
	return finder(composed.marks);
}

function finder(marks: readonly Mark[]): Laid {
	const boxes = (role: string) =>
		marks.filter((mark): mark is BoxMark => mark.kind === 'box' && mark.role === role);
	const lines = (role: string) =>
		marks.filter((mark): mark is LineMark => mark.kind === 'line' && mark.role === role);
	const texts = (role?: string) =>
		marks.filter(
			(mark): mark is TextMark =>
				mark.kind === 'text' && (role === undefined || mark.role === role),
		);
	return { marks, boxes, lines, texts, words: (role) => texts(role).map(({ text }) => text) };
}

export interface Extent {
	left: number;
	right: number;
	top: number;
	bottom: number;
}

/** Where the capital letters of a text are. */
export function extentOf(mark: TextMark): Extent {
	const left = startOf(mark);
	return {
		left,
		right: left + widthOf(mark.text, mark.size),
		top: mark.y - mark.size * 0.72,
		bottom: mark.y,
	};
}

export function overlap(a: Extent, b: Extent): boolean {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
