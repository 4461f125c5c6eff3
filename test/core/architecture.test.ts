import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(__dirname, '../..');

interface Source {
	/** Relative to the repository. */
	file: string;
	imports: string[];
	/** Names as they stand in the code; not those in comments and texts. */
	words: Set<string>;
	text: string;
}

/** The TypeScript files below a folder that are ours. */
function sources(folder: string): Source[] {
	return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts') && !/(^|\/)(node_modules|dist)\//.test(file))
		.map((name) => {
			const file = path.join(folder, name);
			const text = readFileSync(path.join(ROOT, file), 'utf8');
			const imports = ts.preProcessFile(text, true, true).importedFiles;
			return { file, text, imports: imports.map(({ fileName }) => fileName), words: wordsOf(text) };
		});
}

function wordsOf(text: string): Set<string> {
	const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
	const words = new Set<string>();
	const visit = (node: ts.Node): void => {
		if (ts.isIdentifier(node)) words.add(node.text);
		ts.forEachChild(node, visit);
	};
	visit(file);
	return words;
}

/** Where a relative import leads, relative to the repository. */
const target = (file: string, name: string) => path.join(path.dirname(file), name);

const core = sources('core');

describe('the core', () => {
	it('has been found', () => {
		expect(core.length).toBeGreaterThan(30);
		expect(core.map(({ file }) => file)).toContain('core/index.ts');
	});

	it.each(core)('names no host and no library but the bundled ones: $file', ({ file, imports }) => {
		const outside = imports.filter((name) => !name.startsWith('.'));
		// A hash is all it takes of Node, and n8n allows it. One file compresses, without what n8n forbids.
		const compressor = file === 'core/charts/draw/compress.ts' ? ['fflate/browser'] : [];
		const allowed = ['valibot', 'node:crypto', ...compressor];
		expect(outside.filter((name) => !allowed.includes(name))).toEqual([]);
		for (const name of imports.filter((one) => one.startsWith('.'))) {
			expect(target(file, name)).toMatch(/^core\//);
		}
	});

	it.each(core)('has no timer, no process, no socket of its own: $file', ({ words }) => {
		const foreign = [
			...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'clearTimeout'],
			...['process', 'global', 'globalThis', 'window', 'require', 'module', 'Buffer'],
			...['WebSocket', 'XMLHttpRequest', 'EventSource', 'console', 'performance'],
			...['__dirname', '__filename', 'localStorage', 'MessageChannel'],
		];
		expect(foreign.filter((word) => words.has(word))).toEqual([]);
	});

	it.each(core)('takes time and chance from its ports: $file', ({ text }) => {
		expect(text).not.toMatch(/\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|AbortSignal\.timeout/);
	});

	it.each(core.filter(({ words }) => words.has('fetch')))(
		'is given fetch, and does not take it: $file',
		({ file }) => expect(file).toBe('core/client/fetch-transport.ts'),
	);

	it('knows what the API offers without knowing how it is asked', () => {
		for (const { file, imports } of core.filter((one) => one.file.startsWith('core/api/'))) {
			const elsewhere = imports.filter(
				(name) => name.startsWith('.') && !target(file, name).startsWith('core/api/'),
			);
			expect([file, elsewhere]).toEqual([file, []]);
		}
	});
});

describe.each(['nodes', 'credentials', 'node-red', 'sdk'])('the sources in %s', (folder) => {
	it('enter the core through its door only', () => {
		const files = sources(folder);
		expect(files).not.toEqual([]);
		for (const { file, imports } of files) {
			const deeper = imports.filter((name) => /(^|\/)core\/./.test(target(file, name)));
			expect([file, deeper]).toEqual([file, []]);
		}
	});
});

describe('the hosts', () => {
	it('know nothing of each other', () => {
		const borders = [
			['nodes', /^(node-red|sdk|emulator|test)\//],
			['credentials', /^(nodes|node-red|sdk|emulator|test)\//],
			['node-red', /^(nodes|credentials|sdk|emulator|test)\//],
			['sdk', /^(nodes|credentials|node-red|emulator|test)\//],
		] as const;
		for (const [folder, foreign] of borders) {
			for (const { file, imports } of sources(folder)) {
				const strayed = imports.filter(
					(name) => name.startsWith('.') && foreign.test(target(file, name)),
				);
				expect([file, strayed]).toEqual([file, []]);
			}
		}
	});
});
