const { appendFileSync } = require('node:fs');

/**
 * Appends what a run has counted to the file in KINGFISHER_TEST_COUNTS, so that several runs can be
 * summed up in one line. A suite that could not run at all counts as a failure.
 */
module.exports = class CountReporter {
	onRunComplete(_contexts, results) {
		const file = process.env.KINGFISHER_TEST_COUNTS;
		if (!file) return;
		const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
		const skipped = results.numPendingTests + results.numTodoTests;
		appendFileSync(file, `${results.numPassedTests} ${failed} ${skipped}\n`);
	}
};
