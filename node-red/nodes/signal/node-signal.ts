import type { Node, NodeAPI, NodeDef, NodeMessage } from 'node-red';
import {
	evaluateSignal,
	gatherRound,
	judgeRound,
	KingfisherError,
	readAssets,
	settingsFrom,
	textFormatFrom,
	type AnySignal,
	type Evaluation,
	type SignalInput,
	type SignalMemory,
	type TextFormat,
} from '../../../core';
import { clock } from '../../shared/clock';
import { asNodeRedError, noAccount, type NodeRedError } from '../../shared/errors';
import { Status } from '../../shared/status';
import { askingStatus, failureStatus, type Translate } from '../../shared/status-text';
import { readTyped } from '../../shared/typed-inputs';
import { findAccount, type AccountNode } from '../account/find-account';
import { dataRuleOf, settingsOf, signalOf, storedSettings, type DataRule } from './fields';
import { NodeMemory } from './memory';
import { resultMessages, type Told } from './messages';
import { inputsOf, priceBeside } from './source';
import { forgottenStatus, otherAssetStatus, resultStatus } from './status';

export type SignalConfig = NodeDef & Record<string, unknown>;

type Send = (messages: NodeMessage[][]) => void;

/** What a message asks for. */
interface Request {
	assets: string[];
	price: unknown;
	settings: Record<string, unknown>;
}

/** What came of it. */
interface Outcome {
	memory: SignalMemory;
	evaluations: Evaluation[];
	/** Calls that failed while others did not. */
	failures: KingfisherError[];
}

/** What one node does from a deploy to the next. */
export class NodeSignal {
	private readonly status: Status;
	private readonly signal: AnySignal | undefined;
	private readonly rule: DataRule;
	private readonly format: TextFormat;
	private readonly memory: NodeMemory;
	private readonly account: AccountNode | undefined;
	private readonly closing = new AbortController();
	private firedAt: number | undefined;

	constructor(
		private readonly RED: NodeAPI,
		private readonly node: Node,
		private readonly config: SignalConfig,
	) {
		this.status = new Status(node);
		this.signal = signalOf(config['signal']);
		this.rule = dataRuleOf(config['data']);
		this.format = textFormatFrom(config['format']);
		const store = config['store'];
		this.memory = new NodeMemory(node, typeof store === 'string' ? store : '');
		this.account = findAccount(RED, config['account']);
		this.account?.register(node);
		if (!this.signal) this.status.show(failureStatus(this.t, this.unknownSignal()));
		else if (this.asksAlways && (this.account?.problem ?? !this.account)) {
			this.status.show(failureStatus(this.t, this.account?.problem ?? noAccount()));
		}
	}

	/**
	 * Evaluates a message, or forgets everything when it says so.
	 * @returns what went wrong although there are results
	 * @throws KingfisherError, NodeRedError when there are none
	 */
	async hear(msg: NodeMessage, send: Send): Promise<NodeRedError | undefined> {
		if (isReset(msg['reset'])) {
			await this.memory.forget();
			this.firedAt = undefined;
			this.status.show(forgottenStatus(this.t));
			return undefined;
		}
		const { signal } = this;
		if (!signal) throw this.unknownSignal();
		const request = await this.read(signal, msg);
		const { rule } = this;
		const inputs = inputsOf(signal, msg, { rule, now: clock.now(), ...request });
		if (inputs?.length === 0) {
			this.status.show(otherAssetStatus(this.t));
			return undefined;
		}
		const judge = inputs
			? judgeInputs(signal, inputs, request)
			: await this.ask(signal, msg, request);
		// A node that was stopped has nothing to say any more; the one in its place looks for itself.
		if (this.closing.signal.aborted) return undefined;
		const { found, problem } = await this.memory.change(judge);
		this.tell(msg, send, found, inputs ? { data: 'message' } : this.apiSource());
		const [failure] = found.failures;
		return problem ?? (failure && asNodeRedError(failure));
	}

