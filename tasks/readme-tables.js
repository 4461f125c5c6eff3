const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { requireTs, root } = require('./bundle');

/** Tables of the documentation that are derived from the core, by the marker they stand between. */
function tables() {
	const { catalogue } = requireTs('core/index.ts');
	const rows = Object.values(catalogue).map((endpoint) => [
		`**${endpoint.title}**`,
		`\`${endpoint.method} ${endpoint.path}\``,
		endpoint.rowNoun.one,
		columns(endpoint.rowFields),
		`${endpoint.freshForSeconds} s`,
	]);
	return { endpoints: table(['Data', 'Endpoint', 'One row is', 'Columns', 'Cached for'], rows) };
}

/** Columns that every endpoint has are explained once, below the table. */
const COMMON = ['asset', 'time', 'timestamp'];

function columns(fields) {
	return Object.entries(fields)
		.filter(([name]) => !COMMON.includes(name))
		.map(([name, { unit }]) => (unit ? `\`${name}\` (${unit})` : `\`${name}\``))
		.join(', ');
}

function table(head, rows) {
	return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const DOCUMENTS = ['README.md', 'node-red/README.md'];

/** The documents with their tables as the core has them now, by path. */
async function documents() {
	const prettier = require('prettier');
	const current = tables();
	const result = {};
	for (const name of DOCUMENTS) {
		const file = path.join(root, name);
		let text = readFileSync(file, 'utf8');
		for (const [marker, content] of Object.entries(current)) {
			const between = new RegExp(`(<!-- ${marker} -->)[^]*?(<!-- /${marker} -->)`);
			text = text.replace(between, (_, start, end) => `${start}\n\n${content}\n\n${end}`);
		}
		const options = await prettier.resolveConfig(file);
		result[name] = await prettier.format(text, { ...options, filepath: file });
	}
	return result;
}

/** Writes the tables anew; a test says when that is due. */
async function readmeTables() {
	for (const [name, text] of Object.entries(await documents())) {
		writeFileSync(path.join(root, name), text);
	}
}

module.exports = { documents, readmeTables };
