import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { scripts } from '../package.json';

const ROOT = resolve(__dirname, '..');
const FOLDER = join(ROOT, '.github/workflows');

interface Workflow {
	on: Record<string, unknown>;
	permissions: Record<string, string>;
	jobs: Record<string, { steps: { run?: string; uses?: string; env?: Record<string, string> }[] }>;
}

const WORKFLOWS = readdirSync(FOLDER).map((name): [string, Workflow] => [
	name,
	parse(readFileSync(join(FOLDER, name), 'utf8'), { strict: true }) as Workflow,
]);

const commands = ({ jobs }: Workflow) =>
	Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run?.split('\n') ?? []));

/** Names of the npm scripts that a line of shell runs. */
const scriptsIn = (line: string) =>
	[...line.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start)\b)/g)].map(
		([, named, short]) => named ?? short!,
	);

describe.each(WORKFLOWS)('%s', (_, workflow) => {
	it('runs steps, each of them a command or an action', () => {
		const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
		expect(steps.length).toBeGreaterThan(0);
		expect(steps.filter(({ run, uses }) => (run === undefined) === (uses === undefined))).toEqual(
			[],
		);
	});

	it('runs the gate of every change', () => {
		expect(commands(workflow)).toContain('.ci/run');
		expect(() => accessSync(join(ROOT, '.ci/run'), constants.X_OK)).not.toThrow();
	});

	it('names npm scripts that exist', () => {
		const named = commands(workflow).flatMap(scriptsIn);
		expect(named.filter((name) => !(name in scripts))).toEqual([]);
	});
});

it('the gate itself names npm scripts that exist', () => {
	const named = readFileSync(join(ROOT, '.ci/run'), 'utf8').split('\n').flatMap(scriptsIn);
	expect(named).toEqual(['test', 'check:packages', 'test:e2e']);
	expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

describe('publishing', () => {
	const [, publish] = WORKFLOWS.find(([name]) => name === 'publish.yml')!;

	it('starts with a tag of a version and nothing else', () => {
		expect(publish.on).toEqual({ push: { tags: ['v*'] } });
	});

	it('checks the tag, then everything, and only then publishes both packages with provenance', () => {
		expect(commands(publish)).toEqual([
			'npm run check:release -- "$GITHUB_REF_NAME"',
			'.ci/run',
			'npm publish --provenance --access public',
			'npm publish ./node-red/dist --provenance --access public',
		]);
		expect(publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
	});
});
