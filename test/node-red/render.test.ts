import * as acorn from 'acorn';
import * as walk from 'acorn-walk';
import { catalogue, defineEndpoint, type AnyEndpoint } from '../../core';
import { renderPackage } from '../../node-red/render';
import { LANGUAGES } from '../../node-red/render/languages';
import packageJson from '../../node-red/package.json';
import { stage } from './support/emulator';
import { node } from './support/host';
import { FILES, PACKAGE, scriptOf, TYPES } from './support/rendered';

const FIXED = [
	'kingfisher-account',
	'kingfisher-chart',
	'kingfisher-event',
	'kingfisher-signal',
	'kingfisher-stream',
	'kingfisher-webhooks',
];

interface Literal {
	type: string;
	value?: unknown;
	properties?: { type: string; key: { name: string }; value: Literal }[];
}

/** The registration in a script, read as the flow library reads it: without running it. */
function registration(script: string): { type: unknown; definition: Record<string, Literal> } {
	const found: { type: unknown; definition: Record<string, Literal> }[] = [];
	walk.simple(acorn.parse(script, { ecmaVersion: 'latest' }), {
		CallExpression(call) {
			const callee = call.callee as unknown as { property?: { name: string } };
			if (callee.property?.name !== 'registerType') return;
			const [type, definition] = call.arguments as unknown as [Literal, Literal];
			expect(type.type).toBe('Literal');
			expect(definition.type).toBe('ObjectExpression');
			const entries = (definition.properties ?? []).map((property) => {
				expect(property.type).toBe('Property');
				return [property.key.name, property.value] as const;
			});
			found.push({ type: type.value, definition: Object.fromEntries(entries) });
		},
	});
	expect(found).toHaveLength(1);
	return found[0]!;
}

