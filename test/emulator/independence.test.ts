import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const EMULATOR = resolve(__dirname, '../../emulator');

/** Every TypeScript file of the emulator with what it imports. */
const imports = readdirSync(EMULATOR, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
	.map((file) => {
		const text = readFileSync(join(EMULATOR, file), 'utf8');
		const names = [...text.matchAll(/(?:from|import|require)\s*\(?\s*'([^']+)'/g)];
		return { file, text, names: names.map((match) => match[1] ?? '') };
	});

describe('the emulator', () => {
	it('is written from the guide alone: it imports nothing of the project', () => {
		expect(imports.length).toBeGreaterThan(20);
		for (const { file, names } of imports) {
			const outside = names
				.filter((name) => name.startsWith('.'))
				.map((name) => relative(EMULATOR, resolve(EMULATOR, dirname(file), name)))
				.filter((path) => path.startsWith('..'));
			expect([file, outside]).toEqual([file, []]);
		}
	});

	it('needs Node.js, fastify and ws, nothing else', () => {
		const packages = imports
			.flatMap(({ names }) => names)
			.filter((name) => !/^\.|^node:/.test(name));
		expect([...new Set(packages)].sort()).toEqual(['fastify', 'ws']);
	});

	it('draws no number that could not be drawn again', () => {
		for (const { file, text } of imports) {
			expect([file, text.includes('Math.random')]).toEqual([file, false]);
		}
	});
});
