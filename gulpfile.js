/**
 * The build and the commands built on it; each task is explained where it is written.
 *
 *     gulp build          both artifacts and the emulator
 *     gulp start          emulator + Node-RED with the example flows
 *     gulp demo           the same without building first
 *     gulp startN8n       emulator + n8n with an example workflow
 *     gulp readmeTables   writes the tables of the READMEs anew from the core
 *     gulp chartFont      writes the letters of the charts anew from the font
 */
const { parallel, series } = require('gulp');
const { buildEmulator } = require('./tasks/build-emulator');
const { buildN8n } = require('./tasks/build-n8n');
const { buildNodeRed } = require('./tasks/build-node-red');

const build = parallel(buildN8n, buildNodeRed, buildEmulator);

exports.build = build;
exports.demo = lazily('start', 'start', 'demo');
exports.start = series(build, exports.demo);
exports.startN8n = series(build, lazily('start', 'startN8n'));
exports.readmeTables = lazily('readme-tables', 'readmeTables');
exports.chartFont = lazily('chart-font', 'writeChartFont', 'chartFont');
exports.default = build;

/** Tasks that need the test workspace are loaded when they run, so that the build does without it. */
function lazily(file, name, displayName = name) {
	const task = () => {
		require('tsx/cjs');
		return require(`./tasks/${file}`)[name]();
	};
	return Object.assign(task, { displayName });
}