describe('the rendered package', () => {
	it('has a node for every endpoint of the catalogue, the account, charts, events, signals, the stream and the webhooks', () => {
		const names = Object.values(catalogue).map(({ name }) => `kingfisher-${name}`);
		expect([...TYPES].sort()).toEqual([...names, ...FIXED].sort());
		expect(names).toHaveLength(6);
	});

	it.each(TYPES)('has every file of %s', (type) => {
		expect(PACKAGE['node-red'].nodes[type]).toBe(`nodes/${type}.js`);
		expect(FILES[`nodes/${type}.js`]).toMatch(
			/^const nodes = require\('\.\.\/lib\/nodes'\);\nmodule\.exports = /,
		);
		expect(FILES[`nodes/${type}.html`]).toContain(`data-template-name="${type}"`);
		for (const language of LANGUAGES) {
			expect(FILES[`nodes/locales/${language}/${type}.html`]).toContain(`data-help-name="${type}"`);
			expect(() => JSON.parse(FILES[`nodes/locales/${language}/${type}.json`]!)).not.toThrow();
		}
	});

	it.each(TYPES)('registers %s in a way that can be read without running it', (type) => {
		const { type: registered, definition } = registration(scriptOf(FILES[`nodes/${type}.html`]!));
		expect(registered).toBe(type);
		const isConfig = type === 'kingfisher-account';
		const literals = isConfig ? ['category'] : ['category', 'color', 'inputs', 'outputs', 'icon'];
		for (const name of literals) expect(definition[name]?.type).toBe('Literal');
		expect(definition['category']?.value).toBe(isConfig ? 'config' : 'Kingfisher');
		for (const name of isConfig ? ['defaults', 'credentials'] : ['defaults']) {
			for (const { type: kind } of definition[name]!.properties!) expect(kind).toBe('Property');
		}
		const defaults = definition['defaults']!.properties!.map(({ key }) => key.name);
		expect(defaults).toEqual(expect.arrayContaining(['name', 'version']));
	});

	it.each(TYPES)('uses no colour of its own in the dialog of %s', (type) => {
		const [dialog = ''] = FILES[`nodes/${type}.html`]!.split('<script type="text/javascript">');
		const colors = [...dialog.matchAll(/(?:color|background)[^:]*:\s*([^;}"]+)/g)].map(
			([, one]) => one,
		);
		for (const color of colors) expect(color).toMatch(/^var\(--red-ui-/);
	});

	it.each(TYPES)('finds every text of the dialog of %s in every language', (type) => {
		const html = FILES[`nodes/${type}.html`]!;
		const keys = [...html.matchAll(/data-i18n="(?:\[\w+\])?([^"]+)"/g)].map(([, key]) => key!);
		expect(keys.length).toBeGreaterThan(5);
		for (const language of LANGUAGES) {
			const texts = JSON.parse(FILES[`nodes/locales/${language}/${type}.json`]!) as object;
			for (const key of keys) expect(texts).toHaveProperty(key, expect.stringMatching(/./));
		}
	});

	it.each(TYPES)('keeps the text of a dialog in the locale files: %s', (type) => {
		const [dialog = ''] = FILES[`nodes/${type}.html`]!.split('<script type="text/javascript">');
		const text = dialog.replace(/<style>[^]*?<\/style>/g, '').replace(/<[^>]*>/g, '');
		expect(text.trim()).toBe('');
	});

	it('has the help in the form that the editor expects', () => {
		for (const [path, help] of Object.entries(FILES).filter(([path]) =>
			/locales.*html$/.test(path),
		)) {
			expect(help).toMatch(/^<script type="text\/html" data-help-name="[\w-]+">\n<p>[^<]+<\/p>/);
			expect([path, help.match(/__\w+__|undefined|\[object/g)]).toEqual([path, null]);
		}
	});

	it('carries what npm and Node-RED ask for, and nothing that only building needs', () => {
		expect(PACKAGE).not.toHaveProperty('devDependencies');
		expect(PACKAGE).not.toHaveProperty('private');
		expect(PACKAGE['node-red'].version).toBe('>=4.0.0');
		expect(PACKAGE).toMatchObject({ engines: { node: '>=20' }, license: 'MIT' });
		expect(PACKAGE['keywords']).toContain('node-red');
		// More than six would cost the package its scorecard.
		expect(Object.keys(PACKAGE.dependencies).length).toBeLessThanOrEqual(6);
	});
});

/** Everything that adding an endpoint takes. */
const volatility: AnyEndpoint = defineEndpoint({
	...catalogue.openInterest,
	name: 'volatility',
	title: 'Volatility',
	description: 'How much the price <moves> & how it is "expected" to.',
	path: '/open-interest/{asset}',
});

describe('an endpoint that is added to the catalogue', () => {
	it('has its node in the package without another line', () => {
		const files = renderPackage(packageJson, { ...catalogue, volatility });
		const added = Object.keys(files).filter((path) => !(path in FILES));
		expect(added.sort()).toEqual(
			[
				'nodes/kingfisher-volatility.html',
				'nodes/kingfisher-volatility.js',
				...LANGUAGES.flatMap((language) => [
					`nodes/locales/${language}/kingfisher-volatility.html`,
					`nodes/locales/${language}/kingfisher-volatility.json`,
				]),
			].sort(),
		);
		expect(files['package.json']).toContain(
			'"kingfisher-volatility": "nodes/kingfisher-volatility.js"',
		);
		expect(registration(scriptOf(files['nodes/kingfisher-volatility.html']!)).type).toBe(
			'kingfisher-volatility',
		);
		expect(files['nodes/locales/en-US/kingfisher-volatility.html']).toContain(
			'How much the price &lt;moves&gt; &amp; how it is &quot;expected&quot; to.',
		);
	});

	it('runs', async () => {
		const { host } = await stage([node('volatility', { asset: 'BTC' })], {
			endpoints: [volatility],
		});
		expect(await host.ask()).toMatchObject({
			topic: 'BTC',
			kingfisher: { endpoint: 'volatility' },
		});
	});

	it('cannot have a parameter that Node-RED needs for itself', () => {
		const parameters = {
			...catalogue.openInterest.parameters,
			wires: catalogue.openInterest.parameters.exchange,
		};
		const broken = { ...volatility, parameters };
		expect(() => renderPackage(packageJson, { broken })).toThrow('cannot have a parameter "wires"');
	});
});
