import { config as n8nConfig } from '@n8n/node-cli/eslint';
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What n8n's scanner judges is under n8n's own rules, everything else under strict typescript-eslint. */
const OURS = ['core', 'sdk', 'node-red', 'emulator', 'tasks', 'test'];
const SCRIPTS = ['*.js', '*.mjs', 'tasks/**/*.js'];

const isGlobalIgnore = (entry) =>
	Object.keys(entry).every((key) => ['ignores', 'name'].includes(key));

export default defineConfig(
	globalIgnores(['**/dist', '**/node_modules', 'coverage', 'node-red/**/*.html']),
	n8nConfig
		.filter((entry) => !isGlobalIgnore(entry))
		.map((entry) => ({
			...entry,
			ignores: [...(entry.ignores ?? []), ...OURS.map((folder) => `${folder}/**`), ...SCRIPTS],
		})),
	{
		files: OURS.map((folder) => `${folder}/**/*.ts`),
		extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			// Record keys and environment-like bags: `noPropertyAccessFromIndexSignature` is not on.
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'@typescript-eslint/only-throw-error': 'error',
			'no-console': 'error',
			// Taking a field out of an object to leave it out needs a name for it.
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
		},
	},
	{
		// Fastify tells plug-ins and hooks that end at once by their being async; a command line prints.
		files: ['emulator/**/*.ts'],
		rules: { '@typescript-eslint/require-await': 'off', 'no-console': 'off' },
	},
	{
		// Tests read JSON of hosts, whose shapes they assert.
		files: ['test/**/*.ts'],
		rules: {
			'@typescript-eslint/no-explicit-any': 'off',
			'@typescript-eslint/restrict-plus-operands': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
			'@typescript-eslint/no-non-null-assertion': 'off',
		},
	},
	{
		files: SCRIPTS,
		extends: [js.configs.recommended],
		languageOptions: {
			globals: {
				require: 'readonly',
				module: 'writable',
				exports: 'writable',
				process: 'readonly',
				__dirname: 'readonly',
				console: 'readonly',
				setTimeout: 'readonly',
				fetch: 'readonly',
			},
		},
	},
);
