import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Something a run has produced: a text, or a folder whose every file is searched. */
export type Place =
	| { name: string; text: string }
	| {
			name: string;
			folder: string;
			/** Paths in it that may hold the key, because the test put it there. */
			except?: string[];
	  };

/**
 * Throws where an API key stands anywhere in what a run has produced: as it is, or as it looks in
 * addresses, in JSON, in UTF-16 (browser storage), in hex, or inside something base64-encoded.
 * The message names the places, not the key. Encrypted credential stores pass as they are: if the key
 * is found in one, it is not encrypted.
 */
export async function expectKeyNowhere(key: string, places: Place[]): Promise<void> {
	if (key.trim().length < 8) throw new Error('A key this short is found by chance');
	const forms = formsOf(key.trim());
	const leaks: string[] = [];
	for (const place of places) {
		const contents = 'text' in place ? [textOf(place)] : await filesOf(place);
		if (contents.every(({ bytes }) => bytes.length === 0)) {
			throw new Error(`Nothing to search in ${place.name}: the run has produced nothing there`);
		}
		for (const { where, bytes } of contents) {
			const found = forms.filter(({ needle }) => bytes.includes(needle));
			leaks.push(...found.map(({ form }) => `${where}: ${form}`));
		}
	}
	if (leaks.length > 0) throw new Error(`The API key is in\n${leaks.join('\n')}`);
}

interface Form {
	form: string;
	needle: Buffer;
}

function formsOf(key: string): Form[] {
	const json = JSON.stringify(key).slice(1, -1);
	const spelled: Array<[string, string]> = [
		['as it is', key],
		['escaped for JSON', json],
		['URL-encoded', encodeURIComponent(key)],
		['form-encoded', new URLSearchParams({ key }).toString().slice('key='.length)],
		['in hex', Buffer.from(key).toString('hex')],
	];
	const forms: Form[] = spelled.map(([form, text]) => ({ form, needle: Buffer.from(text) }));
	forms.push({ form: 'in UTF-16', needle: Buffer.from(key, 'utf16le') });
	for (const offset of [0, 1, 2]) forms.push(...base64Forms(key, offset));
	return forms.filter(({ needle }, index) => {
		const first = forms.findIndex((other) => other.needle.equals(needle));
		return first === index;
	});
}

/**
 * Base64 of the key when something stands before it (`Bearer `, `{"apiKey":"`): its letters depend on
 * how many bytes that is, modulo 3. The letters at either end also hold bits of the neighbours, and are left out.
 */
function base64Forms(key: string, offset: number): Form[] {
	const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)]);
	const whole = bytes.toString('base64').replace(/=+$/, '');
	const from = Math.ceil((offset * 8) / 6);
	const to = Math.floor((bytes.length * 8) / 6);
	const text = whole.slice(from, to);
	const urlSafe = text.replaceAll('+', '-').replaceAll('/', '_');
	return [
		{ form: 'in base64', needle: Buffer.from(text) },
		{ form: 'in URL-safe base64', needle: Buffer.from(urlSafe) },
	];
}

interface Content {
	where: string;
	bytes: Buffer;
}

function textOf({ name, text }: { name: string; text: string }): Content {
	return { where: name, bytes: Buffer.from(text) };
}

async function filesOf({
	name,
	folder,
	except = [],
}: Extract<Place, { folder: string }>): Promise<Content[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => !except.includes(relative(folder, path)));
	return await Promise.all(
		paths.map(async (path) => ({
			where: `${name}: ${relative(folder, path)}`,
			bytes: await readFile(path),
		})),
	);
}
