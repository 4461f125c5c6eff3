import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { npm } from './command';
import { cacheFolder, completeFolder } from './complete-folder';
import { ownNode } from './node-binary';

const ROOT = resolve(__dirname, '../../..');
const A_DAY_MS = 24 * 60 * 60_000;

/** Packs the built n8n package and returns the path of the tarball. */
export async function packN8n(): Promise<string> {
	const files = ['dist', 'package.json', 'index.js', 'README.md', 'LICENSE', 'CHANGELOG.md'];
	return await pack(ROOT, files);
}

/** Packs the built Node-RED package and returns the path of the tarball. */
export async function packNodeRed(): Promise<string> {
	return await pack(join(ROOT, 'node-red/dist'), ['.']);
}

/**
 * Tarballs are kept under a digest of everything that can end up in them: test files share them,
 * however many processes they run in, and a new build cannot be tested with an old tarball.
 */
async function pack(source: string, files: string[]): Promise<string> {
	const paths = files.map((file) => join(source, file));
	const [built = source] = paths;
	if (!existsSync(built)) throw new Error(`${built} is missing. Run \`npm run build\` first.`);
	const packed = join(cacheFolder(), 'packed');
	await mkdir(packed, { recursive: true });
	const folder = await completeFolder(join(packed, await digestOf(paths)), async (unfinished) => {
		await removeOld(packed);
		const flags = ['--json', '--ignore-scripts', '--pack-destination', unfinished];
		await npm(ownNode(), ['pack', ...flags, source], { cwd: unfinished });
	});
	const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
	if (!tarball) throw new Error(`npm pack made no tarball of ${source}`);
	return join(folder, tarball);
}

async function digestOf(paths: string[]): Promise<string> {
	const hash = createHash('sha256');
	for (const path of (await Promise.all(paths.map(filesOf))).flat()) {
		hash.update(`${path}\0`).update(await readFile(path));
	}
	return hash.digest('hex').slice(0, 16);
}

/** The file itself, or every file below the folder, in an order that does not change. */
async function filesOf(path: string): Promise<string[]> {
	if (!existsSync(path)) return [];
	if ((await stat(path)).isFile()) return [path];
	const entries = await readdir(path, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
}

async function removeOld(packed: string): Promise<void> {
	for (const name of await readdir(packed)) {
		const path = join(packed, name);
		const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
		if (Date.now() - mtimeMs > A_DAY_MS) await rm(path, { recursive: true, force: true });
	}
}
