const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const opentype = require('opentype.js');
const { root } = require('./bundle');
const { fewerCurves } = require('./fewer-curves');

const FONT = 'node_modules/@fontsource/roboto/files/roboto-latin-500-normal.woff';
const FILE = path.join(root, 'core/charts/font/glyphs.ts');

/** In texts of 60 pixels, a tenth of a pixel off at most: finer is only a larger file. */
const UNITS_PER_EM = 256;

/** What the texts on charts are made of, and what names of assets and exchanges are: no brackets and no quotes. */
const CHARACTERS =
	" #$%&'()+,-./:?_·×…0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The outlines that charts are lettered with, as the source of `core/charts/font/glyphs.ts`. */
async function chartFont() {
	const file = readFileSync(path.join(root, FONT));
	const font = opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));
	const scale = UNITS_PER_EM / font.unitsPerEm;
	const glyphs = Array.from(CHARACTERS, (character) => {
		const glyph = font.charToGlyph(character);
		if (glyph.index === 0) throw new Error(`${FONT} has no "${character}"`);
		const outline = outlineOf(glyph.path.commands, scale);
		return `${JSON.stringify(character)}: '${Math.round(glyph.advanceWidth * scale)}${outline}',`;
	});
	const source = `/*
 * Written by \`gulp chartFont\` from Roboto Medium (@fontsource/roboto); do not change it by hand.
 * Copyright 2011 The Roboto Project Authors (https://github.com/googlefonts/roboto-classic), under the
 * SIL Open Font License, Version 1.1: see LICENSE.txt beside this file.
 */

export const UNITS_PER_EM = ${UNITS_PER_EM};

/**
 * By character: how far the next one stands away, then the outline as in the path of an SVG, with
 * relative coordinates; y grows upwards from the base line.
 */
export const GLYPHS: Readonly<Record<string, string>> = {
${glyphs.join('\n')}
};
`;
	const prettier = require('prettier');
	const options = await prettier.resolveConfig(FILE);
	return await prettier.format(source, { ...options, filepath: FILE });
}

function outlineOf(commands, scale) {
	const tolerance = 0.5 / scale;
	let pen = { x: 0, y: 0 };
	let start = pen;
	const step = (letter, ...values) =>
		letter +
		values.map((value, index) => (value < 0 || index === 0 ? `${value}` : ` ${value}`)).join('');
	const parts = fewerCurves(commands, tolerance).map(({ type, x, y, x1, y1 }) => {
		if (type === 'Z') {
			pen = start;
			return 'z';
		}
		const from = pen;
		pen = { x: Math.round(x * scale), y: Math.round(y * scale) };
		const [dx, dy] = [pen.x - from.x, pen.y - from.y];
		if (type === 'M') start = pen;
		if (type === 'M') return step('m', dx, dy);
		if (type === 'Q') {
			const [cx, cy] = [Math.round(x1 * scale) - from.x, Math.round(y1 * scale) - from.y];
			return step('q', cx, cy, dx, dy);
		}
		if (type !== 'L') throw new Error(`An outline with the command ${type}`);
		// The font closes its curves with lines of no length.
		if (dx === 0 && dy === 0) return '';
		return dy === 0 ? step('h', dx) : dx === 0 ? step('v', dy) : step('l', dx, dy);
	});
	return parts.join('');
}

/** Writes the outlines anew; a test says when that is due. */
async function writeChartFont() {
	writeFileSync(FILE, await chartFont());
}

module.exports = { chartFont, FILE, writeChartFont };
