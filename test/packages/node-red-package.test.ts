import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { catalogue } from '../../core';
import { NODE_RED_VERSIONS } from '../e2e/hosts/install';
import { packNodeRed } from '../e2e/hosts/pack';
import { publint } from './checkers';
import { differences } from './contents';
import { requiredModules, run, strayTexts, unpackTarball, type Unpacked } from './unpacked';

const ROOT = resolve(__dirname, '../..');
const TYPES = [
	'kingfisher-account',
	'kingfisher-chart',
	'kingfisher-event',
	'kingfisher-signal',
	'kingfisher-stream',
	'kingfisher-webhooks',
	...Object.values(catalogue).map(({ name }) => `kingfisher-${name}`),
];

let unpacked: Unpacked;

beforeAll(async () => {
	unpacked = await unpackTarball(await packNodeRed());
});

afterAll(async () => {
	await unpacked.remove();
});

type Checks = Record<string, { test?: boolean; nodes?: string[] }>;

async function scorecard(): Promise<{ checks: Checks; stdout: string }> {
	const folder = await mkdtemp(join(tmpdir(), 'kingfisher-scorecard-'));
	const output = join(folder, 'scorecard.json');
	const script = [join(__dirname, 'scorecard.js'), unpacked.folder, output, NODE_RED_VERSIONS[0]];
	try {
		const { stdout } = await run(process.execPath, script, { timeout: 60_000 });
		return { checks: JSON.parse(await readFile(output, 'utf8')) as Checks, stdout };
	} finally {
		await rm(folder, { recursive: true });
	}
}

describe("Node-RED's scorecard", () => {
	it('is green throughout, with every type read and found in an example', async () => {
		const { checks, stdout } = await scorecard();
		// A file that it cannot read is left out of its checks, which then pass.
		expect(stdout).not.toMatch(/unable to/i);
		const failed = Object.entries(checks).filter(([name, { test }]) => name !== 'package' && !test);
		expect(failed).toEqual([]);
		expect(checks['N02']?.nodes?.sort()).toEqual(
			TYPES.filter((type) => type !== 'kingfisher-account').sort(),
		);
	});
});

describe('the Node-RED package', () => {
	it('holds exactly the files that are pinned', () => {
		expect(differences('node-red', unpacked.files)).toEqual({ new: [], missing: [] });
	});

	it('passes publint', async () => {
		expect(await publint(unpacked)).toContain('All good!');
	});

	it('shows the pictures of its README wherever it is read', async () => {
		const readme = await readFile(join(unpacked.folder, 'README.md'), 'utf8');
		expect(readme).toMatch(/!\[[^\]]+\]\(https:\/\/[^)]+\/raw\/main\/docs\/images\/[^)]+\.png\)/);
		expect(readme).not.toContain('](../');
	});

	it('registers every type, each with its dialog', () => {
		const { nodes, version } = unpacked.packageJson['node-red'] as {
			nodes: Record<string, string>;
			version: string;
		};
		expect(Object.keys(nodes).sort()).toEqual([...TYPES].sort());
		const files = Object.values(nodes);
		expect(unpacked.files).toEqual(
			expect.arrayContaining([...files, ...files.map((file) => file.replace(/js$/, 'html'))]),
		);
		expect(version).toBe('>=4.0.0');
	});

	it('asks at run time only for its dependencies and for Node itself', async () => {
		const dependencies = Object.keys(unpacked.packageJson['dependencies'] as object);
		expect(dependencies.length).toBeLessThanOrEqual(6);
		const needed = (await requiredModules(unpacked)).filter((name) => !name.startsWith('node:'));
		expect(needed).toEqual(dependencies);
	});

	it('has no script that runs at installation', () => {
		expect(unpacked.packageJson['scripts'] ?? {}).toEqual({});
	});

	it('is of the same version as the n8n package', async () => {
		const n8n = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as object;
		expect(unpacked.packageJson).toMatchObject({ version: (n8n as { version: string }).version });
	});

	it('holds no key, path or left-over of the build', async () => {
		expect(await strayTexts(unpacked)).toEqual([]);
	});
});
