const esbuild = require('esbuild');
const path = require('node:path');

const root = path.resolve(__dirname, '..');

/** Readable CommonJS: what users run is what a reader of the tarball sees. */
const common = {
	absWorkingDir: root,
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: 'node20',
	logLevel: 'warning',
	charset: 'utf8',
	legalComments: 'none',
};

/** Imports of the core become a `require` of its one compiled file, so that each artifact holds it once. */
function coreAt(relativePath) {
	return {
		name: 'core-once',
		setup(build) {
			build.onResolve({ filter: /^(\.\.\/)+core$/ }, () => ({
				path: relativePath,
				external: true,
			}));
		},
	};
}

const bundle = (options) => esbuild.build({ ...common, ...options });

/** Loads a TypeScript module of the repository, for tasks that derive files from the core. */
function requireTs(file) {
	require('tsx/cjs');
	return require(path.join(root, file));
}

module.exports = { bundle, coreAt, requireTs, root };