	fail(caught: unknown): NodeRedError | undefined {
		// A node that was stopped has nothing to say any more.
		if (this.closing.signal.aborted) return undefined;
		this.status.show(failureStatus(this.t, caught));
		return asNodeRedError(caught);
	}

	async close(): Promise<void> {
		this.closing.abort();
		this.status.close();
		this.account?.deregister(this.node);
		// The node that takes its place reads what this one writes.
		await this.memory.settled();
	}

	private async read(signal: AnySignal, msg: NodeMessage): Promise<Request> {
		const { config } = this;
		const read = async (title: string, value: unknown, type: unknown, otherwise: string) =>
			await readTyped(
				this.RED,
				this.node,
				msg,
				value,
				typeof type === 'string' ? type : otherwise,
				{ title: `${signal.title}: ${title}` },
			);
		const given = signal.hasAsset
			? await read('Asset', config['asset'] ?? '', config['assetType'], 'str')
			: '';
		const price = await read('Price', config['price'] ?? '', config['priceType'], 'num');
		const titles = new Map(settingsOf(signal).map(([name, { title }]) => [name, title]));
		const settings = await Promise.all(
			storedSettings(signal, config['settings']).map(async ([name, { type, value }]) => [
				name,
				await read(titles.get(name) ?? name, value, type, 'str'),
			]),
		);
		return {
			assets: readAssets(given, signal.title),
			price,
			settings: Object.fromEntries(settings) as Record<string, unknown>,
		};
	}

	/** Asks what the signal lives on; the memory is looked at when the answers are there. */
	private async ask(
		signal: AnySignal,
		msg: NodeMessage,
		{ assets, price, settings }: Request,
	): Promise<(kept: unknown) => Outcome> {
		if (!this.account) throw noAccount();
		if (assets.length === 0) {
			throw new KingfisherError({
				code: 'invalid_parameter',
				message: `${signal.title}: no asset is given, and the message brings no data that name one`,
				help: 'Open the node and enter one or more symbols, such as BTC, ETH.',
			});
		}
		const client = this.account.client();
		this.status.showIfSlow(askingStatus(this.t));
		const watches = assets.map((asset) => ({
			signal,
			asset,
			settings,
			price: price ?? priceBeside(signal, msg, asset) ?? undefined,
		}));
		const gathered = await gatherRound(client, watches, {
			...settingsFrom(this.config as Record<string, unknown>),
			signal: this.closing.signal,
		});
		return (kept) => judgeRound(gathered, kept, clock.now());
	}

	private tell(msg: NodeMessage, send: Send, found: Outcome, source: Told['source']): void {
		const results = found.evaluations.flatMap((one) => one.results);
		if (results.some((one) => one.fired)) this.firedAt = clock.now();
		this.status.show(resultStatus(this.t, results, this.firedAt));
		send(resultMessages(this.RED, msg, { results, source, format: this.format }));
	}

	private apiSource(): Told['source'] {
		const rateLimit = this.account?.client().usage();
		return { data: 'api', ...(rateLimit && { rateLimit }) };
	}

	private get asksAlways(): boolean {
		return this.rule === 'ask' && this.signal?.hasAsset === true;
	}

	private unknownSignal(): KingfisherError {
		return new KingfisherError({
			code: 'invalid_configuration',
			message: `There is no signal "${String(this.config['signal'])}"`,
			help: 'Open this node, choose a signal, and deploy.',
		});
	}

	private readonly t: Translate = (key, values) => this.RED._(key, values);
}

function judgeInputs(
	signal: AnySignal,
	inputs: SignalInput[],
	{ settings }: Request,
): (kept: unknown) => Outcome {
	return (kept) => {
		let memory = kept;
		const evaluations = inputs.map((input) => {
			const evaluation = evaluateSignal(signal, memory, input, settings);
			memory = evaluation.memory;
			return evaluation;
		});
		return { memory: memory as SignalMemory, evaluations, failures: [] };
	};
}

/** As Node-RED's own nodes take it: whatever is in it, unless it says no. */
function isReset(value: unknown): boolean {
	return value !== undefined && value !== null && value !== false;
}
