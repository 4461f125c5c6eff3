import { cut, widthOf } from './draw/lettering';
import type { Box, Colour, Mark } from './draw/scene';
import { text } from './frame';
import type { Look } from './look';

/** A name with its amount: the label above, the bar below. */
export interface RankedBar {
	name: string;
	amount: number;
	label: string;
	/** Of the label, where it says more than the text around it. */
	ink?: Colour;
	/** Said at the end, in a colour of its own. */
	remark?: { text: string; color: Colour } | undefined;
	color: Colour;
}

/** How many bars can be told apart in a room of that height. */
export function mostBars(height: number, look: Look): number {
	return Math.max(1, Math.floor(height / heightOf(look).least));
}

function heightOf({ text: size, gap }: Look) {
	return { least: size * 2 + gap, most: size * 8, bar: size * 3, between: gap * 2.5 };
}

/** Bars one below the other; those below zero point to the left. */
export function layRanking(bars: readonly RankedBar[], room: Box, look: Look): Mark[] {
	const { palette } = look;
	const { most, bar: thickest, between } = heightOf(look);
	const each = Math.min(most, room.height / bars.length);
	// Few bars leave room for larger letters.
	const size = Math.round(Math.min(look.text * 1.25, Math.max(look.text, each / 4)));
	const high = Math.max(0, ...bars.map(({ amount }) => amount));
	const low = Math.max(0, ...bars.map(({ amount }) => -amount));
	const pixels = room.width / (low + high || 1);
	const zero = room.x + low * pixels;
	const bottom = room.y + each * bars.length;
	const marks: Mark[] = [];
	bars.forEach((bar, index) => {
		const top = room.y + each * index;
		const base = Math.round(top + size * 0.8);
		const barTop = Math.round(base + size * 0.38);
		const height = Math.max(
			8,
			Math.min(thickest, Math.round(top + each - Math.min(between, each * 0.13) - barTop)),
		);
		const from = Math.round(zero);
		const to = Math.round(zero + bar.amount * pixels);
		// A thing that is there can be seen; of one that is zero there is a hair at least.
		const width = Math.max(3, Math.abs(to - from));
		const x = bar.amount < 0 ? from - width : Math.min(from, room.x + room.width - width);
		const box = { x, y: barTop, width, height };
		marks.push({ kind: 'box', role: 'bar', ...box, color: bar.color });
		marks.push(...layLabels(bar, base, room, { ...look, text: size }));
	});
	if (low > 0 && high > 0) {
		const box = {
			x: Math.round(zero) - 1,
			y: room.y,
			width: 2,
			height: Math.round(bottom - room.y),
		};
		// Below the bars and the texts: an axis and no more.
		marks.unshift({ kind: 'box', role: 'zero line', ...box, color: palette.grid });
	}
	return marks;
}

function layLabels(bar: RankedBar, base: number, room: Box, look: Look): Mark[] {
	const { palette, text: size, gap } = look;
	const right = room.x + room.width;
	const remarkWidth = bar.remark ? widthOf(bar.remark.text, size) + gap * 1.5 : 0;
	const labelWidth = widthOf(bar.label, size) + remarkWidth;
	const at = (x: number, color: Colour) => ({ x, y: base, size, color });
	const name = cut(bar.name, size, room.width - labelWidth - gap);
	return [
		text('bar name', name, at(room.x, palette.ink)),
		{
			...text('bar label', bar.label, at(right - remarkWidth, bar.ink ?? palette.ink)),
			anchor: 'end',
		},
		...(bar.remark
			? [
					{
						...text('bar remark', bar.remark.text, at(right, bar.remark.color)),
						anchor: 'end' as const,
					},
				]
			: []),
	];
}
