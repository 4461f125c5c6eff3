import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { INSTALL_TIMEOUT_MS } from '../hosts/install';
import { waitFor } from '../hosts/wait';

const ROOT = resolve(__dirname, '../../..');
const CSV = join(ROOT, '.demo/kingfisher-liquidations.csv');

/** What `npm start` runs once everything is installed and built, in a process group of its own, like a terminal's. */
function startDemo(): { child: ChildProcess; output: () => string } {
	const gulp = join(ROOT, 'node_modules/gulp/bin/gulp.js');
	const child = spawn(process.execPath, [gulp, 'demo', '--silent'], { cwd: ROOT, detached: true });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	return { child, output: () => output };
}

function isGroupAlive(pid: number): boolean {
	try {
		return process.kill(-pid, 0);
	} catch {
		return false;
	}
}

describe('npm start', () => {
	it(
		'prints where to look and the first alerts, writes rows to the CSV file, and leaves no process behind',
		async () => {
			await rm(CSV, { force: true });
			const { child, output } = startDemo();
			const pid = child.pid!;
			try {
				await waitFor('the first alert', () => /cluster of \$/.test(output()), {
					timeoutMs: 60_000,
				});
				expect(output()).toMatch(/Node-RED\s+http:\/\/127\.0\.0\.1:\d+/);
				expect(output()).toContain(CSV);
				await waitFor('rows', async () => (await stat(CSV).catch(() => undefined))?.size);
				expect((await readFile(CSV, 'utf8')).split('\n')[0]).toContain('longLiquidationsUsd');
			} finally {
				process.kill(-pid, 'SIGINT');
				await waitFor('the end of every process', () => !isGroupAlive(pid), { timeoutMs: 20_000 });
			}
			expect(child.exitCode).toBe(0);
		},
		INSTALL_TIMEOUT_MS,
	);
});
