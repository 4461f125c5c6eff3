import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { completeFolder } from './complete-folder';
import { sleep } from './wait';

describe('a folder that is complete or absent', () => {
	let parent: string;
	let folder: string;
	let builds: number;

	const build = async (unfinished: string) => {
		builds++;
		await sleep(50);
		await writeFile(join(unfinished, `build-${builds}`), '');
	};

	beforeEach(async () => {
		parent = await mkdtemp(join(tmpdir(), 'kingfisher-complete-'));
		folder = join(parent, 'host-1.0.0');
		builds = 0;
	});

	afterEach(async () => await rm(parent, { recursive: true }));

	it('is built once, also when two ask at the same time', async () => {
		await Promise.all([completeFolder(folder, build), completeFolder(folder, build)]);
		await completeFolder(folder, build);
		expect(await readdir(folder)).toEqual(['.complete', 'build-1']);
		expect(await readdir(parent)).toEqual(['host-1.0.0']);
	});

	it('is built anew when what is there was never finished', async () => {
		await mkdir(folder);
		await writeFile(join(folder, 'half'), '');
		await completeFolder(folder, build);
		expect(await readdir(folder)).toEqual(['.complete', 'build-1']);
	});

	it('is absent after a build that failed, and leaves nothing beside it', async () => {
		const failing = completeFolder(folder, () => Promise.reject(new Error('no space left')));
		await expect(failing).rejects.toThrow('no space left');
		expect(await readdir(parent)).toEqual([]);
	});

	it('is built although a process that was ended left its lock and its unfinished files', async () => {
		const dead = await endedProcess();
		await symlink(String(dead), `${folder}.lock`);
		await mkdir(`${folder}.${dead}.part`);
		await completeFolder(folder, build);
		expect(await readdir(parent)).toEqual(['host-1.0.0']);
	});
});

async function endedProcess(): Promise<number> {
	const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
	await once(child, 'exit');
	return child.pid ?? 0;
}
