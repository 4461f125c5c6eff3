const typescript = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } };

/** Every suite but the big hosts' end-to-end and the checks of the packed tarballs. */
module.exports = {
	testEnvironment: 'node',
	// Of few cores, none is spared: many suites wait for sockets.
	maxWorkers: '100%',
	// A machine that is busy with something else is no failure of the test.
	testTimeout: 20_000,
	setupFiles: ['<rootDir>/test/property-examples.js'],
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: [
		'/node_modules/',
		'<rootDir>/test/e2e/n8n/',
		'<rootDir>/test/e2e/node-red/',
		'<rootDir>/test/packages/',
	],
	modulePathIgnorePatterns: ['<rootDir>/node-red/dist', '<rootDir>/dist/'],
	// In an import() TypeScript wants the name that the file has when it is compiled.
	moduleNameMapper: { '^(\\./.+)\\.js$': ['$1.js', '$1.ts'] },
	transform: { '^.+\\.ts$': ['@swc/jest', typescript] },
	reporters: ['default', '<rootDir>/test/count-reporter.js'],
};
