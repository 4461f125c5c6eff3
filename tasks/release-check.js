/**
 * Whether a tag may be published, run by the publish workflow before anything else and by whoever is
 * about to set the tag. Plain JavaScript that needs nothing installed, so that a mistake is told at once
 * and not after the tests.
 *
 *     npm run check:release -- v0.1.0
 */
const { readFileSync } = require('node:fs');
const path = require('node:path');

/** What ships; everything else in the repository is private. */
const PACKAGES = ['package.json', 'node-red/package.json'];

/**
 * Everything that speaks against publishing the tag from the repository at `root`; empty when nothing does.
 *
 * @param {string} tag such as `v0.1.0`
 * @param {string} root
 * @returns {string[]} what is wrong, and what to do
 */
function releaseProblems(tag, root) {
	const read = (file) => readFileSync(path.join(root, file), 'utf8');
	const [, version] = /^v(\d+\.\d+\.\d+)$/.exec(tag) ?? [];
	if (version === undefined) {
		return [
			`The tag "${tag}" is not of the form v1.2.3. Others, pre-releases too, would become what npm installs by default.`,
		];
	}
	const lock = JSON.parse(read('package-lock.json')).packages;
	const stated = PACKAGES.flatMap((file) => [
		[file, JSON.parse(read(file)).version],
		[`package-lock.json (of ${file})`, lock[path.posix.dirname(file).replace('.', '')]?.version],
	]);
	const outOfStep = stated
		.filter(([, found]) => found !== version)
		.map(
			([file, found]) =>
				`${file} states ${found}, the tag ${version}. Set both packages to one version, run "npm install", and tag that commit.`,
		);
	return [...outOfStep, ...changelogProblems(version, read('CHANGELOG.md'))];
}

/** The changelog needs an entry of this version, with a day and something to read, and none above it. */
function changelogProblems(version, changelog) {
	const entries = changelog.split(/^(?=## )/m).slice(1);
	const headOf = (entry) => entry.split('\n', 1)[0].trim();
	const position = entries.findIndex((entry) => entry.startsWith(`## [${version}]`));
	const wanted = `"## [${version}] - ${new Date().toISOString().slice(0, 10)}"`;
	if (position === -1) {
		return [
			`CHANGELOG.md has no entry for ${version}. Write one, under a heading such as ${wanted}.`,
		];
	}
	const entry = entries[position];
	const head = headOf(entry);
	const [, day] = /^## \[[^\]]+\] - (\d{4}-\d\d-\d\d)$/.exec(head) ?? [];
	const problems = [];
	if (day === undefined || !isDay(day)) {
		problems.push(`CHANGELOG.md has "${head}", without the day of the release. Write ${wanted}.`);
	}
	if (!/^- /m.test(entry))
		problems.push(`CHANGELOG.md says nothing about ${version}. List what changed.`);
	if (position > 0) {
		problems.push(
			`CHANGELOG.md has "${headOf(entries[0])}" above ${version}. The version to be published comes first.`,
		);
	}
	return problems;
}

/** 2026-02-30 has the form of a day and is none. */
function isDay(text) {
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

module.exports = { releaseProblems };

if (require.main === module) {
	const [tag = ''] = process.argv.slice(2);
	const problems = releaseProblems(tag, path.resolve(__dirname, '..'));
	for (const problem of problems) console.error(problem);
	if (problems.length === 0) console.log(`${tag} may be published.`);
	process.exitCode = problems.length === 0 ? 0 : 1;
}
