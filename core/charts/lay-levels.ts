import { widthOf } from './draw/lettering';
import type { Box, Colour, Mark } from './draw/scene';
import { text } from './frame';
import { priceLabel, usdLabel } from './kind';
import type { GroupedLevels, Level } from './levels';
import type { Look } from './look';
import { ticksBetween } from './ticks';

/** One of the amounts of a level: how it is called, and its colour by sign. */
export interface Series {
	role: string;
	up: Colour;
	down: Colour;
}

/** A price with a line across and its label on the axis. */
export interface PriceLine {
	role: string;
	price: number;
	color: Colour;
}

/** Bars of so many levels get their amount written beside them. */
const LABELLED = 6;

/** How many levels can be told apart in a room of that height. */
export function mostLevels(height: number, { small }: Look): number {
	return Math.max(4, Math.floor(height / (small * 0.55)));
}

/** Prices upwards, amounts to the right of zero or to its left. */
export function layLevels(
	grouped: GroupedLevels,
	series: readonly Series[],
	lines: readonly PriceLine[],
	room: Box,
	look: Look,
): Mark[] {
	const { gap, small, palette } = look;
	const shown = lines.filter((line) => line.price >= grouped.low && line.price <= grouped.high);
	const ticks = ticksBetween(grouped.low, grouped.high, Math.floor(room.height / (small * 2.4)));
	const labels = [...ticks, ...shown.map((line) => line.price)].map(priceLabel);
	const gutter = Math.ceil(Math.max(0, ...labels.map((one) => widthOf(one, small)))) + gap;
	const plot = {
		x: room.x + gutter + gap,
		y: room.y,
		width: room.width - gutter - gap,
		height: room.height - small - gap,
	};
	const vertical = verticalScale(grouped, plot);
	const horizontal = horizontalScale(grouped.levels, plot, look);
	const thickness = Math.max(thicknessOf(grouped, vertical.pixels), Math.round(small * 0.3));
	const tags = layTags(shown, vertical.of, plot, look);
	return [
		...layAmounts(horizontal, plot, look),
		...grouped.levels.flatMap((level) =>
			layBar(level, series, horizontal.of, vertical.of(level.price), thickness),
		),
		...shown.map((line): Mark => {
			const height = Math.max(3, Math.round(small * 0.12));
			const y = Math.round(vertical.of(line.price) - height / 2);
			const box = { x: plot.x - gap, y, width: plot.width + gap, height };
			return { kind: 'line', role: line.role, ...box, color: line.color, dash: small / 2 };
		}),
		...layBarLabels(grouped.levels, series, horizontal.of, vertical.of, { ...look, thickness }),
		...ticks
			.map((tick) => ({ tick, y: vertical.of(tick) + small * 0.36 }))
			.filter(({ y }) => tags.every((tag) => Math.abs(tag.y - y) > small * 1.35))
			.map(({ tick, y }) => {
				const place = { x: plot.x - 2 * gap, y: Math.round(y), size: small, color: palette.muted };
				return { ...text('price label', priceLabel(tick), place), anchor: 'end' as const };
			}),
		...tags.flatMap(({ line, y }): Mark[] => {
			const height = Math.round(small * 1.35);
			const top = Math.round(y - small * 0.36 - height / 2);
			const box = { x: room.x, y: top, width: gutter, height };
			const place = { x: room.x + gutter / 2, y, size: small, color: palette.background };
			return [
				{ kind: 'box', role: `${line.role} tag`, ...box, color: line.color },
				{ ...text(`${line.role} label`, priceLabel(line.price), place), anchor: 'middle' },
			];
		}),
	];
}

function verticalScale({ low, high, spacing, step }: GroupedLevels, plot: Box) {
	// Half a bar more at the ends; ranges have it in their borders already.
	const most = (high - low || Math.abs(high) || 1) * 0.04;
	const pad = step === undefined ? Math.min(spacing || most, most) : 0;
	const [bottom, top] = [low - pad, high + pad];
	const pixels = plot.height / (top - bottom || 1);
	return { pixels, of: (price: number) => plot.y + (top - price) * pixels };
}

/** Amounts as pixels, so that the labels of the longest bars have room at their ends. */
function horizontalScale(levels: readonly Level[], plot: Box, { gap, small }: Look) {
	const ups = levels.map(({ amounts }) => sumOf(amounts, 1));
	const downs = levels.map(({ amounts }) => sumOf(amounts, -1));
	const [high, low] = [Math.max(0, ...ups), Math.max(0, ...downs)];
	// Not only that of the longest bar: `$999M` is wider than `$1B`.
	const widest = (amounts: number[], sign: 1 | -1) =>
		Math.max(...amounts.map((one) => (one === 0 ? 0 : widthOf(usdLabel(sign * one), small))));
	const left = low === 0 ? 0 : widest(downs, -1) + 1.5 * gap;
	const right = high === 0 ? 0 : widest(ups, 1) + 1.5 * gap;
	const width = plot.width - left - right;
	const pixels = width / (low + high || 1);
	const zero = plot.x + left + low * pixels;
	return { low: -low, high, of: (amount: number) => Math.round(zero + amount * pixels) };
}

