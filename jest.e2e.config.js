/** The packed artifacts in a real n8n and real Node-REDs: one host at a time, so that none starves another. */
module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/e2e/{n8n,node-red}/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	maxWorkers: 1,
	testTimeout: 60_000,
};
