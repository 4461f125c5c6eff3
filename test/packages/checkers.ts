import { join, resolve } from 'node:path';
import { run, type Unpacked } from './unpacked';

const MODULES = resolve(__dirname, '../../node_modules');

/** What publint says about the fields of `package.json` and the files that they name. */
export async function publint({ folder }: Unpacked): Promise<string> {
	const cli = join(MODULES, 'publint/src/cli.js');
	const { stdout } = await run(process.execPath, [cli, 'run', folder, '--pack', 'false']);
	return stdout;
}

/** What `attw` says about the types: by CommonJS and ES modules, old and new resolution, and bundlers. */
export async function areTheTypesWrong(tarball: string): Promise<string> {
	const cli = join(MODULES, '@arethetypeswrong/cli/dist/index.js');
	const args = [cli, tarball, '--format', 'ascii', '--no-color', '--no-emoji'];
	// It ends with 1 when it finds something; what that is should then be in the test's message.
	return await run(process.execPath, args).then(
		({ stdout }) => stdout,
		(error: unknown) => (error as { stdout: string }).stdout,
	);
}
