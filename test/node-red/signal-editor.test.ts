import { signals, type AnySignal, type SignalFields } from '../../core';
import { LANGUAGES, type Texts } from '../../node-red/render/languages';
import { Editor, nodeInEditor, problems } from './support/editor';
import { FILES } from './support/rendered';

const SIGNALS = Object.values<AnySignal>(signals);

function load(language = 'en-US') {
	const editor = new Editor();
	const catalog = JSON.parse(FILES[`nodes/locales/${language}/kingfisher-signal.json`]!) as Texts;
	const definition = editor.load(FILES['nodes/kingfisher-signal.html']!, catalog);
	const node = (properties = {}) => nodeInEditor(definition, { account: 'a', ...properties });
	return {
		definition,
		node,
		wrong: (properties = {}) => problems(definition, node(properties)),
		label: (properties = {}) => definition.label.call(node(properties)),
	};
}

const HTML = FILES['nodes/kingfisher-signal.html']!;

describe('the signal node in the editor', () => {
	it('has an input, and two outputs with names', () => {
		const { definition, node } = load();
		expect(definition).toMatchObject({ inputs: 1, outputs: 2, icon: 'kingfisher-signal.svg' });
		expect(definition.paletteLabel()).toBe('Signal');
		expect(definition.inputLabels?.call(node())).toBe('data, or any message to ask');
		expect(definition.inputLabels?.call(node({ data: 'message' }))).toBe('data');
		expect(definition.outputLabels?.call(node(), 0)).toBe('fired');
		expect(definition.outputLabels?.call(node(), 1)).toBe('every evaluation');
	});

	it.each([
		[{}, 'BTC · Cluster proximity'],
		[{ signal: 'gamma-regime', asset: 'btc, eth', assetType: 'str' }, 'BTC, ETH · Gamma regime'],
		[{ signal: 'funding-extreme', asset: 'payload', assetType: 'msg' }, 'Funding extreme'],
		[{ signal: 'call-plan' }, 'Call plan'],
		[{ signal: 'of another version' }, 'Signal'],
		[{ name: 'mine' }, 'mine'],
	])('with %j is called "%s"', (properties, text) => {
		expect(load().label(properties)).toBe(text);
	});

	it.each(SIGNALS.map((signal) => [signal.name, signal] as const))(
		'has a field for every setting of %s, options folded away',
		(name, signal) => {
			const section = new RegExp(
				`id="kingfisher-settings-${name}"[^]*?(?=<div class="kingfisher-settings |id="kingfisher-row-data")`,
			).exec(HTML)?.[0];
			const [main = '', folded = ''] = section!.split('<details');
			const ids = (html: string) =>
				[...html.matchAll(/<input type="text" id="kingfisher-([\w-]+)"/g)].map(([, id]) => id);
			const fields = Object.entries(signal.settings as SignalFields);
			const wanted = (isOption: boolean) =>
				fields
					.filter(([, field]) => (field.isOption ?? false) === isOption)
					.map(([setting]) => `${name}-${setting}`);
			expect([ids(main), ids(folded)]).toEqual([wanted(false), wanted(true)]);
		},
	);

	it.each([
		[{ account: '' }, { account: 'Account is missing' }],
		[{ signal: 'moon' }, { signal: 'Signal: "moon" is not in the list' }],
		[{ asset: '', assetType: 'str', data: 'ask' }, { asset: 'Asset is missing' }],
		[{ price: '0' }, { price: 'Price: enter a number above 0, or leave it empty' }],
		[
			{ settings: { enterDistance: '101', exchange: 'moon' } },
			{
				settings: [
					'Distance: enter a number from 0 to 100, or leave it empty',
					'Exchange: "moon" is not in the list',
				],
			},
		],
		[
			{ settings: { enterDistance: 'near' } },
			{ settings: ['Distance: enter a number from 0 to 100, or leave it empty'] },
		],
		[
			{ settings: { enterDistance: { type: 'msg', value: '' } } },
			{ settings: ['Distance is missing'] },
		],
		[{ settings: { enterDistance: { type: 'msg', value: 'a..b' } } }, { settings: ['bad path'] }],
		[{ signal: 'position-size' }, { settings: ['Equity is missing', 'Stop is missing'] }],
	])('says what is wrong with %j', (properties, expected) => {
		expect(load().wrong(properties)).toEqual(expected);
	});

	it.each([
		{},
		{ settings: { enterDistance: '0.5', reportEnd: 'true', exchange: 'okx' } },
		{ settings: { enterDistance: '${DISTANCE}', cooldown: { type: 'env', value: 'COOLDOWN' } } },
		{ asset: 'BTC, eth', assetType: 'str' },
		{ asset: '', assetType: 'str', data: 'message', account: '' },
		{ signal: 'call-plan', account: '', asset: '' },
		{ signal: 'spread-widening', settings: { exchange: 'deribit' } },
		{ price: 'payload.price', priceType: 'msg' },
		{ settings: { ofAnotherVersion: '1' } },
	])('has nothing against %j', (properties) => {
		expect(load().wrong(properties)).toEqual({});
	});
});

describe('the help of the signal node', () => {
	it.each(LANGUAGES)('has a section for every signal in %s', (language) => {
		const help = FILES[`nodes/locales/${language}/kingfisher-signal.html`]!;
		for (const { states, figures } of SIGNALS) {
			for (const { value } of states) expect(help).toContain(`<code>${value}</code>`);
			for (const name of Object.keys(figures)) expect(help).toContain(`<dt>${name} `);
		}
		expect(help.match(/<h3>/g)!.length).toBe(4 + SIGNALS.length);
	});
});
