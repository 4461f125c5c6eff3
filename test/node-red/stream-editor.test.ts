import type { Texts } from '../../node-red/render/languages';
import { Editor, nodeInEditor, problems } from './support/editor';
import { FILES } from './support/rendered';

function load(language = 'en-US') {
	const editor = new Editor();
	const catalog = JSON.parse(FILES[`nodes/locales/${language}/kingfisher-stream.json`]!) as Texts;
	const definition = editor.load(FILES['nodes/kingfisher-stream.html']!, catalog);
	const node = (properties = {}) => nodeInEditor(definition, properties);
	return {
		editor,
		definition,
		node,
		wrong: (properties = {}) => problems(definition, node(properties)),
		label: (properties = {}) => definition.label.call(node(properties)),
		/** Opens the dialog, and chooses a delivery in it. */
		choose: (delivery: string) => {
			definition.oneditprepare.call(node());
			editor.fields.set('#node-input-delivery', delivery);
			editor.listeners.get('change #node-input-delivery')!();
		},
	};
}

describe('the stream node in the editor', () => {
	it('has an input for commands, and two outputs with names', () => {
		const { definition, node } = load();
		expect(definition).toMatchObject({ inputs: 1, outputs: 2, icon: 'kingfisher-stream.svg' });
		expect(definition.inputLabels?.call(node())).toBe('commands (optional)');
		expect(definition.outputLabels?.call(node(), 0)).toBe('data');
		expect(definition.outputLabels?.call(node(), 1)).toBe('connection');
	});

	it.each([
		[{}, 'BTC · Stream: Liquidation clusters'],
		[{ channels: 'gex,open_interest', assets: 'btc eth' }, 'BTC, ETH · Stream: 2 channels'],
		[{ assets: 'a,b,c,d,e' }, 'A, B, C +2 · Stream: Liquidation clusters'],
		[{ name: 'mine' }, 'mine'],
	])('with %j is called "%s"', (properties, text) => {
		expect(load().label(properties)).toBe(text);
	});

	it('is called after what it receives in German, too', () => {
		expect(load('de').label({ channels: 'funding_rates' })).toBe('BTC · Stream: Funding-Raten');
	});

	it('shows a box for every channel and every exchange', () => {
		const html = FILES['nodes/kingfisher-stream.html']!;
		const ids = [...html.matchAll(/type="checkbox" id="kingfisher-([\w-]+)"/g)].map(([, id]) => id);
		expect(ids).toEqual([
			...['liquidations', 'gex', 'open_interest', 'funding_rates'].map((one) => `channels-${one}`),
			...['all', 'binance', 'bybit', 'okx'].map((one) => `exchanges-${one}`),
		]);
	});

	it('ticks what is stored, and stores what is ticked', () => {
		const { editor, definition, node } = load();
		editor.fields.set('#node-input-channels', 'gex, liquidations');
		definition.oneditprepare.call(node());
		const box = (name: string) => `#kingfisher-channels-${name}`;
		expect([...editor.ticked]).toEqual([box('liquidations'), box('gex')]);
		const press = (name: string, isTicked: boolean) => {
			editor.tick(box(name), isTicked);
			editor.listeners.get(`change ${box(name)}`)!();
		};
		press('funding_rates', true);
		press('gex', false);
		expect(editor.fields.get('#node-input-channels')).toBe('liquidations,funding_rates');
		expect(editor.visible.get('#kingfisher-channels-none')).toBe(false);
		press('funding_rates', false);
		press('liquidations', false);
		expect(editor.fields.get('#node-input-channels')).toBe('');
		expect(editor.visible.get('#kingfisher-channels-none')).toBe(true);
	});

	it.each([
		['latest', ['interval']],
		['batch', ['interval', 'batchSize']],
		['every', ['perSecond']],
	])('shows what matters for the delivery "%s"', (delivery, shown) => {
		const { editor, choose } = load();
		choose(delivery);
		for (const name of ['interval', 'batchSize', 'perSecond']) {
			expect([name, editor.visible.get(`#kingfisher-row-${name}`)]).toEqual([
				name,
				shown.includes(name),
			]);
		}
		expect(editor.visible.get('#kingfisher-row-idleLimit')).toBe(true);
		expect(editor.texts.get('#kingfisher-delivery-tip')).toMatch(/^[A-Z].{20}/);
	});

	it.each([
		[{ channels: '' }, { channels: 'Channels: choose at least one' }],
		[{ channels: 'gex,rain' }, { channels: 'Channels: "rain" is not in the list' }],
		[{ exchanges: '' }, { exchanges: 'Exchanges: choose at least one' }],
		[{ assets: ' , ' }, { assets: 'Assets: enter at least one symbol, such as BTC' }],
		[
			{ interval: '0' },
			{ interval: 'Interval: enter a number from 0.05 to 86400, or leave it empty' },
		],
		[
			{ quietAfter: 'long' },
			{ quietAfter: 'Report silence after: enter a number from 0 to 10080, or leave it empty' },
		],
		[
			{ maxFrame: '99999' },
			{ maxFrame: 'Largest message: enter a number from 1 to 32768, or leave it empty' },
		],
	])('says what is wrong with %j', (properties, expected) => {
		expect(load().wrong(properties)).toEqual(expected);
	});

	it.each([
		{},
		{ channels: 'gex,liquidations', assets: 'BTC, eth;SOL', exchanges: 'binance,okx' },
		{ interval: '0.5', batchSize: 50, perSecond: '0', minimumClusterUsd: '${MINIMUM}' },
		{ assets: '${ASSETS}' },
	])('has nothing against %j', (properties) => {
		expect(load().wrong(properties)).toEqual({});
	});
});
