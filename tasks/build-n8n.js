const { cp, mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const { execFile } = require('node:child_process');
const path = require('node:path');
const { promisify } = require('node:util');
const { n8n } = require('../package.json');
const { bundle, coreAt, requireTs, root } = require('./bundle');
const { writeLicenses } = require('./licenses');

const dist = path.join(root, 'dist');

/** The n8n package: `dist/` with the core once, a file per node and credential, icons, schemas and types. */
exports.buildN8n = async function buildN8n() {
	await rm(dist, { recursive: true, force: true });
	await Promise.all([
		bundle({ entryPoints: ['core/index.ts'], outfile: 'dist/core/index.js' }),
		bundle({
			entryPoints: ['sdk/index.ts'],
			outfile: 'dist/sdk/index.js',
			plugins: [coreAt('../core/index.js')],
		}),
		bundle({
			entryPoints: sourcesOf(n8n.nodes),
			outbase: 'nodes',
			outdir: 'dist/nodes',
			external: ['n8n-workflow'],
			plugins: [coreAt('../../core/index.js')],
		}),
		bundle({
			entryPoints: sourcesOf(n8n.credentials),
			outdir: 'dist/credentials',
			external: ['n8n-workflow'],
			plugins: [coreAt('../core/index.js')],
		}),
		writeLicenses(path.join(dist, 'core/third-party-licenses.txt')),
		copyAssets(),
		writeOutputSchemas(),
		writeTypes(),
	]);
};

async function copyAssets() {
	await cp(path.join(root, 'icons'), path.join(dist, 'icons'), { recursive: true });
	for (const file of sourcesOf(n8n.nodes).map((node) => node.replace(/ts$/, 'json'))) {
		const codex = JSON.parse(await readFile(path.join(root, file), 'utf8'));
		const { searchWords } = requireTs(path.join(path.dirname(file), 'search-words.ts'));
		await mkdir(path.dirname(path.join(dist, file)), { recursive: true });
		await writeFile(path.join(dist, file), toJson({ ...codex, alias: searchWords() }));
	}
}

/** `dist/nodes/X.node.js` of package.json → `nodes/X.node.ts`. */
function sourcesOf(compiled) {
	return compiled.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
}

const toJson = (value) => `${JSON.stringify(value, null, '\t')}\n`;

/** n8n shows them before a node has run: `__schema__/v1.0.0/<resource>/<operation>.json`. */
async function writeOutputSchemas() {
	const { outputSchemas } = requireTs('nodes/Kingfisher/output-schemas.ts');
	const folder = path.join(dist, 'nodes/Kingfisher/__schema__/v1.0.0');
	for (const { resource, operation, schema } of outputSchemas()) {
		await mkdir(path.join(folder, resource), { recursive: true });
		await writeFile(path.join(folder, resource, `${operation}.json`), toJson(schema));
	}
}

/** Declarations of the programs' entry in one file, which needs none of our development dependencies. */
async function writeTypes() {
	const generator = path.join(
		root,
		'node_modules/dts-bundle-generator/dist/bin/dts-bundle-generator.js',
	);
	const settings = [
		'--project',
		'tsconfig.types.json',
		'--external-inlines',
		'valibot',
		'--no-check',
	];
	const files = ['-o', 'dist/sdk/index.d.ts', 'sdk/index.ts'];
	await promisify(execFile)(process.execPath, [generator, ...settings, ...files], { cwd: root });
	const declarations = path.join(dist, 'sdk/index.d.ts');
	await writeFile(declarations, lessWordy(await readFile(declarations, 'utf8')));
}

/**
 * Declarations without what tells nobody anything, an eighth of them: valibot's comments, whose lines
 * begin at the asterisk, and wordings as types of their own.
 */
function lessWordy(text) {
	const wording =
		/^(\t+readonly (?:title|description|placeholder): )(?:"(?:[^"\\]|\\.)*"|`[^`]*`);$/gm;
	return text
		.replace(wording, '$1string;')
		.replace(/^(\t*)\/\*\*\n\1\*[^]*?\*\/\n/gm, '')
		.replace(/^\/\/#(end)?region.*\n/gm, '');
}
