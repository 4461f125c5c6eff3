/** n8n's own scanner over a folder; prints its verdict as JSON. An ES module, since the scanner is one. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [folder, ...patterns] = process.argv.slice(2);
const scanner = createRequire(import.meta.url).resolve(
	'@n8n/scan-community-package/scanner/scanner.mjs',
);
const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(pathToFileURL(scanner).href);
const verdict = await analyzePackage(folder, patterns.length > 0 ? patterns : SOURCE_FILE_PATTERNS);
process.stdout.write(
	JSON.stringify({ passed: verdict.passed, details: verdict.details ?? verdict.message }),
);
