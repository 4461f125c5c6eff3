const { cp, mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { bundle, coreAt, requireTs, root } = require('./bundle');
const { writeLicenses } = require('./licenses');

const source = path.join(root, 'node-red');
const dist = path.join(source, 'dist');

/**
 * The Node-RED package: `node-red/dist/`, complete with its own package.json, so that it is packed and
 * published from there. `lib/` holds the compiled core and the runtimes; `nodes/` one `.js`, one
 * `.html` and the locales of every node, rendered from the core's definitions.
 */
exports.buildNodeRed = async function buildNodeRed() {
	await rm(dist, { recursive: true, force: true });
	const { renderPackage } = requireTs('node-red/render/index.ts');
	await Promise.all([
		bundle({ entryPoints: ['core/index.ts'], outfile: 'node-red/dist/lib/core.js' }),
		bundle({
			entryPoints: ['node-red/nodes/index.ts'],
			outfile: 'node-red/dist/lib/nodes.js',
			packages: 'external',
			// What is loaded when it is needed is the same file that anybody else in Node-RED requires.
			supported: { 'dynamic-import': false },
			plugins: [coreAt('./core.js')],
		}),
		writeFiles(
			renderPackage(JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8'))),
		),
		writeLicenses(path.join(dist, 'lib/third-party-licenses.txt')),
		cp(path.join(source, 'icons'), path.join(dist, 'nodes/icons'), { recursive: true }),
		cp(path.join(source, 'examples'), path.join(dist, 'examples'), { recursive: true }),
		copyReadme(),
		cp(path.join(root, 'LICENSE'), path.join(dist, 'LICENSE')),
		cp(path.join(root, 'CHANGELOG.md'), path.join(dist, 'CHANGELOG.md')),
	]);
};

/** Its pictures and documents are in the repository: who reads it elsewhere needs their addresses. */
async function copyReadme() {
	const { homepage } = require('../package.json');
	const repository = homepage.replace(/#.*/, '');
	const readme = await readFile(path.join(source, 'README.md'), 'utf8');
	const published = readme.replace(
		/(!?)(\[[^\]]*\])\(\.\.\/([^)]+)\)/g,
		(_, isPicture, words, file) =>
			`${isPicture}${words}(${repository}/${isPicture ? 'raw' : 'blob'}/main/${file})`,
	);
	await mkdir(dist, { recursive: true });
	await writeFile(path.join(dist, 'README.md'), published);
}

/** `files`: texts by path below `dist`. */
async function writeFiles(files) {
	for (const [file, text] of Object.entries(files)) {
		await mkdir(path.dirname(path.join(dist, file)), { recursive: true });
		await writeFile(path.join(dist, file), text);
	}
}
