import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm, run } from '../../e2e/hosts/command';
import { installN8n, installNodeRed } from '../../e2e/hosts/install';
import { ownNode } from '../../e2e/hosts/node-binary';
import { inWorkFolder, removeWorkFolder } from '../../e2e/hosts/work-folder';
import { Samples } from '../statistics';

const RUNS = 7;

export interface Weight {
	name: string;
	version: string;
	packedKb: number;
	/** With everything it brings along. */
	installedKb: number;
	/** Packages, itself among them. */
	packages: number;
	loadMs: Samples;
}

/** Installs a package as the host's user does, and weighs it. @param wanted a name or a tarball */
export async function weigh(wanted: string, host: 'n8n' | 'node-red'): Promise<Weight> {
	return await inWorkFolder('weight', async (folder) => {
		const node = ownNode();
		await writeFile(join(folder, 'package.json'), '{ "name": "weight", "private": true }\n');
		const [packed] = JSON.parse(
			await npm(node, ['pack', '--json', '--ignore-scripts', wanted], { cwd: folder }),
		) as { name: string; version: string; size: number }[];
		if (!packed) throw new Error(`${wanted} cannot be packed`);
		// What the host brings is not the package's weight.
		const flags = [
			'--omit=peer',
			'--legacy-peer-deps',
			'--ignore-scripts',
			'--no-audit',
			'--no-fund',
		];
		const home = join(folder, 'home');
		await mkdir(home);
		await writeFile(join(home, 'package.json'), '{ "name": "home", "private": true }\n');
		await npm(node, ['install', '--prefer-offline', ...flags, wanted], { cwd: home });
		const modules = join(home, 'node_modules');
		const weight = {
			name: packed.name,
			version: packed.version,
			packedKb: packed.size / 1000,
			installedKb: (await sizeOf(modules)) / 1000,
			packages: await countPackages(modules),
			loadMs: await loadTime(join(modules, packed.name), host),
		};
		await removeWorkFolder(folder);
		return weight;
	});
}

async function loadTime(folder: string, host: 'n8n' | 'node-red'): Promise<Samples> {
	const isN8n = host === 'n8n';
	const installation = isN8n ? await installN8n() : await installNodeRed('5.0.7');
	const script = join(__dirname, 'load.js');
	// The host has it in memory already, and packages find it there.
	const before = isN8n ? [join(installation, 'node_modules/n8n-workflow')] : [];
	const env = { NODE_PATH: join(installation, 'node_modules') };
	const times: number[] = [];
	for (let round = 0; round <= RUNS; round += 1) {
		const time = await run(ownNode().path, [script, folder, ...before], { cwd: folder, env });
		// The first time the files come from the disk.
		if (round > 0) times.push(Number(time));
	}
	return new Samples(times);
}

async function sizeOf(folder: string): Promise<number> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile());
	const sizes = await Promise.all(
		files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}

/** By what npm wrote down. */
async function countPackages(modules: string): Promise<number> {
	const lock = JSON.parse(await readFile(join(modules, '.package-lock.json'), 'utf8')) as {
		packages: object;
	};
	return Object.keys(lock.packages).length;
}
