const { bundle } = require('./bundle');

/** The emulator as one file, `emulator/dist/cli.js`; fastify stays a dependency. */
exports.buildEmulator = async function buildEmulator() {
	await bundle({
		entryPoints: { cli: 'emulator/cli.ts', index: 'emulator/index.ts' },
		outdir: 'emulator/dist',
		packages: 'external',
		loader: { '.json': 'json' },
	});
};
