import { cp, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { packN8n } from '../e2e/hosts/pack';
import { areTheTypesWrong, publint } from './checkers';
import { differences } from './contents';
import { requiredModules, run, strayTexts, unpackTarball, type Unpacked } from './unpacked';

const ROOT = resolve(__dirname, '../..');

let tarball: string;
let unpacked: Unpacked;

beforeAll(async () => {
	tarball = await packN8n();
	unpacked = await unpackTarball(tarball);
});

afterAll(async () => {
	await unpacked.remove();
});

async function scan(folder: string, ...patterns: string[]) {
	const script = join(__dirname, 'scan.mjs');
	// As its users run it: the rules tell a test of themselves by NODE_ENV and then judge otherwise.
	const env = { ...process.env, NODE_ENV: '' };
	const { stdout } = await run(process.execPath, [script, folder, ...patterns], { env });
	return JSON.parse(stdout) as { passed: boolean; details?: string };
}

const SHIPPED = ['**/*.js', 'package.json'];

describe("n8n's scanner", () => {
	it('passes the packed tarball', async () => {
		expect(await scan(unpacked.folder, ...SHIPPED)).toEqual({ passed: true });
	});

	it('passes the source', async () => {
		expect(await scan(ROOT)).toEqual({ passed: true });
	});

	it('would not pass a timer, so that the verdicts above mean something', async () => {
		const poisoned = await mkdtemp(join(tmpdir(), 'kingfisher-poisoned-'));
		await cp(unpacked.folder, poisoned, { recursive: true });
		await writeFile(join(poisoned, 'dist/core/timer.js'), 'setTimeout(() => {}, 1);\n');
		const { passed, details } = await scan(poisoned, ...SHIPPED);
		await rm(poisoned, { recursive: true, force: true });
		expect(passed).toBe(false);
		expect(details).toContain('setTimeout');
	});
});

describe('the n8n package', () => {
	it('holds exactly the files that are pinned', () => {
		expect(differences('n8n', unpacked.files)).toEqual({ new: [], missing: [] });
	});

	it('ships every node and credential that it registers', () => {
		const { nodes, credentials } = unpacked.packageJson['n8n'] as Record<string, string[]>;
		expect(unpacked.files).toEqual(expect.arrayContaining([...nodes!, ...credentials!]));
	});

	it('asks at run time only for what n8n provides', async () => {
		expect(await requiredModules(unpacked)).toEqual(['n8n-workflow', 'node:crypto']);
	});

	it('has no dependencies, no lifecycle scripts and one peer', () => {
		const { dependencies = {}, peerDependencies, scripts } = unpacked.packageJson;
		expect(dependencies).toEqual({});
		expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
		const lifecycle = /^(pre|post)?(install|pack|publish|prepare|prepublishOnly)$/;
		expect(Object.keys(scripts as object).filter((name) => lifecycle.test(name))).toEqual([]);
	});

	it('holds no key, path or left-over of the build', async () => {
		expect(await strayTexts(unpacked)).toEqual([]);
	});

	it('is at most 210 kB packed, readable as it is', async () => {
		expect((await stat(tarball)).size).toBeLessThanOrEqual(210_000);
	});

	it('passes publint', async () => {
		expect(await publint(unpacked)).toContain('All good!');
	});

	it('tells TypeScript what programs get, however they ask for it', async () => {
		expect(await areTheTypesWrong(tarball)).toMatch(/No problems found/);
	});

	it('gives ES modules the client and the classes by name', async () => {
		const entry = JSON.stringify(join(unpacked.folder, 'index.js'));
		const code = `import { KingfisherClient, KingfisherError, StreamMessage } from ${entry};
			console.log(KingfisherClient.length, typeof KingfisherError, typeof StreamMessage);`;
		const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code]);
		expect(stdout.trim()).toBe('1 function function');
	});

	it('gives programs the client of the guide from its own entry', async () => {
		const code = `const { KingfisherClient } = require(${JSON.stringify(unpacked.folder)});
			const client = new KingfisherClient({ apiKey: 'key' });
			console.log(typeof client.gex.get, typeof client.liquidations.get, typeof client.webhooks.create);`;
		const { stdout } = await run(process.execPath, ['-e', code]);
		expect(stdout.trim()).toBe('function function function');
	});

	it("runs the README's program up to the key that it lacks", async () => {
		const [, program = ''] = /```js\n([^]*?)```/.exec(await unpacked.read('README.md')) ?? [];
		const folder = await mkdtemp(join(tmpdir(), 'kingfisher-program-'));
		const installed = join(folder, 'node_modules/n8n-nodes-kingfisher');
		await cp(unpacked.folder, installed, { recursive: true });
		await writeFile(join(folder, 'flip.mjs'), program);
		const env = { ...process.env, KINGFISHER_API_KEY: '' };
		const ran = run(process.execPath, ['flip.mjs'], { cwd: folder, env });
		await expect(ran).rejects.toThrow('The API key is missing');
		await rm(folder, { recursive: true });
	});

	it('tells programs in TypeScript the fields of an answer, with nothing else installed', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'kingfisher-program-'));
		const program = `
			import { KingfisherClient } from 'n8n-nodes-kingfisher';
			export async function flip(): Promise<number | null> {
				const gex = await new KingfisherClient({ apiKey: 'key' }).gex.get('BTC', { historical: true });
				// @ts-expect-error it is a number
				const wrong: string = gex.flip_level;
				return gex.flip_level ?? Number(wrong);
			}`;
		await cp(unpacked.folder, join(folder, 'node_modules/n8n-nodes-kingfisher'), {
			recursive: true,
		});
		await writeFile(join(folder, 'program.ts'), program);
		const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
		const options = ['--noEmit', '--strict', '--module', 'node16', '--target', 'es2022'];
		const checked = run(process.execPath, [tsc, ...options, 'program.ts'], { cwd: folder });
		await expect(checked).resolves.toMatchObject({ stdout: '' });
		await rm(folder, { recursive: true });
	});
});
