import { cut, widthOf } from './draw/lettering';
import type { Box, Colour, Mark } from './draw/scene';
import type { Look } from './look';

export interface LegendEntry {
	text: string;
	color: Colour;
	form: 'bar' | 'line';
}

/** What stands around the bars. */
export interface Heading {
	title: string;
	/** The figure that matters most, at the right of the title. */
	figure?: string | undefined;
	subtitle: string;
	legend: readonly LegendEntry[];
	/** What is not on the picture. */
	note?: string | undefined;
}

/** Title, subtitle, legend and note, and the room that is left between them. */
export function layFrame(heading: Heading, look: Look): { marks: Mark[]; room: Box } {
	const { width, height, margin, gap, title, small, palette } = look;
	const inner = width - 2 * margin;
	const figureWidth = heading.figure === undefined ? 0 : widthOf(heading.figure, title) + 2 * gap;
	// A long name makes the title smaller, and is cut only when that does not help.
	const titleSize = fitting(heading.title, title, look.text, inner - figureWidth);
	const subtitleY = margin + Math.round(title * 0.8) + small + gap;
	const marks: Mark[] = [
		text('title', cut(heading.title, titleSize, inner - figureWidth), {
			x: margin,
			y: margin + Math.round(title * 0.8),
			size: titleSize,
			color: palette.ink,
		}),
		text('subtitle', cut(heading.subtitle, small, inner), {
			x: margin,
			y: subtitleY,
			size: small,
			color: palette.muted,
		}),
	];
	if (heading.figure !== undefined) {
		marks.push({
			...text('figure', heading.figure, {
				x: width - margin,
				y: margin + Math.round(title * 0.8),
				size: title,
				color: palette.ink,
			}),
			anchor: 'end',
		});
	}
	const legend = layLegend(heading, subtitleY, look);
	marks.push(...legend.marks);
	const top = legend.bottom + 2.5 * gap;
	const bottom = heading.note === undefined ? height - margin : height - margin - small - gap;
	if (heading.note !== undefined) {
		const y = height - margin - Math.round(small * 0.1);
		const place = { x: margin, y, size: small, color: palette.muted };
		marks.push(text('note', cut(heading.note, small, inner), place));
	}
	return { marks, room: { x: margin, y: top, width: inner, height: bottom - top } };
}

/** In the line of the subtitle where there is room at the right, else below it, in as many lines as needed. */
function layLegend({ legend, subtitle }: Heading, subtitleY: number, look: Look) {
	const { width, margin, gap, small, palette } = look;
	const sign = small;
	const widths = legend.map((one) => sign + gap / 2 + widthOf(one.text, small));
	const all = widths.reduce((sum, one) => sum + one + 2 * gap, -2 * gap);
	const free = width - 2 * margin - widthOf(subtitle, small) - 3 * gap;
	const isBeside = legend.length > 0 && all <= free;
	const marks: Mark[] = [];
	let x = isBeside ? width - margin - all : margin;
	let y = isBeside || legend.length === 0 ? subtitleY : subtitleY + small + gap;
	legend.forEach(({ text: label, color, form }, index) => {
		const own = widths[index] ?? 0;
		if (x > margin && x + own > width - margin) {
			x = margin;
			y += small + gap;
		}
		const thickness = Math.round(small * (form === 'bar' ? 0.62 : 0.16));
		const middle = y - small * 0.36;
		const box = { x: Math.round(x), y: Math.round(middle - thickness / 2), width: sign };
		marks.push({ kind: 'box', role: `legend ${form}`, ...box, height: thickness, color });
		const place = { x: x + sign + gap / 2, y, size: small, color: palette.ink };
		marks.push(text('legend', cut(label, small, width - margin - place.x), place));
		x += own + 2 * gap;
	});
	return { marks, bottom: y + Math.round(small * 0.3) };
}

/** The largest size, from `largest` to `smallest`, in which a text is not wider than `width`. */
function fitting(content: string, largest: number, smallest: number, width: number): number {
	const needed = widthOf(content, 1);
	return Math.max(smallest, Math.min(largest, Math.floor(width / Math.max(needed, 1e-6))));
}

export function text(
	role: string,
	content: string,
	place: { x: number; y: number; size: number; color: Colour },
): Extract<Mark, { kind: 'text' }> {
	return { kind: 'text', role, text: content, anchor: 'start', ...place };
}
