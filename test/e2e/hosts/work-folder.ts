import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

async function makeWorkFolder(name: string): Promise<string> {
	return await mkdtemp(join(tmpdir(), `kingfisher-${name}-`));
}

/** A new empty folder, which is removed again if what is made in it fails. */
export async function inWorkFolder<Made>(
	name: string,
	make: (folder: string) => Promise<Made>,
): Promise<Made> {
	const folder = await makeWorkFolder(name);
	try {
		return await make(folder);
	} catch (error) {
		await removeWorkFolder(folder);
		throw error;
	}
}

/** Set KINGFISHER_E2E_KEEP to look at what a run left. */
export async function removeWorkFolder(folder: string): Promise<void> {
	if (process.env['KINGFISHER_E2E_KEEP']) return;
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
