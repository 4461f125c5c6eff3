import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const SCRIPT = resolve(__dirname, '../../tasks/release-check.js');

interface Repository {
	n8n: string;
	nodeRed: string;
	locked: string;
	changelog: string;
}

const READY: Repository = {
	n8n: '1.2.3',
	nodeRed: '1.2.3',
	locked: '1.2.3',
	changelog: '# Changelog\n\n## [1.2.3] - 2026-03-01\n\n### Added\n\n- All of it.\n',
};

let root: string;

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'kingfisher-release-'));
});

afterEach(() => {
	rmSync(root, { recursive: true });
});

/** Runs the command as the publish workflow does, in a repository that is ready for v1.2.3 but for `changes`. */
function check(tag: string, changes: Partial<Repository> = {}) {
	const { n8n, nodeRed, locked, changelog } = { ...READY, ...changes };
	for (const folder of ['tasks', 'node-red']) mkdirSync(join(root, folder), { recursive: true });
	const write = (file: string, value: object) =>
		writeFileSync(join(root, file), JSON.stringify(value));
	write('package.json', { version: n8n });
	write('node-red/package.json', { version: nodeRed });
	write('package-lock.json', {
		packages: { '': { version: locked }, 'node-red': { version: locked } },
	});
	writeFileSync(join(root, 'CHANGELOG.md'), changelog);
	cpSync(SCRIPT, join(root, 'tasks/release-check.js'));
	const args = [join(root, 'tasks/release-check.js'), tag];
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
	return { status, said: `${stdout}${stderr}` };
}

it('a tag that is the version of both packages and of a dated entry may be published', () => {
	expect(check('v1.2.3')).toEqual({ status: 0, said: 'v1.2.3 may be published.\n' });
});

const dated = (heading: string, rest = '- All of it.') => `# Changelog\n\n${heading}\n\n${rest}\n`;

const REFUSED: [string, string, Partial<Repository>, string[]][] = [
	[
		'a tag of another version',
		'v1.2.4',
		{},
		['package.json states 1.2.3, the tag 1.2.4', 'CHANGELOG.md has no entry for 1.2.4'],
	],
	[
		'packages that are out of step',
		'v1.2.3',
		{ nodeRed: '1.2.2' },
		['node-red/package.json states 1.2.2, the tag 1.2.3. Set both packages to one version'],
	],
	[
		'a lock file that was left behind',
		'v1.2.3',
		{ locked: '1.2.2' },
		['package-lock.json (of node-red/package.json) states 1.2.2', 'run "npm install"'],
	],
	[
		'no entry in the changelog',
		'v1.2.3',
		{ changelog: dated('## [1.2.2] - 2026-02-01') },
		['CHANGELOG.md has no entry for 1.2.3. Write one'],
	],
	[
		'an entry that only looks like it',
		'v1.2.3',
		{ changelog: dated('## [1.2.30] - 2026-02-01') },
		['CHANGELOG.md has no entry for 1.2.3'],
	],
	[
		'an entry that is not released yet',
		'v1.2.3',
		{ changelog: dated('## [1.2.3] - unreleased') },
		['"## [1.2.3] - unreleased", without the day of the release. Write "## [1.2.3] - 20'],
	],
	[
		'a day that does not exist',
		'v1.2.3',
		{ changelog: dated('## [1.2.3] - 2026-02-30') },
		['without the day of the release'],
	],
	[
		'an entry without content',
		'v1.2.3',
		{ changelog: dated('## [1.2.3] - 2026-03-01', '') },
		['CHANGELOG.md says nothing about 1.2.3'],
	],
	[
		'an entry that is not the newest',
		'v1.2.3',
		{ changelog: dated('## [1.3.0] - unreleased\n\n- More.\n\n## [1.2.3] - 2026-03-01') },
		['"## [1.3.0] - unreleased" above 1.2.3'],
	],
	[
		'a pre-release, which npm would install by default',
		'v1.2.3-beta.1',
		{ n8n: '1.2.3-beta.1', nodeRed: '1.2.3-beta.1', locked: '1.2.3-beta.1' },
		['The tag "v1.2.3-beta.1" is not of the form v1.2.3'],
	],
	['no tag', '', {}, ['The tag "" is not of the form v1.2.3']],
];

it.each(REFUSED)('refuses %s, and says why', (_, tag, changes, reasons) => {
	const { status, said } = check(tag, changes);
	expect(status).toBe(1);
	for (const reason of reasons) expect(said).toContain(reason);
});
