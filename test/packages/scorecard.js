/**
 * Node-RED's scorecard over a folder, as `node-red-dev validate -p` gives it; writes it to a file as JSON.
 * What it asks the network is answered here, from what is installed, so that its verdict does not depend
 * on the day: the flow library's catalogue (as if ours were the only package), the versions of Node-RED,
 * and our dependencies with theirs.
 */
const { existsSync, readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

const [folder, output, maintained] = process.argv.slice(2);
const root = path.resolve(__dirname, '../..');
const fromScorecard = createRequire(require.resolve('node-red-dev/package.json'));
const fromNpmCheck = createRequire(fromScorecard.resolve('npm-check'));

const nodeRed = installed('node-red');
const ANSWERS = {
	'https://catalogue.nodered.org/catalogue.json': { modules: [] },
	'https://registry.npmjs.org/node-red': {
		'dist-tags': { latest: nodeRed.version, 'v4-maintenance': maintained },
		versions: { [nodeRed.version]: { engines: nodeRed.engines } },
	},
};

fromScorecard('axios').get = async (address) => {
	const data = ANSWERS[address];
	if (!data) throw new Error(`The scorecard asks ${address}, which nobody answers here`);
	return { data };
};

fromScorecard('npm-remote-ls').ls = (name, _version, _flat, done) => done([...tree(name)]);

fromNpmCheck('package-json');
require.cache[fromNpmCheck.resolve('package-json')].exports = async (name) => {
	const { version } = installed(name);
	return { 'dist-tags': { latest: version }, versions: { [version]: {} } };
};

/** As our package has it: where others want another version, npm puts ours beside it. */
function installed(name) {
	const places = [path.join(root, 'node-red'), root].map((folder) =>
		path.join(folder, 'node_modules', name, 'package.json'),
	);
	return JSON.parse(readFileSync(places.find((one) => existsSync(one)) ?? '', 'utf8'));
}

/** `name@version` of a package and of everything that it depends on. */
function tree(name, seen = new Set()) {
	const { version, dependencies = {} } = installed(name);
	const entry = `${name}@${version}`;
	if (seen.has(entry)) return seen;
	seen.add(entry);
	for (const dependency of Object.keys(dependencies)) tree(dependency, seen);
	return seen;
}

const Validate = fromScorecard('./src/commands/validate.js');
Validate.run(['-p', folder, '-o', output]).catch((error) => {
	// It ends by throwing what its command line then exits with.
	if (error.oclif === undefined) console.error(error);
	process.exit(error.oclif?.exit ?? 1);
});
