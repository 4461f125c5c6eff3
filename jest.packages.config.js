/** The official checks of both ecosystems, on the packed tarballs. */
module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/packages/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	testTimeout: 120_000,
};
