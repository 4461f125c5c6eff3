const { cp } = require('node:fs/promises');
const path = require('node:path');
const { bundle, root } = require('./bundle');

/** The emulator as `emulator/dist/`, beside the samples it serves; fastify stays a dependency. */
exports.buildEmulator = async function buildEmulator() {
	await bundle({
		entryPoints: ['emulator/cli.ts'],
		outfile: 'emulator/dist/cli.js',
		packages: 'external',
	});
	const samples = path.join(root, 'emulator/samples');
	await cp(samples, path.join(root, 'emulator/dist/samples'), { recursive: true });
};
