import { mkdir } from 'node:fs/promises';

import { run } from './command';

/** Unpacks a packed npm package into a folder, without the `package/` that npm puts around it. */
export async function unpack(tarball: string, folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], { cwd: folder });
}
