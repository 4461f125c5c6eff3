import type { Texts } from '../../node-red/render/languages';
import { Editor, nodeInEditor, problems } from './support/editor';
import { FILES } from './support/rendered';

function load(language = 'en-US') {
	const editor = new Editor();
	const catalog = JSON.parse(FILES[`nodes/locales/${language}/kingfisher-event.json`]!) as Texts;
	const definition = editor.load(FILES['nodes/kingfisher-event.html']!, catalog);
	const node = (properties = {}) => nodeInEditor(definition, properties);
	return {
		definition,
		wrong: (properties = {}) => problems(definition, node(properties)),
		label: (properties = {}) => definition.label.call(node(properties)),
		node,
	};
}

describe('the event node in the editor', () => {
	it('has no input, and two outputs with names', () => {
		const { definition, node } = load();
		expect(definition).toMatchObject({ inputs: 0, outputs: 2, icon: 'kingfisher-event.svg' });
		expect(definition.outputLabels?.call(node(), 0)).toBe('events');
		expect(definition.outputLabels?.call(node(), 1)).toBe('rejected deliveries');
	});

	it('is called after its assets and how many events it has, or by its name', () => {
		const { label } = load();
		expect(label({ assets: 'btc eth', events: 'gex.flip,funding.rate.extreme' })).toBe(
			'BTC, ETH · 2 events',
		);
		expect(label({ name: 'mine' })).toBe('mine');
	});

	it.each([
		['no event', { events: '' }],
		['no asset', { assets: ' ' }],
		['no public URL', { publicUrl: '' }],
		['a public URL without http', { publicUrl: 'nodered.example.com' }],
		['a threshold that is no number', { fundingThreshold: 'high' }],
		['an age that is too great', { tolerance: '604801' }],
	])('says what is wrong with %s', (_, properties) => {
		const good = { publicUrl: 'https://nodered.example.com' };
		const { wrong } = load();
		const before = JSON.stringify(wrong(good));
		expect(JSON.stringify(wrong({ ...good, ...properties }))).not.toBe(before);
	});

	it('stores token and secret as credentials, not with the flow', () => {
		const { definition } = load();
		expect(definition).toMatchObject({
			credentials: { token: { type: 'password' }, secret: { type: 'password' } },
		});
		expect(Object.keys((definition as unknown as { defaults: object }).defaults)).not.toEqual(
			expect.arrayContaining(['token']),
		);
	});
});
