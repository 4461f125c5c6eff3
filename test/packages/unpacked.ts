import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { unpack } from '../e2e/hosts/tarball';

export const run = promisify(execFile);

export interface Unpacked {
	folder: string;
	/** Paths below the folder, sorted. */
	files: string[];
	packageJson: Record<string, unknown>;
	read: (file: string) => Promise<string>;
	remove(): Promise<void>;
}

/** The content of a tarball in a temporary folder. */
export async function unpackTarball(tarball: string): Promise<Unpacked> {
	const folder = await mkdtemp(join(tmpdir(), 'kingfisher-package-'));
	await unpack(tarball, folder);
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
		.sort();
	const read = async (file: string) => await readFile(join(folder, file), 'utf8');
	return {
		folder,
		files,
		packageJson: JSON.parse(await read('package.json')) as Record<string, unknown>,
		read,
		remove: async () => await rm(folder, { recursive: true, force: true }),
	};
}

/** Every module that a file asks for, relative ones and the package itself (in an example) aside. */
export async function requiredModules({ files, read, packageJson }: Unpacked): Promise<string[]> {
	const names = new Set<string>();
	for (const file of files.filter((one) => one.endsWith('.js'))) {
		for (const [, name = ''] of (await read(file)).matchAll(
			/\b(?:require|import)\(\s*["']([^"']+)["']/g,
		)) {
			if (!name.startsWith('.') && name !== packageJson['name']) names.add(name);
		}
	}
	return [...names].sort();
}

/** Texts that must be in no published file: keys, other people's paths, and what a build leaves behind. */
const STRAY = [
	/kf_(pro|elite|expired)_\w{8,}/,
	/\/(home|root|work|Users)\/[a-z]/i,
	/sourceMappingURL/,
];

export async function strayTexts({ files, read }: Unpacked): Promise<string[]> {
	const found: string[] = [];
	for (const file of files) {
		const text = await read(file);
		for (const pattern of STRAY) {
			const match = pattern.exec(text);
			if (match) found.push(`${file}: ${match[0]}`);
		}
	}
	return found;
}