function sumOf(amounts: readonly number[], sign: 1 | -1): number {
	return amounts.reduce((sum, one) => sum + Math.max(0, one * sign), 0);
}

function thicknessOf({ spacing }: GroupedLevels, pixels: number): number {
	const room = spacing * pixels || Infinity;
	return Math.min(40, Math.round(room * 0.75));
}

/** The amounts of a level, one after the other, those below zero to the left. */
function layBar(
	{ amounts }: Level,
	series: readonly Series[],
	x: (amount: number) => number,
	y: number,
	thickness: number,
): Mark[] {
	const reached = { up: 0, down: 0 };
	return amounts.flatMap((amount, index): Mark[] => {
		const { role, up, down } = series[index] ?? { role: '', up: 0, down: 0 };
		const side = amount < 0 ? 'down' : 'up';
		const from = x(reached[side]);
		reached[side] += amount;
		const to = x(reached[side]);
		if (amount === 0) return [];
		// A thing that is there can be seen.
		const width = Math.max(2, Math.abs(to - from));
		const box = { x: side === 'up' ? from : from - width, y: Math.round(y - thickness / 2) };
		const color = side === 'up' ? up : down;
		return [{ kind: 'box', role: `bar:${role}`, ...box, width, height: thickness, color }];
	});
}

/** The largest bars say how large they are, as far as there is room between them. */
function layBarLabels(
	levels: readonly Level[],
	series: readonly Series[],
	x: (amount: number) => number,
	y: (price: number) => number,
	{ gap, small, palette, thickness }: Look & { thickness: number },
): Mark[] {
	const ends = levels.flatMap((level) =>
		([1, -1] as const).map((sign) => ({ level, sign, amount: sign * sumOf(level.amounts, sign) })),
	);
	const bySize = ends
		.filter(({ amount }) => amount !== 0)
		.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || a.level.price - b.level.price);
	/** Longer bars, and how near to them a label may come: of those with one, it must not touch that. */
	const taken: { y: number; sign: number; reach: number }[] = [];
	let count = 0;
	const marks: Mark[] = [];
	for (const { level, sign, amount } of bySize) {
		const base = Math.round(y(level.price) + small * 0.36);
		const isFree = taken.every((one) => one.sign !== sign || Math.abs(one.y - base) > one.reach);
		const isLabelled = isFree && count < LABELLED;
		taken.push({ y: base, sign, reach: isLabelled ? small * 1.15 : (small + thickness) / 2 });
		if (!isLabelled) continue;
		count += 1;
		const largest = level.amounts.reduce(
			(best, one, index) => (one * sign > (level.amounts[best] ?? 0) * sign ? index : best),
			0,
		);
		const ink = series[largest]?.[sign === 1 ? 'up' : 'down'] ?? 0;
		const place = { x: x(amount) + sign * gap * 0.75, y: base, size: small, color: ink };
		const label = text('bar label', usdLabel(amount), place);
		const width = Math.ceil(widthOf(label.text, small));
		const left = sign === 1 ? place.x : place.x - width;
		// Lines give way to it.
		const ground = { x: Math.round(left) - 4, y: base - small, width: width + 8 };
		const color = palette.background;
		marks.push({ kind: 'box', role: 'label ground', ...ground, height: small + 8, color });
		marks.push({ ...label, anchor: sign === 1 ? 'start' : 'end' });
	}
	return marks;
}

/** Lines of the amounts, with their labels below. */
function layAmounts(
	{ low, high, of }: { low: number; high: number; of: (amount: number) => number },
	plot: Box,
	{ gap, small, palette }: Look,
): Mark[] {
	const y = plot.y + plot.height + gap + Math.round(small * 0.75);
	const marks: Mark[] = [];
	let free = -Infinity;
	for (const tick of ticksBetween(low, high, 5)) {
		const box = { x: of(tick) - 1, y: plot.y, width: 2, height: plot.height };
		const color = tick === 0 ? palette.muted : palette.grid;
		marks.push({ kind: 'box', role: 'amount line', ...box, color });
		const label = tick === 0 ? '0' : usdLabel(tick);
		const half = widthOf(label, small) / 2;
		const middle = Math.min(of(tick), plot.x + plot.width - half);
		if (middle - half < free) continue;
		free = middle + half + gap;
		const place = { x: middle, y, size: small, color: palette.muted };
		marks.push({ ...text('amount label', label, place), anchor: 'middle' });
	}
	return marks;
}

/** Base lines of the tags: where their lines are, but not over one another. */
function layTags(
	lines: readonly PriceLine[],
	y: (price: number) => number,
	plot: Box,
	{ small }: Look,
): { line: PriceLine; y: number }[] {
	const distance = small * 1.45;
	const tags = lines
		.map((line) => ({ line, y: Math.round(y(line.price) + small * 0.36) }))
		.sort((a, b) => a.y - b.y);
	const [first, second] = tags;
	if (!first || !second || second.y - first.y >= distance) return tags;
	const top = plot.y + small;
	const middle = Math.max(top + distance / 2, (first.y + second.y) / 2);
	first.y = Math.round(middle - distance / 2);
	second.y = Math.round(first.y + distance);
	return tags;
}
