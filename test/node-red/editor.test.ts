import type { Texts } from '../../node-red/render/languages';
import { Editor, nodeInEditor, problems } from './support/editor';
import { FILES, TYPES } from './support/rendered';

function load(type: string, editor = new Editor()) {
	const catalog = JSON.parse(FILES[`nodes/locales/en-US/kingfisher-${type}.json`]!) as Texts;
	const definition = editor.load(FILES[`nodes/kingfisher-${type}.html`]!, catalog);
	const node = (properties = {}) => nodeInEditor(definition, properties);
	const wrong = (properties = {}) => problems(definition, node(properties));
	return { editor, definition, node, wrong };
}

const DRAGGED = TYPES.map((type) => type.replace('kingfisher-', '')).filter(
	(one) => one !== 'account',
);
/** Those that ask the API when they are told to. */
const ACTIONS = DRAGGED.filter((one) => !['chart', 'event', 'signal', 'stream'].includes(one));

describe('a node in the editor', () => {
	// An address only the user knows is missing in the others.
	const complete = DRAGGED.filter((one) => !['event', 'webhooks'].includes(one));

	it.each(complete)('%s is valid as it is dragged', (type) => {
		// Node-RED itself asks for the account.
		expect(load(type).wrong({ account: 'account' })).toEqual({});
	});

	it('is called after its asset and what it asks for, until it is given a name', () => {
		const { definition, node } = load('liquidations');
		expect(definition.label.call(node())).toBe('BTC · Liquidation clusters');
		expect(definition.label.call(node({ asset: 'payload', assetType: 'msg' }))).toBe(
			'Liquidation clusters',
		);
		expect(definition.label.call(node({ name: 'mine' }))).toBe('mine');
	});

	it.each(ACTIONS)('%s has a name in the palette and words at its ends', (type) => {
		const { definition, node } = load(type);
		expect(definition.paletteLabel()).toMatch(/^[A-Z]/);
		expect(definition.inputLabels?.call(node())).toBe('asks the API');
		expect(definition.outputLabels?.call(node())).toMatch(/^[a-z]/);
	});

	it('says what comes out of it', () => {
		const { definition, node } = load('open-interest');
		const label = (output: string) => definition.outputLabels?.call(node({ output }));
		expect(label('rows')).toBe('list of exchanges');
		expect(label('each')).toBe('one message per exchange');
	});

	it('offers a list, then everything else a field can be taken from', () => {
		const { editor, definition, node } = load('market-depth');
		definition.oneditprepare.call(node());
		const [list, ...others] = editor.typedInputs.get('#node-input-percentage')!.types;
		expect(list).toMatchObject({
			value: 'choice',
			multiple: false,
			options: [
				{ value: '', label: 'leave it to the API' },
				{ value: '0.1', label: '0.1' },
				{ value: '0.5', label: '0.5' },
				{ value: '1.0', label: '1.0' },
			],
		});
		expect(others).toEqual(['msg', 'flow', 'global', 'env', 'jsonata']);
		expect(editor.typedInputs.get('#node-input-exchange')!.types).toContain('str');
	});

	it('asks yes or no in words', () => {
		const { editor, definition, node } = load('gamma-exposure');
		definition.oneditprepare.call(node());
		expect(editor.typedInputs.get('#node-input-historical')!.types[0]).toMatchObject({
			value: 'bool',
			options: [
				{ value: 'true', label: 'yes' },
				{ value: 'false', label: 'no' },
			],
		});
	});

	it.each([
		['asset', { asset: '' }, 'Asset is missing'],
		['asset', { asset: '', assetType: 'msg' }, 'Asset is missing'],
		['asset', { asset: 'a..b', assetType: 'msg' }, 'bad path'],
		['exchange', { exchange: 'mtgox' }, 'Exchange: "mtgox" is not in the list'],
		['timeout', { timeout: 'soon' }, 'Timeout: enter a number of 1 or more, or leave it empty'],
		['timeout', { timeout: '0' }, 'Timeout: enter a number of 1 or more, or leave it empty'],
		[
			'reserve',
			{ reserve: '-1' },
			'Calls kept in reserve: enter a number of 0 or more, or leave it empty',
		],
	])('says what is wrong with its %s: %j', (property, properties, text) => {
		expect(load('liquidations').wrong(properties)).toEqual({ [property]: text });
	});

	it.each([
		{ asset: 'PEPE', assetType: 'str' },
		{ asset: 'payload.asset', assetType: 'msg' },
		{ timeout: '5', retries: '0', cacheSeconds: '${SECONDS}' },
		{ timeout: 5 },
	])('has nothing against %j', (properties) => {
		expect(load('liquidations').wrong(properties)).toEqual({});
	});

	it('judges a field by the kind that is chosen in the open dialog', () => {
		const { editor, wrong } = load('liquidations');
		editor.fields.set('#node-input-assetType', 'str');
		expect(wrong({ asset: 'PEPE', assetType: 'choice' })).toEqual({});
	});
});

