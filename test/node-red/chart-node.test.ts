import { Editor, nodeInEditor, problems } from './support/editor';
import { node, until, type FlowNode } from './support/host';
import { stage } from './support/emulator';
import { FILES } from './support/rendered';

const chart = (properties: Record<string, unknown> = {}): FlowNode =>
	node('chart', { asset: 'BTC', assetType: 'str', wires: [['out']], ...properties });

const isPng = (payload: unknown) =>
	Buffer.isBuffer(payload) && payload.subarray(1, 4).toString('latin1') === 'PNG';

describe('the chart node', () => {
	it('asks the API for any message, and sends a picture with what goes along', async () => {
		const { host, emulator } = await stage([chart({ theme: 'light', size: 'wide' })]);
		host.receive({ payload: Date.now(), mine: 'kept' });
		await until(() => host.sent.length === 1, 'a picture');
		const [sent] = host.sent;
		expect(isPng(sent!.payload)).toBe(true);
		expect(sent).toMatchObject({
			topic: 'BTC',
			mine: 'kept',
			filename: expect.stringMatching(/^BTC-liquidation-map-.*\.png$/),
			contentType: 'image/png',
			kingfisher: {
				chart: 'liquidation-map',
				data: 'api',
				text: expect.stringMatching(/^BTC 67,000: longs /),
				figures: { currentPrice: 67_000, width: 1200 },
				parameters: { asset: 'BTC', exchange: 'all', timeframe: '1D' },
				rateLimit: { remaining: 99 },
			},
		});
		expect(emulator.calls).toHaveLength(1);
		expect(host.completed).toHaveLength(1);
	});

	it.each([
		['gex-profile', 'gamma-exposure'],
		['funding-comparison', 'funding-rates'],
		['open-interest-by-exchange', 'open-interest'],
	])(
		'draws %s of what the node before it asked for, without a call of its own',
		async (kind, type) => {
			const feed = node(type, { id: 'feed', asset: 'ETH', wires: [['node']] });
			const { host, emulator } = await stage([feed, chart({ operation: kind })]);
			host.receive({}, 'feed');
			await until(() => host.sent.length === 1, 'a picture');
			expect(isPng(host.sent[0]!.payload)).toBe(true);
			expect(host.sent[0]!['kingfisher']).toMatchObject({ chart: kind, data: 'message' });
			expect(emulator.calls).toHaveLength(1);
		},
	);

	it('needs no account for what messages bring, and says what they lack', async () => {
		const { host } = await stage([chart({ account: '', data: 'message' })]);
		host.receive({ payload: 'nothing' });
		const { error } = await host.fail();
		expect(error.code).toBe('invalid_parameter');
		expect(host.sent).toEqual([]);
	});

	it.each([
		['no account', { account: '' }, 'invalid_configuration'],
		['no asset', { asset: '' }, 'invalid_parameter'],
		['a chart that does not exist', { operation: 'moon' }, 'invalid_configuration'],
	])('with %s sends nothing, and tells the catch node', async (_, properties, code) => {
		const { host } = await stage([chart(properties)]);
		host.receive({});
		expect((await host.fail()).error.code).toBe(code);
		expect(host.sent).toEqual([]);
	});

	it('says so when there is nothing to draw', async () => {
		const { host, emulator } = await stage([chart()]);
		const body = { asset: 'BTC', current_price: 67_000, clusters: [] };
		emulator.faults.inject({ path: '/liquidations/BTC', body });
		host.receive({});
		const { error } = await host.fail();
		expect(error).toMatchObject({
			code: 'not_found',
			message: expect.stringContaining('nothing to draw'),
		});
	});
});

describe('the chart node in the editor', () => {
	const editor = new Editor();
	const catalog = JSON.parse(FILES['nodes/locales/en-US/kingfisher-chart.json']!);
	const definition = editor.load(FILES['nodes/kingfisher-chart.html']!, catalog);
	const inEditor = (properties = {}) => nodeInEditor(definition, { account: 'a', ...properties });

	it('has an input and an output with names, and a telling label', () => {
		expect(definition).toMatchObject({ inputs: 1, outputs: 1, icon: 'kingfisher-chart.svg' });
		expect(definition.paletteLabel()).toBe('Chart');
		expect(definition.inputLabels?.call(inEditor())).toBe('data, or any message to ask');
		expect(definition.outputLabels?.call(inEditor(), 0)).toBe('picture (PNG)');
		expect(definition.label.call(inEditor())).toBe('Liquidation map');
		expect(definition.label.call(inEditor({ data: 'ask' }))).toBe('BTC · Liquidation map');
		expect(definition.label.call(inEditor({ name: 'mine' }))).toBe('mine');
	});

	it('is complete as it is dragged in, but for the account', () => {
		expect(problems(definition, inEditor())).toEqual({});
		expect(Object.keys(problems(definition, inEditor({ account: '' })))).toEqual(['account']);
		expect(problems(definition, inEditor({ account: '', data: 'message' }))).toEqual({});
		expect(Object.keys(problems(definition, inEditor({ operation: 'moon' })))).toContain(
			'operation',
		);
	});
});
