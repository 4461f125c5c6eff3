import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ERROR_CODES } from '../../core';

const ROOT = resolve(__dirname, '../..');
const DOCUMENTS = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' })
	.split('\n')
	.filter((name) => name !== '' && existsSync(join(ROOT, name)));

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

	it.each(DOCUMENTS)('%s leads to files that exist', (name) => {
		const text = readFileSync(join(ROOT, name), 'utf8');
		const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(
			([, link]) => link!,
		);
		const missing = links.filter((link) => !existsSync(join(ROOT, dirname(name), link)));
		expect(missing).toEqual([]);
	});

	it.each(['README.md', 'node-red/README.md'])('%s says of every error what to do', (name) => {
		const text = readFileSync(join(ROOT, name), 'utf8');
		expect(ERROR_CODES.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
	});
});
