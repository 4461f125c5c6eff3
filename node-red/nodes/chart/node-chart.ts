import type { Node, NodeAPI, NodeDef, NodeMessage } from 'node-red';
import {
	chartData,
	drawChart,
	drawData,
	escapeText,
	KingfisherError,
	looksFrom,
	settingsFrom,
	textFormatFrom,
	type Answer,
	type Chart,
	type ChartData,
	type Picture,
} from '../../../core';
import { clock } from '../../shared/clock';
import { asNodeRedError, noAccount, type NodeRedError } from '../../shared/errors';
import { Status } from '../../shared/status';
import {
	answerStatus,
	askingStatus,
	failureStatus,
	fit,
	type Translate,
} from '../../shared/status-text';
import { readInputs } from '../../shared/typed-inputs';
import { findAccount, type AccountNode } from '../account/find-account';
import { dataRuleOf, type DataRule } from '../signal/fields';
import { chartOf } from './fields';

export type ChartConfig = NodeDef & Record<string, unknown>;

/** What one node does from a deploy to the next. */
export class NodeChart {
	private readonly status: Status;
	private readonly chart: Chart | undefined;
	private readonly rule: DataRule;
	private readonly account: AccountNode | undefined;
	private readonly closing = new AbortController();

	constructor(
		private readonly RED: NodeAPI,
		private readonly node: Node,
		private readonly config: ChartConfig,
	) {
		this.status = new Status(node);
		this.chart = chartOf(config['operation']);
		this.rule = dataRuleOf(config['data']);
		this.account = findAccount(RED, config['account']);
		this.account?.register(node);
		if (!this.chart) this.status.show(failureStatus(this.t, this.unknownChart()));
		else if (this.rule === 'ask' && (this.account?.problem ?? !this.account)) {
			this.status.show(failureStatus(this.t, this.account?.problem ?? noAccount()));
		}
	}

	/**
	 * Draws what a message brings, or what the API answers.
	 * @throws KingfisherError, NodeRedError
	 */
	async hear(msg: NodeMessage, send: (msg: NodeMessage) => void): Promise<void> {
		const { chart } = this;
		if (!chart) throw this.unknownChart();
		const looks = looksFrom(this.config['theme'], this.config['size']);
		const data = this.dataIn(msg, chart);
		if (data) {
			const picture = await drawData(chart, data, looks);
			this.status.show({ fill: 'green', shape: 'dot', text: fit(...this.texts(picture)) });
			send(this.reply(msg, chart, picture));
			return;
		}
		const answer = await this.ask(msg, chart);
		// A node that was stopped has nothing to say any more.
		if (this.closing.signal.aborted) return;
		const picture = await drawChart(chart, answer, looks);
		this.status.show(answerStatus(this.t, answer, this.texts(picture)));
		send(this.reply(msg, chart, picture, answer));
	}

	fail(caught: unknown): NodeRedError | undefined {
		// A node that was stopped has nothing to say any more.
		if (this.closing.signal.aborted) return undefined;
		this.status.show(failureStatus(this.t, caught));
		return asNodeRedError(caught);
	}

	close(): void {
		this.closing.abort();
		this.status.close();
		this.account?.deregister(this.node);
	}

	/** `undefined` = the API is to be asked. Data say themselves which asset they are about. */
	private dataIn(msg: NodeMessage, chart: Chart): ChartData | undefined {
		if (this.rule === 'ask') return undefined;
		const data = chartData(chart, msg, undefined, clock.now());
		// One of our own nodes sent something that cannot be used: that is told, and not asked anew.
		const isMeant = data.facts !== undefined || endpointIn(msg) === chart.endpoint.name;
		return isMeant || this.rule === 'message' ? data : undefined;
	}

	private async ask(msg: NodeMessage, chart: Chart): Promise<Answer> {
		if (!this.account) throw noAccount();
		const client = this.account.client();
		this.status.showIfSlow(askingStatus(this.t));
		const { endpoint, parameters } = chart;
		const asked = await readInputs(this.RED, this.node, this.config, msg, endpoint, parameters);
		const settings = {
			...settingsFrom(this.config as Record<string, unknown>),
			signal: this.closing.signal,
		};
		return await client.ask(endpoint, asked, settings);
	}

	/** The message that came is used again, so that `_msgid` and everything else stay with it. */
	private reply(msg: NodeMessage, chart: Chart, picture: Picture, answer?: Answer): NodeMessage {
		const { png, fileName, mediaType, row } = picture;
		const text = escapeText(picture.text, textFormatFrom(this.config['format']));
		return Object.assign(msg, {
			payload: Buffer.from(png),
			topic: row['asset'] || msg.topic,
			filename: fileName,
			contentType: mediaType,
			kingfisher: {
				chart: chart.name,
				text,
				figures: { ...row, text },
				data: answer ? 'api' : 'message',
				...(answer && {
					endpoint: answer.endpoint.name,
					parameters: answer.parameters,
					rateLimit: answer.rateLimit,
					cached: answer.cached,
					stale: answer.stale,
					ageSeconds: answer.ageSeconds,
					hints: answer.hints(),
				}),
			},
		});
	}

	/** What the status says, longest first. */
	private texts({ row }: Picture): string[] {
		const drawn = this.t('status.drawn');
		return [`${String(row['asset'])} ${drawn}`, drawn];
	}

	private unknownChart(): KingfisherError {
		return new KingfisherError({
			code: 'invalid_configuration',
			message: `There is no chart "${String(this.config['operation'])}"`,
			help: 'Open this node, choose a chart, and deploy.',
		});
	}

	private readonly t: Translate = (key, values) => this.RED._(key, values);
}

function endpointIn(msg: NodeMessage): unknown {
	const facts = msg['kingfisher'];
	return typeof facts === 'object' && facts !== null && 'endpoint' in facts
		? facts.endpoint
		: undefined;
}
