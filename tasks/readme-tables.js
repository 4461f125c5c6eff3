const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { requireTs, root } = require('./bundle');

/** Tables of the documentation that are derived from the core, by the marker they stand between. */
function tables() {
	const { catalogue, planCalls, signals } = requireTs('core/index.ts');
	const rows = Object.values(catalogue).map((endpoint) => [
		`**${endpoint.title}**`,
		`\`${endpoint.method} ${endpoint.path}\``,
		endpoint.rowNoun.one,
		columns(endpoint.rowFields),
		`${endpoint.freshForSeconds} s`,
	]);
	const asked = Object.values(signals).map((signal) => [
		`**${signal.title}**`,
		signal.description,
		signal.kind,
		signal.reads.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1)).join(', ') ||
			'–',
		callsOf(signal, planCalls),
		defaultsOf(signal),
	]);
	return {
		endpoints: table(['Data', 'Endpoint', 'One row is', 'Columns', 'Cached for'], rows),
		signals: table(
			['Signal', 'What it says', 'Kind', 'Can read', 'Calls an asset', 'Defaults'],
			asked,
		),
	};
}

/** With the default settings, for one asset that nothing else asks about. */
function callsOf(signal, planCalls) {
	const asset = signal.hasAsset ? 'BTC' : '';
	return String(planCalls([{ signal, asset, settings: {} }]).calls.length);
}

/** Of what a user looks at first. */
function defaultsOf({ settings }) {
	return Object.values(settings)
		.filter(
			({ kind, isOption, default: preset }) =>
				kind === 'number' && !isOption && preset !== undefined,
		)
		.map(({ title, unit, default: preset }) => {
			const isNamed = unit === undefined || ['calls', 'hours'].includes(unit);
			const unitText = isNamed ? '' : unit.startsWith('percent') ? ' %' : ` ${unit}`;
			return `${title.toLowerCase()} ${preset.toLocaleString('en-US')}${unitText}`;
		})
		.join(', ');
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
