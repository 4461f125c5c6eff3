import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import n8n from '../package.json';
import nodeRed from '../node-red/package.json';

it('both packages state the version that the newest entry of the changelog has', () => {
	const changelog = readFileSync(resolve(__dirname, '../CHANGELOG.md'), 'utf8');
	const [, newest] =
		/^## \[(\d+\.\d+\.\d+)\] - (?:unreleased|\d{4}-\d\d-\d\d)$/m.exec(changelog) ?? [];
	expect([n8n.version, nodeRed.version]).toEqual([newest, newest]);
});
