const typescript = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } };

/** Every suite but the big hosts' end-to-end and the checks of the packed tarballs. */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: [
		'/node_modules/',
		'<rootDir>/test/e2e/n8n/',
		'<rootDir>/test/e2e/node-red/',
		'<rootDir>/test/packages/',
	],
	modulePathIgnorePatterns: ['<rootDir>/node-red/dist', '<rootDir>/dist/'],
	transform: { '^.+\\.ts$': ['@swc/jest', typescript] },
	reporters: ['default', '<rootDir>/test/count-reporter.js'],
};
