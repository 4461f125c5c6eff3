import { existsSync } from 'node:fs';
import {
	lstat,
	mkdir,
	readdir,
	readlink,
	rename,
	rm,
	symlink,
	unlink,
	writeFile,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';

import { say } from './progress';
import { sleep } from './wait';

const MARKER = '.complete';
/** Nothing built here takes this long: an older lock was left by a machine that went down. */
const LOCK_EXPIRES_MS = 30 * 60_000;

/** Where downloads and packed artifacts are kept between runs, outside the checkout. */
export function cacheFolder(): string {
	const { XDG_CACHE_HOME: given = '' } = process.env;
	return join(given === '' ? join(homedir(), '.cache') : given, 'kingfisher-nodes');
}

/**
 * Builds a folder once. It is built beside its place, marked complete as the last thing, and moved there
 * in one step: whatever is found half-finished is built anew, and two processes at once cannot mix
 * their files. The lock only spares the second one the work.
 */
export async function completeFolder(
	folder: string,
	build: (unfinished: string) => Promise<void>,
): Promise<string> {
	if (isComplete(folder)) return folder;
	await mkdir(dirname(folder), { recursive: true });
	const unlock = await lock(`${folder}.lock`, () => isComplete(folder));
	const unfinished = `${folder}.${process.pid}.part`;
	try {
		if (isComplete(folder)) return folder;
		await removeLeftovers(folder);
		await mkdir(unfinished);
		await build(unfinished);
		await writeFile(join(unfinished, MARKER), `${new Date().toISOString()}\n`);
		await moveIntoPlace(unfinished, folder);
	} finally {
		await rm(unfinished, { recursive: true, force: true });
		await unlock();
	}
	return folder;
}

function isComplete(folder: string): boolean {
	return existsSync(join(folder, MARKER));
}

async function moveIntoPlace(unfinished: string, folder: string): Promise<void> {
	const replaced = `${folder}.${process.pid}.old.part`;
	if (existsSync(folder) && !isComplete(folder)) await rename(folder, replaced);
	try {
		await rename(unfinished, folder);
	} catch (error) {
		// Another process was there first: its folder is as good as ours.
		if (!isComplete(folder)) throw error;
	}
	await rm(replaced, { recursive: true, force: true });
}

/** An interrupted build leaves gigabytes behind; the name says which process it belonged to. */
async function removeLeftovers(folder: string): Promise<void> {
	for (const name of await readdir(dirname(folder))) {
		if (!name.startsWith(`${basename(folder)}.`) || !name.endsWith('.part')) continue;
		const pid = Number(name.slice(basename(folder).length + 1).split('.')[0]);
		if (pid !== process.pid && isRunning(pid)) continue;
		await rm(join(dirname(folder), name), { recursive: true, force: true });
	}
}

/** Takes the lock, or waits for its holder unless `settled`. A symbolic link is made and filled in one step. */
async function lock(path: string, settled: () => boolean): Promise<() => Promise<void>> {
	for (let attempt = 0; !settled(); attempt++) {
		try {
			await symlink(String(process.pid), path);
			return async () => await unlink(path);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		if (attempt === 1) say(`waiting for another process to finish; ${path} is its lock`);
		if (await isAbandoned(path)) await unlink(path).catch(() => undefined);
		else await sleep(500);
	}
	return () => Promise.resolve();
}

async function isAbandoned(path: string): Promise<boolean> {
	try {
		const { mtimeMs } = await lstat(path);
		return !isRunning(Number(await readlink(path))) || Date.now() - mtimeMs > LOCK_EXPIRES_MS;
	} catch {
		return false; // released in this moment
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
