const esbuild = require('esbuild');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
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
	const folder = mkdtempSync(path.join(tmpdir(), 'kingfisher-build-'));
	const outfile = path.join(folder, 'module.js');
	try {
		esbuild.buildSync({
			...common,
			entryPoints: [file],
			outfile,
			packages: 'external',
			// Bundled, so that the file can be loaded from anywhere.
			alias: { valibot: require.resolve('valibot') },
		});
		return require(outfile);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

module.exports = { bundle, coreAt, requireTs, root };
