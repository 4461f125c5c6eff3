import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ERROR_CODES } from '../../core';
import { scripts } from '../../package.json';

const ROOT = resolve(__dirname, '../..');
const DOCUMENTS = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' })
	.split('\n')
	.filter((name) => name !== '' && existsSync(join(ROOT, name)));

/** Of a document, as GitHub makes them into anchors. */
function headings(file: string): string[] {
	return [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading!
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
}

/** The documents with their tables as the core has them now; in a process of its own, like the build. */
function derived(): Record<string, string> {
	const code = `require('./tasks/readme-tables').documents().then((all) => process.stdout.write(JSON.stringify(all)))`;
	const output = execFileSync(process.execPath, ['-e', code], { cwd: ROOT, encoding: 'utf8' });
	return JSON.parse(output) as Record<string, string>;
}

describe('the documents', () => {
	it.each(Object.entries(derived()))(
		'%s has its tables as the core says (else run: npm run format)',
		(name, text) => {
			expect(readFileSync(join(ROOT, name), 'utf8')).toBe(text);
		},
	);

	it.each(DOCUMENTS)('%s leads to files and headings that exist', (name) => {
		const text = readFileSync(join(ROOT, name), 'utf8');
		const links = [...text.matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)#?([^)\s]*)\)/g)];
		const missing = links.filter(([, file = '', anchor = '']) => {
			const target = file === '' ? join(ROOT, name) : join(ROOT, dirname(name), file);
			return !existsSync(target) || (anchor !== '' && !headings(target).includes(anchor));
		});
		expect(missing.map(([link]) => link)).toEqual([]);
	});

	it.each(DOCUMENTS)('%s names files and npm scripts that exist', (name) => {
		const named = [...readFileSync(join(ROOT, name), 'utf8').matchAll(/`([^`\n]+)`/g)].map(
			([, code]) => code!,
		);
		const files = named.filter((code) =>
			/^(core|nodes|credentials|node-red|sdk|emulator|tasks|test|docs|examples|\.github)\/[\w./-]+$/.test(
				code,
			),
		);
		expect(
			files.filter((file) => !file.includes('/dist') && !existsSync(join(ROOT, file))),
		).toEqual([]);
		const run = named.flatMap((code) => /^npm run ([\w:-]+)/.exec(code)?.[1] ?? []);
		expect(run.filter((script) => !(script in scripts))).toEqual([]);
	});

	it.each(['README.md', 'node-red/README.md'])('%s says of every error what to do', (name) => {
		const text = readFileSync(join(ROOT, name), 'utf8');
		expect(ERROR_CODES.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
	});
});
