import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { signals, type AnySignal } from '../../../core';
import type { FlowNode } from '../hosts/node-red-admin';
import type { NodeRedEditor } from '../hosts/node-red-editor';

const SIGNALS = Object.values<AnySignal>(signals);

const idOf = (signal: AnySignal) => `node-${signal.name}`;

/** With every property that the editor stores. */
const complete = (
	JSON.parse(
		readFileSync(resolve(__dirname, '../../../node-red/examples/proximity-to-slack.json'), 'utf8'),
	) as FlowNode[]
).find(({ type }) => type === 'kingfisher-signal');

/** A flow with a node for every signal. */
export function signalNodes(account: string): FlowNode[] {
	const tab: FlowNode = { id: 'signals', type: 'tab', label: 'Signals' };
	const nodes = SIGNALS.map((signal, index) => ({
		...complete,
		id: idOf(signal),
		z: tab.id,
		x: 400,
		y: 100 + index * 60,
		signal: signal.name,
		account,
		asset: 'BTC',
		assetType: 'choice',
		settings: signal.name === 'position-size' ? { stop: { type: 'msg', value: 'stop' } } : {},
		wires: [[], []],
	}));
	return [tab, ...(nodes as unknown as FlowNode[])];
}

/** What the dialog of a signal does in an editor whose flows hold `signalNodes`. */
export function describeSignalDialogs(opened: () => NodeRedEditor): void {
	const page = () => opened().page;

	async function open(signal: AnySignal): Promise<void> {
		await opened().open(idOf(signal));
		await page().waitForSelector('#node-input-signal');
	}

	const stored = async (signal: AnySignal) =>
		await page().evaluate<Record<string, unknown>>(`(() => {
			const { signal, settings, changed, validationErrors, asset, data } = RED.nodes.node('${idOf(signal)}');
			return { signal, settings, changed: changed === true, validationErrors, asset, data };
		})()`);

	it.each(SIGNALS.map((signal) => [signal.title, signal] as const))(
		'%s shows its own settings, and is as it was when nothing was changed',
		async (_title, signal) => {
			const before = await stored(signal);
			await open(signal);
			const shown = await page().evaluate<string[]>(
				"[...document.querySelectorAll('.kingfisher-settings')].filter((one) => one.offsetParent !== null).map(({ id }) => id)",
			);
			expect(shown).toEqual([`kingfisher-settings-${signal.name}`]);
			await opened().done();
			expect(await stored(signal)).toEqual(before);
		},
	);

	it('keeps what is entered, and shows it again', async () => {
		const signal = signals.clusterProximity;
		await open(signal);
		await page().evaluate(`(() => {
			$('#kingfisher-cluster-proximity-enterDistance').typedInput('value', '0.5');
			$('#kingfisher-cluster-proximity-cooldown').typedInput('type', 'flow').typedInput('value', 'quiet');
			$('#kingfisher-cluster-proximity-exchange').typedInput('value', 'okx');
			$('#kingfisher-cluster-proximity-reportEnd').typedInput('value', 'true');
		})()`);
		await opened().done();
		const settings = {
			enterDistance: '0.5',
			exchange: 'okx',
			cooldown: { type: 'flow', value: 'quiet' },
			reportEnd: 'true',
		};
		expect(await stored(signal)).toMatchObject({ settings, changed: true, validationErrors: [] });
		await open(signal);
		await opened().done();
		const { settings: again } = await stored(signal);
		expect(JSON.stringify(again)).toBe(JSON.stringify(settings));
	});

	it('keeps the settings of the chosen signal only', async () => {
		await open(signals.gammaRegime);
		await page().selectOption('#node-input-signal', 'funding-extreme');
		await page().evaluate("$('#kingfisher-funding-extreme-threshold').typedInput('value', '0.1')");
		await opened().done();
		expect(await stored(signals.gammaRegime)).toMatchObject({
			signal: 'funding-extreme',
			settings: { threshold: '0.1' },
		});
	});

	it('says what is wrong, and that a stop is missing', async () => {
		await open(signals.setupScan);
		await page().evaluate(
			"$('#kingfisher-setup-scan-maximumDistance').typedInput('value', '1000000')",
		);
		await opened().done();
		const { validationErrors } = await stored(signals.setupScan);
		expect(validationErrors).toEqual([expect.stringMatching(/^Maximum distance: enter a number/)]);
		const sizing = await stored(signals.positionSize);
		expect(sizing['validationErrors']).toEqual(['Equity is missing']);
	});

	it('shows no field that makes no sense for a call plan', async () => {
		await open(signals.callPlan);
		for (const name of ['asset', 'data', 'price', 'account']) {
			expect(await page().isVisible(`#kingfisher-row-${name}`)).toBe(false);
		}
		await opened().done();
	});
}
