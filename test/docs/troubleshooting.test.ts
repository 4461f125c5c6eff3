import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const DOCUMENT = readFileSync(join(ROOT, 'docs/troubleshooting.md'), 'utf8');

const FOLDERS = ['core', 'nodes', 'credentials', 'node-red'];
/** Everything that can be said: the source, with its quotation marks as they are shown. */
const SAID = execFileSync('git', ['ls-files', ...FOLDERS], { cwd: ROOT, encoding: 'utf8' })
	.split('\n')
	.filter((file) => /\.(ts|json)$/.test(file) && !/\/(de|ja|zh-CN)\.json$/.test(file))
	.map((file) => readFileSync(join(ROOT, file), 'utf8').replaceAll(/\\(['"`])/g, '$1'))
	.join('\n');

/** What stands between the variable parts of a message. */
const fixedParts = (message: string) =>
	message
		.split('…')
		.map((part) => part.replace(/^[\s:;)]+|\s+$/g, ''))
		.filter((part) => /\w{2}/.test(part));

const MESSAGES = [...DOCUMENT.matchAll(/^> (.+)$/gm)].map(([, message]) => message!);
const STATUSES = [...DOCUMENT.matchAll(/^\| (?:red|yellow) (?:ring|dot) ([^|]+)\|/gm)].flatMap(
	([, cell]) => [...cell!.matchAll(/`([^`]+)`/g)].map(([, status]) => status!),
);

describe('the troubleshooting guide', () => {
	it.each(MESSAGES)('quotes what is really said: %s', (message) => {
		const parts = fixedParts(message);
		expect(parts).not.toEqual([]);
		expect(parts.filter((part) => !SAID.includes(part))).toEqual([]);
	});

	it('names every status that Node-RED shows when something is wrong', () => {
		const { status } = JSON.parse(
			readFileSync(join(ROOT, 'node-red/shared/locales/en-US.json'), 'utf8'),
		) as { status: Record<string, unknown> };
		const harmless = ['asking', 'received', 'withLeft', 'row', 'old', 'age'];
		const wrong = Object.entries(status).filter(([key]) => !harmless.includes(key));
		const texts = wrong.map(([, text]) => String(text));
		expect(texts.filter((text) => !STATUSES.includes(text))).toEqual([]);
		expect(STATUSES.filter((text) => !SAID.includes(`"${text}"`))).toEqual([]);
	});
});
