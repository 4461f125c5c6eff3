import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expectKeyNowhere } from './leaks';

const KEY = 'kf_live+7/"ü=end of key';
const TOKEN_KEY = 'kf?live>0123456789~~';

describe('looking for the API key in what a run has produced', () => {
	it.each([
		['a log line', KEY, `Authorization: Bearer ${KEY}`],
		['JSON', KEY, JSON.stringify({ apiKey: KEY })],
		['an address', KEY, `https://example.com/?key=${encodeURIComponent(KEY)}`],
		['a form', KEY, new URLSearchParams({ key: KEY }).toString()],
		['hex', KEY, Buffer.from(KEY).toString('hex')],
		['base64', KEY, Buffer.from(KEY).toString('base64')],
		['base64 after one byte', KEY, Buffer.from(`-${KEY}-`).toString('base64')],
		['base64 after two bytes', KEY, Buffer.from(`--${KEY}--`).toString('base64')],
		['URL-safe base64', TOKEN_KEY, Buffer.from(TOKEN_KEY).toString('base64url')],
	])('finds it in %s', async (_form, key, text) => {
		await expect(expectKeyNowhere(key, [{ name: 'the log', text }])).rejects.toThrow('the log');
	});

	it('does not repeat the key in its own message', async () => {
		const found = expectKeyNowhere(KEY, [{ name: 'the log', text: KEY }]);
		await expect(found).rejects.toThrow(/^The API key is in\nthe log: as it is$/);
	});

	it('passes where the key is not, not even nearly', async () => {
		await expectKeyNowhere(KEY, [{ name: 'the log', text: `${KEY.slice(1)} ${KEY.slice(0, -1)}` }]);
	});

	it('refuses to call an empty text clean', async () => {
		const empty = expectKeyNowhere(KEY, [{ name: 'the log', text: '' }]);
		await expect(empty).rejects.toThrow('Nothing to search in the log');
	});

	describe('in folders', () => {
		let folder: string;

		beforeEach(async () => {
			folder = await mkdtemp(join(tmpdir(), 'kingfisher-leaks-'));
			await mkdir(join(folder, 'storage'));
			await writeFile(join(folder, 'settings.json'), '{}');
		});

		afterEach(async () => await rm(folder, { recursive: true }));

		it('finds it in binary files, and names the file', async () => {
			const bytes = [Buffer.from([0, 255, 10]), Buffer.from(KEY, 'utf16le'), Buffer.from([0])];
			await writeFile(join(folder, 'storage/database.sqlite'), Buffer.concat(bytes));
			await expect(expectKeyNowhere(KEY, [{ name: 'n8n', folder }])).rejects.toThrow(
				'n8n: storage/database.sqlite: in UTF-16',
			);
		});

		it('leaves out the files the test itself put it into', async () => {
			await writeFile(join(folder, 'storage/request.json'), KEY);
			const except = ['storage/request.json'];
			await expectKeyNowhere(KEY, [{ name: 'n8n', folder, except }]);
		});
	});
});
