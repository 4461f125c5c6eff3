const { mkdir, readFile, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { root } = require('./bundle');

/** What is bundled into the core; its licences ask to go along with every copy. */
const BUNDLED = [
	['Roboto Medium (its outlines)', 'core/charts/font/LICENSE.txt'],
	['fflate', 'node_modules/fflate/LICENSE'],
	['valibot', 'node_modules/valibot/LICENSE.md'],
];

exports.writeLicenses = async function writeLicenses(file) {
	const texts = BUNDLED.map(async ([name, license]) => {
		const text = await readFile(path.join(root, license), 'utf8');
		return `${name}\n${'='.repeat(name.length)}\n\n${text.trim()}\n`;
	});
	await mkdir(path.dirname(file), { recursive: true });
	await writeFile(file, (await Promise.all(texts)).join('\n\n'));
};
