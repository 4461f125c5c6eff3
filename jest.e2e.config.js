/**
 * The packed artifacts in a real n8n and real Node-REDs. Three at a time, also on two cores: much of it is
 * waiting for what must not happen, or for an outage to last.
 */
module.exports = {
	...require('./jest.config.js'),
	testMatch: ['<rootDir>/test/e2e/{n8n,node-red}/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	maxWorkers: 3,
	testTimeout: 60_000,
};
