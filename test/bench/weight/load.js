/** How long the files of an installed package take to load: `load.js <its folder> <loaded before> …`. */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const [folder, ...before] = process.argv.slice(2);
const { n8n, 'node-red': nodeRed } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const files = n8n ? [...n8n.nodes, ...(n8n.credentials ?? [])] : Object.values(nodeRed.nodes);
for (const module of before) require(module);
const began = performance.now();
for (const file of files) require(join(folder, file));
process.stdout.write(String(performance.now() - began));
