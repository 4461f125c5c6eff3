import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
	target: ts.ScriptTarget.ES2020,
	module: ts.ModuleKind.ESNext,
};

/**
 * A script for Node-RED's editor, without its types, exports and imports, as it stands in the `.html`
 * of a node; what it imports must stand there before it. The flow library reads every node's file by
 * itself, so it cannot be loaded from elsewhere.
 * @param file below `node-red/`
 */
export function browserSource(file: string): string {
	const text = readFileSync(path.join(__dirname, '..', file), 'utf8');
	const { outputText } = ts.transpileModule(text, { compilerOptions: OPTIONS });
	return outputText
		.replace(/^export \{\};$/gm, '')
		.replace(/^export /gm, '')
		.replace(/^import .*;\n/gm, '')
		.replace(/^( {4})+/gm, (blanks) => '\t'.repeat(blanks.length / 4))
		.trim();
}
