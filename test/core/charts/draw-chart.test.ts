import {
	chartData,
	chartFields,
	chartNamed,
	charts,
	CHART_SIZES,
	CHART_THEMES,
	drawChart,
	type Chart,
} from '../../../core';
import { lookOf } from '../../../core/charts/look';
import { startEmulator, type Emulator } from '../../../emulator';
import { AT_ISO, answerOf } from '../support/answer';
import { asking, failureOf } from '../support/client';
import { fundingOf, gexOf, liquidationsOf, openInterestOf } from './support/bodies';
import { decode } from './support/picture';

const ALL = Object.entries<Chart>(charts);
const BODIES = {
	liquidationMap: liquidationsOf([[66_000, 1e6, 2e6]]),
	gexProfile: gexOf([[66_000, 1e6]]),
	fundingComparison: fundingOf({ okx: 0.0001 }),
	openInterestByExchange: openInterestOf({ okx: 1e9 }),
};

describe.each(ALL)('the chart %s', (kind, chart) => {
	const body = BODIES[kind as keyof typeof BODIES];
	const draw = async (given: unknown, options = {}) =>
		await drawChart(chart, answerOf(chart.endpoint, given), options);

	it('is found by the name that flows keep', () => {
		expect(chartNamed(chart.name)).toBe(chart);
		expect(chart.name).toMatch(/^[a-z-]+$/);
	});

	it('gives every column that it declares, and no other', async () => {
		expect(Object.keys((await draw(body)).row)).toEqual(Object.keys(chartFields(chart)));
	});

	it('asks with parameters that its endpoint has', () => {
		expect(Object.keys(chart.endpoint.parameters as object)).toEqual(
			expect.arrayContaining([...chart.parameters]),
		);
	});

	it.each(
		CHART_THEMES.flatMap(({ value: theme }) =>
			CHART_SIZES.map(({ value: size }) => [theme, size] as const),
		),
	)('is a small PNG, %s and %s, the same every time', async (theme, size) => {
		const first = await draw(body, { theme, size });
		const { width, height } = decode(first.png);
		expect([width, height]).toEqual([first.width, first.height]);
		expect(first.png.length).toBeLessThan(60_000);
		expect((await draw(body, { theme, size })).png).toEqual(first.png);
	});

	it('is drawn of what a node of Node-RED sends, of rows, and of a bare response', async () => {
		const answer = answerOf(chart.endpoint, body);
		const facts = {
			endpoint: chart.endpoint.name,
			parameters: { asset: 'BTC' },
			receivedAt: AT_ISO,
		};
		const message = { payload: answer.rows(), topic: 'BTC', kingfisher: { ...facts, raw: body } };
		const { png } = await drawChart(chart, answer);
		expect((await drawChart(chart, message)).png).toEqual(png);
		for (const given of [answer.rows(), { payload: body, topic: 'BTC' }]) {
			expect((await drawChart(chart, given)).row['asset']).toBe('BTC');
		}
	});

	it('says in words when there is nothing to draw, and draws no blank picture', async () => {
		const empty = { ...body, clusters: [], gex_profile: [], rates: [], exchange_breakdown: [] };
		const { code, message, help } = await failureOf(draw(empty));
		expect(code).toBe('not_found');
		expect(message).toBe(
			`${chart.title}: no ${chart.subject} are reported for BTC, so there is nothing to draw`,
		);
		expect(help).not.toBe('');
	});

	it('says in words when something else was handed over', async () => {
		for (const given of ['text', 5, null, [], { payload: 'x' }, { some: 'thing' }]) {
			expect((await failureOf(drawChart(chart, given))).code).toBe('invalid_parameter');
		}
	});

	it('bears whatever the API may send: it is drawn, or there is nothing to draw', () => {
		const wild = ['NaN', NaN, null, -5, '12', 1e300, -1e300, 0, {}, [], 'x'.repeat(5000), true];
		for (const one of wild) {
			const bodies = [
				liquidationsOf(
					[
						[one, one, 5],
						[66_000, one, one],
						[one, 1e6, 0],
					],
					{ current_price: one },
				),
				gexOf(
					[
						[one, one],
						[66_000, one],
						[one, 5],
					],
					{ current_price: one, flip_level: one },
				),
				fundingOf(
					{ okx: one, [JSON.stringify(one)]: 0.0001 },
					{ interval_hours: one, annualized: one },
				),
				openInterestOf({ okx: one, [JSON.stringify(one)]: 5 }, { total_open_interest: one }),
			];
			for (const given of bodies) {
				const { facts } = chartData(chart, { payload: given, topic: 'BTC' });
				const composed = facts && chart.compose(facts, 'BTC', lookOf('dark', 'square'));
				for (const mark of composed?.marks ?? []) {
					expect([mark.x, mark.y].every(Number.isFinite)).toBe(true);
				}
			}
		}
	});
});

describe('the name of the file', () => {
	it('is one on every file system', async () => {
		const body = liquidationsOf([[1, 1, 1]], { asset: '../A:B\\C*' });
		const { fileName } = await drawChart(
			charts.liquidationMap,
			answerOf(charts.liquidationMap.endpoint, body),
		);
		expect(fileName).toBe('ABC-liquidation-map-20260115-1430.png');
	});
});

describe("the emulator's data", () => {
	let emulator: Emulator;
	beforeAll(async () => {
		emulator = await startEmulator({ seed: 6 });
	});
	afterAll(() => emulator.close());

	it.each(ALL)('become a picture: %s', async (_, chart) => {
		const { client } = asking(emulator, { apiKey: emulator.keys.elite });
		const answer = await client.ask(chart.endpoint, { asset: 'BTC' });
		const { png, text } = await drawChart(chart, answer);
		expect(decode(png).colours).toBeGreaterThan(20);
		expect(text).toMatch(/^BTC /);
	});
});
