import { resultFields, signals } from '../../core';
import { stage } from './support/emulator';
import { until } from './support/host';
import { clusters, evaluate, near } from './support/signal';

const listening = (properties = {}) => near({ settings: {}, data: 'message', ...properties });

describe('a result of a signal', () => {
	it('is a flat row with every column, in the same order every time', async () => {
		const { host } = await stage([listening()]);
		const columns = Object.keys(resultFields(signals.clusterProximity));
		const [first] = await evaluate(host, { payload: clusters(66_330) });
		const [missing] = await evaluate(host, { payload: 'nothing' });
		expect([Object.keys(first!), Object.keys(missing!)]).toEqual([columns, columns]);
		const isFlat = Object.values({ ...first, ...missing }).every(
			(value) => typeof value !== 'object' || value === null,
		);
		expect(isFlat).toBe(true);
	});

	it('tells about itself, without what the message told before', async () => {
		const { host } = await stage([listening()]);
		await evaluate(host, { payload: clusters(66_330), kingfisher: { raw: 'a whole answer' } });
		const { evaluatedAt, reasons, ...facts } = host.told[0]!['kingfisher'] as Record<
			string,
			unknown
		>;
		expect(evaluatedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
		expect(reasons).toEqual(expect.any(Array));
		expect(facts).toEqual({
			signal: 'cluster-proximity',
			asset: 'BTC',
			subject: expect.any(String),
			state: 'near',
			changed: true,
			fired: true,
			alert: 'entered',
			escalation: 0,
			text: 'BTC 67,000 is 1.0% above a $4.8B long-liquidation cluster at 66,330',
			missing: [],
			data: 'message',
		});
	});

	it('shares nothing between the two outputs', async () => {
		const { host } = await stage([listening()]);
		await evaluate(host, { payload: clusters(66_330), mine: { deep: 1 } });
		const [fired, all] = [host.sent[0]!, host.told[0]!];
		expect(fired).toEqual(all);
		for (const name of ['payload', 'kingfisher', 'mine']) expect(fired[name]).not.toBe(all[name]);
	});

	it.each([
		['slack', 'BTC 67,000 is 1.0% above a $4.8B long-liquidation cluster at 66,330'],
		[
			'telegramMarkdown',
			'BTC 67,000 is 1\\.0% above a $4\\.8B long\\-liquidation cluster at 66,330',
		],
		['unheard of', 'BTC 67,000 is 1.0% above a $4.8B long-liquidation cluster at 66,330'],
	])('has a text for %s, in payload and kingfisher', async (format, text) => {
		const { host } = await stage([listening({ format })]);
		await evaluate(host, { payload: clusters(66_330) });
		expect(host.sent[0]).toMatchObject({ payload: { text }, kingfisher: { text } });
	});
});

describe('the status of a signal', () => {
	it('is the state, with the time when it last fired', async () => {
		const { host } = await stage([listening()]);
		await evaluate(host, { payload: clusters(66_330) });
		await until(() => host.statuses.at(-1)?.fill === 'blue', 'the alert');
		expect(host.statuses.at(-1)?.text).toMatch(/^BTC Near · \d\d:\d\d$/);
		await evaluate(host, { payload: clusters(66_330) });
		await until(() => host.statuses.at(-1)?.fill === 'green', 'the state');
		expect(host.statuses.at(-1)?.text).toMatch(/· \d\d:\d\d$/);
	});

	it('is in the language of the editor', async () => {
		const { host } = await stage([listening()], { language: 'de' });
		await evaluate(host, { payload: clusters(60_000) });
		await until(() => host.statuses.at(-1)?.text === 'BTC frei', 'the state');
	});

	it('counts the results where there are several', async () => {
		const { host } = await stage([listening({ asset: '' })]);
		await evaluate(host, { payload: [clusters(60_000), clusters(60_000, 'ETH')] }, 2);
		await until(() => host.statuses.at(-1)?.text === '2 results', 'the count');
	});
});
