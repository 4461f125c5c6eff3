import type { Canvas } from './canvas';

export const PNG_MEDIA_TYPE = 'image/png';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const MOST_COLOURS = 256;
const INDEXED = 3;
const TRUE_COLOUR = 2;

/**
 * The picture as a PNG: with a palette where its colours fit into one (a third of the bytes to compress),
 * else in full colour. Source: https://www.w3.org/TR/png-3/
 */
export async function encodePng({ width, height, pixels }: Canvas): Promise<Uint8Array> {
	// It works out its tables when it is loaded: with the first chart, not with every start of a host.
	const { compress } = await import('./compress.js');
	const palette = paletteOf(pixels);
	const header = new Uint8Array(13);
	const view = new DataView(header.buffer);
	view.setUint32(0, width);
	view.setUint32(4, height);
	header.set([8, palette ? INDEXED : TRUE_COLOUR, 0, 0, 0], 8);
	const lines = palette ? indexed(pixels, width, palette) : trueColour(pixels, width);
	return joined([
		Uint8Array.from(SIGNATURE),
		chunk('IHDR', header),
		...(palette ? [chunk('PLTE', Uint8Array.from([...palette.keys()].flatMap(channels)))] : []),
		chunk('IDAT', compress(lines)),
		chunk('IEND', new Uint8Array(0)),
	]);
}

/** The number of every colour, in the order in which they come; `undefined` = there are too many. */
function paletteOf(pixels: Uint32Array): Map<number, number> | undefined {
	const palette = new Map<number, number>();
	let last = -1;
	for (const pixel of pixels) {
		// Neighbours are mostly of one colour, and a million look-ups take their time.
		if (pixel === last) continue;
		last = pixel;
		if (!palette.has(pixel)) palette.set(pixel, palette.size);
		if (palette.size > MOST_COLOURS) return undefined;
	}
	return palette;
}

/** A line begins with the number of its filter: 0 = none, which suits areas of one colour. */
function indexed(pixels: Uint32Array, width: number, palette: Map<number, number>): Uint8Array {
	const lines = new Uint8Array(pixels.length + pixels.length / width);
	let [last, number, at] = [-1, 0, 0];
	for (let index = 0; index < pixels.length; index += 1) {
		if (index % width === 0) at += 1;
		const pixel = pixels[index] ?? 0;
		if (pixel !== last) [last, number] = [pixel, palette.get(pixel) ?? 0];
		lines[at] = number;
		at += 1;
	}
	return lines;
}

function trueColour(pixels: Uint32Array, width: number): Uint8Array {
	const lines = new Uint8Array(pixels.length * 3 + pixels.length / width);
	let at = 0;
	for (let index = 0; index < pixels.length; index += 1) {
		if (index % width === 0) at += 1;
		lines.set(channels(pixels[index] ?? 0), at);
		at += 3;
	}
	return lines;
}

function channels(color: number): [red: number, green: number, blue: number] {
	return [(color >> 16) & 0xff, (color >> 8) & 0xff, color & 0xff];
}

/** Length, name, data, and a check sum of name and data. */
function chunk(name: string, data: Uint8Array): Uint8Array {
	const result = new Uint8Array(data.length + 12);
	const view = new DataView(result.buffer);
	view.setUint32(0, data.length);
	result.set(
		Array.from(name, (letter) => letter.charCodeAt(0)),
		4,
	);
	result.set(data, 8);
	view.setUint32(data.length + 8, crc32(result.subarray(4, data.length + 8)));
	return result;
}

function crc32(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc ^= byte;
		for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let offset = 0;
	for (const part of parts) {
		whole.set(part, offset);
		offset += part.length;
	}
	return whole;
}
