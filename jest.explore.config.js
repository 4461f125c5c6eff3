/**
 * The property tests with examples nobody has tried: thirty times as many, another seed each time. What
 * it finds becomes a test of its own.
 */
module.exports = {
	...require('./jest.config.js'),
	globals: { explore: true },
	testTimeout: 600_000,
};
