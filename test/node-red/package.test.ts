import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FILES, PACKAGE, TYPES } from './support/rendered';

const SOURCE = path.join(__dirname, '../../node-red');
const EXAMPLES = path.join(SOURCE, 'examples');

interface FlowNode {
	id: string;
	type: string;
	z?: string;
	wires?: string[][];
	[property: string]: unknown;
}

const examples = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.json'))
	.map((file): [string, FlowNode[]] => [
		file,
		JSON.parse(readFileSync(path.join(EXAMPLES, file), 'utf8')) as FlowNode[],
	]);

/** Of Node-RED itself; whoever imports an example has them. */
const CORE_TYPES = [
	'http request',
	...['tab', 'comment', 'inject', 'debug', 'catch', 'split', 'switch', 'change', 'csv', 'file'],
	'http request',
];

/** Of Dashboard 2.0, which the examples in the folder of that name need, and say so. */
const DASHBOARD_TYPES = [
	...['ui-base', 'ui-theme', 'ui-page', 'ui-group', 'ui-chart', 'ui-gauge', 'ui-text'],
];

describe('the examples', () => {
	it('show every node that can be dragged', () => {
		const used = new Set(examples.flatMap(([, flow]) => flow.map(({ type }) => type)));
		expect(TYPES.filter((type) => !used.has(type))).toEqual([]);
	});

	it.each(examples)('%s uses nodes of this package and of Node-RED only', (file, flow) => {
		const unknown = flow.filter(({ type }) => ![...TYPES, ...CORE_TYPES].includes(type));
		const needed = file.startsWith('dashboard') ? DASHBOARD_TYPES : [];
		expect(unknown.filter(({ type }) => !needed.includes(type))).toEqual([]);
		const [comment] = flow.filter(({ type }) => type === 'comment');
		if (unknown.length > 0) expect(comment?.['info']).toContain('@flowfuse/node-red-dashboard');
	});

	it.each(examples)('%s explains itself and where the key goes', (_, flow) => {
		const [comment] = flow.filter(({ type }) => type === 'comment');
		expect(comment?.['info']).toContain('enter your API key');
	});

	it.each(examples)('%s holds no key, and asks the real API', (_, flow) => {
		const accounts = flow.filter(({ type }) => type === 'kingfisher-account');
		expect(accounts).toEqual([
			expect.objectContaining({ environment: 'production', baseUrl: '', streamUrl: '' }),
		]);
		expect(flow.filter((one) => 'credentials' in one)).toEqual([]);
	});

	it.each(examples)(
		'%s is wired to nodes that are there, each with an id of its own',
		(_, flow) => {
			const ids = flow.map(({ id }) => id);
			expect(new Set(ids).size).toBe(ids.length);
			const targets = flow.flatMap(({ wires = [], z }) => [...wires.flat(), ...(z ? [z] : [])]);
			expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
			const accounts = flow.flatMap(({ account }) =>
				typeof account === 'string' ? [account] : [],
			);
			expect(accounts.filter((account) => !ids.includes(account))).toEqual([]);
		},
	);

	it.each(examples)('%s has every property that the editor would store', (_, flow) => {
		for (const one of flow.filter(({ type }) => TYPES.includes(type))) {
			const defaults = /defaults: \{([^]*?)\n\t\t\t\}/.exec(FILES[`nodes/${one.type}.html`]!)?.[1];
			const names = [...(defaults ?? '').matchAll(/^\t+(\w+): \{/gm)].map(([, name]) => name!);
			expect(names.length).toBeGreaterThan(4);
			expect(Object.keys(one)).toEqual(expect.arrayContaining(names));
		}
	});
});

describe('the icons', () => {
	const icons = TYPES.filter((type) => type !== 'kingfisher-account');

	it.each(icons)('have one for %s: white, in the shape of Node-RED’s own', (type) => {
		const svg = readFileSync(path.join(SOURCE, 'icons', `${type}.svg`), 'utf8');
		expect(svg).toContain('viewBox="0 0 40 60"');
		const colors = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, color]) => color);
		expect(new Set(colors)).toEqual(new Set(colors.includes('none') ? ['#fff', 'none'] : ['#fff']));
	});

	it('are not more than there are nodes', () => {
		expect(readdirSync(path.join(SOURCE, 'icons')).sort()).toEqual(
			icons.map((type) => `${type}.svg`).sort(),
		);
	});
});

describe('the README', () => {
	const text = readFileSync(path.join(SOURCE, 'README.md'), 'utf8');

	it('names every error code that a flow can meet', () => {
		const source = readFileSync(path.join(SOURCE, 'shared/status-text.ts'), 'utf8');
		const table = /FAILURES[^]*?= \{([^]*?)\n\};/.exec(source)?.[1] ?? '';
		const codes = [...table.matchAll(/^\t(\w+): \[/gm)].map(([, code]) => code!);
		expect(codes.length).toBeGreaterThan(15);
		// A request is cancelled by a deploy, when nothing listens any more.
		for (const code of codes.filter((one) => one !== 'cancelled'))
			expect(text).toContain(`\`${code}\``);
	});

	it('names the package, the licence and what the data may be used for', () => {
		expect(text).toContain(`npm install ${PACKAGE.name}`);
		expect(text).toMatch(/MIT\. The data is licensed to you by Kingfisher/);
		expect(text).toContain('trading advice');
	});

	it('stands beside what the build takes along', () => {
		expect(existsSync(path.join(SOURCE, '../LICENSE'))).toBe(true);
		expect(existsSync(path.join(SOURCE, '../CHANGELOG.md'))).toBe(true);
	});
});
