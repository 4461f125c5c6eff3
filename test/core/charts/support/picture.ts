import { crc32, inflateSync } from 'node:zlib';

/** A PNG, read by other means than those it was written with. */
export interface Decoded {
	width: number;
	height: number;
	/** Entries of the palette; 0 = there is none. */
	colours: number;
	/** `0xRRGGBB` */
	at: (x: number, y: number) => number;
	/** How many pixels are of that colour. */
	count: (colour: number) => number;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** @throws when it is no PNG, or a check sum is wrong */
export function decode(png: Uint8Array): Decoded {
	expect([...png.subarray(0, 8)]).toEqual(SIGNATURE);
	const chunks = chunksOf(Buffer.from(png));
	const header = chunks.get('IHDR')!;
	const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
	const [depth, colourType] = [header[8], header[9]];
	expect([depth, [2, 3].includes(colourType!)]).toEqual([8, true]);
	const palette = colourType === 3 ? chunks.get('PLTE')! : undefined;
	const samples = palette ? 1 : 3;
	const lines = inflateSync(chunks.get('IDAT')!);
	expect(lines).toHaveLength(height * (width * samples + 1));
	const at = (x: number, y: number): number => {
		const line = y * (width * samples + 1);
		// Filter: none.
		expect(lines[line]).toBe(0);
		const index = line + 1 + x * samples;
		const [bytes, start] = palette ? [palette, lines[index]! * 3] : [lines, index];
		return (bytes[start]! << 16) | (bytes[start + 1]! << 8) | bytes[start + 2]!;
	};
	const count = (colour: number) => {
		let sum = 0;
		for (let y = 0; y < height; y += 1) {
			for (let x = 0; x < width; x += 1) if (at(x, y) === colour) sum += 1;
		}
		return sum;
	};
	return { width, height, colours: (palette?.length ?? 0) / 3, at, count };
}

function chunksOf(png: Buffer): Map<string, Buffer> {
	const chunks = new Map<string, Buffer>();
	let offset = 8;
	while (offset < png.length) {
		const length = png.readUInt32BE(offset);
		const name = png.toString('latin1', offset + 4, offset + 8);
		const data = png.subarray(offset + 8, offset + 8 + length);
		expect(png.readUInt32BE(offset + 8 + length)).toBe(
			crc32(png.subarray(offset + 4, offset + 8 + length)),
		);
		chunks.set(name, data);
		offset += length + 12;
	}
	return chunks;
}
