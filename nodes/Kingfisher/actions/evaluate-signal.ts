import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import {
	evaluateSignal,
	gatherRound,
	inputFrom,
	inputsFrom,
	judgeRound,
	KingfisherError,
	readAssets,
	settingsFrom,
	signals,
	type AnySignal,
	type Client,
	type Evaluation,
	type SettingName,
	type SignalFields,
} from '../../../core';
import { clock } from '../../shared/client';
import { errorJson, nodeError } from '../../shared/node-error';
import { signalItem } from '../../shared/signal-items';

/** What is asked of one signal. */
interface Request {
	signal: AnySignal;
	assets: string[];
	settings: IDataObject;
	options: IDataObject;
	alwaysOutput: boolean;
}

/**
 * Evaluates the chosen signal: of the API's answers for each input item, or of all input items together,
 * since rows of one answer belong together. What alerts remember is kept in the workflow's static data.
 */
export async function evaluateSignals(
	this: IExecuteFunctions,
	client: () => Promise<Client>,
	signalOfCancel: AbortSignal,
): Promise<{ items: INodeExecutionData[]; hints: string[] }> {
	const hints: string[] = [];
	const inputs = this.getInputData();
	const readsItems = this.getNodeParameter('dataSource', 0, 'ask') === 'items';
	const memory = new Memory(this);
	const items: INodeExecutionData[] = [];
	for (const index of readsItems ? [0] : inputs.keys()) {
		try {
			const request = readRequest.call(this, index);
			const evaluations = readsItems
				? evaluateItems(request, inputs, memory)
				: await evaluateAnswers(request, await client(), memory, signalOfCancel, hints);
			const pairedItem = readsItems ? inputs.map((_, item) => ({ item })) : { item: index };
			items.push(...itemsOf(request, evaluations).map((item) => ({ ...item, pairedItem })));
		} catch (caught) {
			const error = nodeError(this.getNode(), caught, index);
			if (!this.continueOnFail()) throw error;
			items.push({ json: errorJson(caught, error), pairedItem: { item: index } });
		}
	}
	return { items, hints };
}

class Memory {
	private readonly data: IDataObject;

	constructor(context: IExecuteFunctions) {
		this.data = context.getWorkflowStaticData('node');
	}

	get kept(): unknown {
		return this.data.signals;
	}

	keep(memory: object): void {
		this.data.signals = memory as IDataObject;
	}
}

function readRequest(this: IExecuteFunctions, index: number): Request {
	const operation = this.getNodeParameter('operation', index) as keyof typeof signals;
	if (!Object.hasOwn(signals, operation)) {
		throw nodeError(this.getNode(), `"${operation}" is not a signal`, index);
	}
	const signal: AnySignal = signals[operation];
	const options = this.getNodeParameter('options', index, {}) as IDataObject;
	const shown = Object.entries(signal.settings as SignalFields).filter(([, one]) => !one.isOption);
	const settings = shown.map(([name]) => [name, this.getNodeParameter(name, index, '')]);
	const assets = signal.hasAsset ? this.getNodeParameter('assets', index, '') : '';
	return {
		signal,
		assets: readAssets(assets, signal.title),
		settings: { ...options, ...(Object.fromEntries(settings) as IDataObject) },
		options,
		alwaysOutput: this.getNodeParameter('alwaysOutput', index, false) === true,
	};
}

function evaluateItems(
	{ signal, assets, settings, options }: Request,
	inputs: INodeExecutionData[],
	memory: Memory,
): Evaluation[] {
	const given = inputs.map(({ json }) => json);
	const context = { now: clock.now(), price: options.price };
	const all =
		assets.length === 0
			? inputsFrom(signal, given, context)
			: assets.map((asset) => inputFrom(signal, given, { ...context, asset }));
	return all.map((input) => {
		const evaluation = evaluateSignal(signal, memory.kept, input, settings);
		memory.keep(evaluation.memory);
		return evaluation;
	});
}

async function evaluateAnswers(
	{ signal, assets, settings, options }: Request,
	client: Client,
	memory: Memory,
	cancel: AbortSignal,
	hints: string[],
): Promise<Evaluation[]> {
	if (signal.hasAsset && assets.length === 0) {
		throw new KingfisherError({
			code: 'invalid_parameter',
			message: `${signal.title}: no asset is given`,
			help: 'Enter one or more symbols, such as BTC, ETH.',
		});
	}
	const watches = (signal.hasAsset ? assets : ['']).map((asset) => ({
		signal,
		asset,
		settings,
		price: options.price,
	}));
	const asking = settingsFrom(options as Partial<Record<SettingName, unknown>>);
	const gathered = await gatherRound(client, watches, { ...asking, signal: cancel });
	// Other items may have been evaluated meanwhile: the memory is read after the answers are there.
	const round = judgeRound(gathered, memory.kept, clock.now());
	memory.keep(round.memory);
	hints.push(...round.failures.map(({ message, help }) => `${message}. ${help}`));
	return round.evaluations;
}

function itemsOf(
	{ signal, options, alwaysOutput }: Request,
	evaluations: Evaluation[],
): INodeExecutionData[] {
	const isAll = alwaysOutput || signal.kind === 'calculator';
	return evaluations
		.flatMap(({ results, fired }) => (isAll ? results : fired))
		.map((result) => signalItem(result, options.textFormat));
}