describe('the webhooks node in the editor', () => {
	const complete = { url: 'https://example.com', events: 'gex.flip,funding.rate.extreme' };

	it('wants an address and events to register, and says so', () => {
		const { wrong } = load('webhooks');
		expect(wrong()).toEqual({ url: 'URL is missing', events: 'Events is missing' });
		expect(wrong(complete)).toEqual({});
		expect(wrong({ ...complete, url: 'example.com' })).toEqual({
			url: 'URL: enter an address that starts with https://',
		});
		expect(wrong({ ...complete, events: 'gex.flip,rain' })).toEqual({
			events: 'Events: "rain" is not in the list',
		});
		expect(wrong({ ...complete, threshold: 'much' })).toEqual({
			threshold: 'Threshold: enter a number of 0 or more, or leave it empty',
		});
	});

	it('wants nothing to list, and an id to delete', () => {
		const { wrong } = load('webhooks');
		expect(wrong({ operation: 'list' })).toEqual({});
		expect(wrong({ operation: 'delete' })).toEqual({ webhookId: 'Webhook ID is missing' });
	});

	it('shows the fields of the chosen operation', () => {
		const { editor, definition, node } = load('webhooks');
		definition.oneditprepare.call(node());
		editor.fields.set('#node-input-operation', 'delete');
		editor.listeners.get('change #node-input-operation')!();
		expect(editor.visible.get('#kingfisher-row-url')).toBe(false);
		expect(editor.visible.get('#kingfisher-row-webhookId')).toBe(true);
		expect(editor.visible.get('#kingfisher-guess')).toBe(true);
	});
});

describe('the account in the editor', () => {
	const stored = { environment: 'custom', baseUrl: 'https://example.com/v1' };

	function open(typed: Record<string, string>, properties = stored) {
		const { editor, definition, node } = load('account');
		const all = { apiKey: '__PWRD__', ...properties, ...typed };
		for (const [name, value] of Object.entries(all))
			editor.fields.set(`#node-config-input-${name}`, value);
		definition.oneditprepare.call(node(properties));
		return { editor, press: () => editor.listeners.get('click #kingfisher-test')!() };
	}

	it('keeps the key as a password that is never exported', () => {
		expect(load('account').definition.credentials).toMatchObject({ apiKey: { type: 'password' } });
		expect(load('account').definition.defaults).not.toHaveProperty('apiKey');
	});

	it('wants an address only where it is another one', () => {
		const { wrong } = load('account');
		expect(wrong()).toEqual({});
		expect(wrong({ environment: 'custom' })).toHaveProperty('baseUrl');
		expect(wrong({ environment: 'custom', baseUrl: 'http://example.com' })).toHaveProperty(
			'baseUrl',
		);
		expect(wrong({ environment: 'custom', baseUrl: 'http://127.0.0.1:4780/v1' })).toEqual({});
		expect(wrong({ environment: 'custom', baseUrl: '${KINGFISHER_URL}' })).toEqual({});
		expect(wrong({ ...stored, streamUrl: 'https://example.com' })).toHaveProperty('streamUrl');
	});

	it('has a stored key tested without having it', () => {
		const { editor, press } = open({});
		editor.answer = () => ({ verdict: 'ok', baseUrl: stored.baseUrl });
		press();
		expect(editor.requests.at(-1)).toMatchObject({
			url: 'kingfisher-account/node/test',
			type: 'POST',
			data: '{}',
		});
		expect(editor.texts.get('#kingfisher-test-result')).toBe(
			'It works: https://example.com/v1 answers and accepts the key.',
		);
	});

	it('has a typed key tested with the typed address', () => {
		const { editor, press } = open({ apiKey: ' typed ', baseUrl: 'https://other.example/v1' });
		press();
		expect(JSON.parse(editor.requests.at(-1)?.data ?? '')).toEqual({
			apiKey: 'typed',
			environment: 'custom',
			baseUrl: 'https://other.example/v1',
		});
	});

	it('asks for a deploy before a stored key is tested with another address', () => {
		const { editor, press } = open({ baseUrl: 'https://other.example/v1' });
		press();
		expect(editor.requests.filter(({ type }) => type === 'POST')).toEqual([]);
		expect(editor.texts.get('#kingfisher-test-result')).toMatch(/^Deploy first/);
	});

	it('says so when Node-RED cannot carry out the test', () => {
		const { editor, press } = open({});
		editor.answer = () => undefined;
		press();
		expect(editor.texts.get('#kingfisher-test-result')).toBe(
			'Node-RED could not carry out the test.',
		);
	});

	it('shows the calls that are left', () => {
		const { editor, press } = open({});
		const usage = { limit: 100, remaining: 95, resetAt: '2026-02-02T00:00:00Z', observedAt: 'now' };
		editor.answer = () => ({ verdict: 'ok', usage });
		press();
		expect(editor.texts.get('#kingfisher-usage')).toMatch(/^95 of 100 calls left today, until /);
	});
});
