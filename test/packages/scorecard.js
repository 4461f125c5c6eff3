/**
 * Node-RED's scorecard over a folder, as `node-red-dev validate -p` gives it; writes it to a file as JSON.
 * It asks two addresses, which are answered here, so that the verdict does not depend on the network:
 * the catalogue of the flow library (as if ours were the only package) and the versions of Node-RED.
 */
const { createRequire } = require('node:module');

const [folder, output, maintained] = process.argv.slice(2);
const requireFromScorecard = createRequire(require.resolve('node-red-dev/package.json'));
const nodeRed = require('node-red/package.json');

const ANSWERS = {
	'https://catalogue.nodered.org/catalogue.json': { modules: [] },
	'https://registry.npmjs.org/node-red': {
		'dist-tags': { latest: nodeRed.version, 'v4-maintenance': maintained },
		versions: { [nodeRed.version]: { engines: nodeRed.engines } },
	},
};

requireFromScorecard('axios').get = async (address) => {
	const data = ANSWERS[address];
	if (!data) throw new Error(`The scorecard asks ${address}, which nobody answers here`);
	return { data };
};

const Validate = requireFromScorecard('./src/commands/validate.js');
Validate.run(['-p', folder, '-o', output]).catch((error) => {
	// It ends by throwing what its command line then exits with.
	if (error.oclif === undefined) console.error(error);
	process.exit(error.oclif?.exit ?? 1);
});
