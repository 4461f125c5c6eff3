import type { IDataObject, INodeExecutionData, ITriggerFunctions } from 'n8n-workflow';
import {
	gatherRound,
	isKingfisherError,
	judgeRound,
	nextActive,
	planCalls,
	stretchInterval,
	type Client,
	type ErrorCode,
	type KingfisherError,
	type Round,
} from '../../core';
import { clock, createClient } from '../shared/client';
import { CREDENTIAL } from '../shared/helper-transport';
import { activationError } from '../shared/node-error';
import type { Closable, Place } from '../shared/places';
import { signalItem } from '../shared/signal-items';
import type { WatchParameters } from './read-parameters';

/** Only the user can mend these. */
const FINAL: readonly ErrorCode[] = [
	'invalid_api_key',
	'plan_required',
	'invalid_configuration',
	'invalid_parameter',
];

/** Round after round, until the workflow is taken back. */
export class SignalWatch implements Closable {
	private readonly closing = new AbortController();
	/** Until then, what only the user can mend is what `trigger()` throws. */
	private isStarted = false;
	private isStretched = false;

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly parameters: WatchParameters,
		private readonly place: Place,
	) {}

	close(): void {
		this.closing.abort();
	}

	/** The first round, for as long as n8n waits; then it goes on in the background. */
	async start(withinMs: number): Promise<void> {
		const first = this.round();
		// What the first round says later than that is told like that of any other.
		first.catch(() => undefined);
		await Promise.race([first, clock.sleep(withinMs, this.closing.signal)]);
		this.isStarted = true;
		this.goOn(first).catch((caught: unknown) => this.stop(caught));
	}

	private async goOn(first: Promise<void>): Promise<void> {
		const { signal } = this.closing;
		await first;
		while (!signal.aborted) {
			await clock.sleep(await this.pause(), signal);
			if (!signal.aborted) await this.round();
		}
	}

	/** @throws what the user has to mend, and nothing else */
	private async round(): Promise<void> {
		const { hours, watches, asking } = this.parameters;
		const { signal } = this.closing;
		if (nextActive(hours, clock.now()) > clock.now()) return;
		try {
			const client = await this.client();
			const gathered = await gatherRound(client, watches, { ...asking, signal });
			if (signal.aborted) return;
			const data = this.context.getWorkflowStaticData('node');
			const round = judgeRound(gathered, data.signals, clock.now());
			data.signals = round.memory as unknown as IDataObject;
			for (const failure of round.failures) this.note(failure);
			this.emit(itemsOf(round, this.parameters.textFormat));
		} catch (caught) {
			if (signal.aborted) return;
			const passes = isKingfisherError(caught) && !FINAL.includes(caught.code);
			if (!passes) throw activationError(this.context.getNode(), caught);
			// The next round asks again, and what alerts remember stays as it is.
			this.note(caught);
		}
	}

	/** How long until the next round, in ms. */
	private async pause(): Promise<number> {
		const { intervalMs, hours, watches, asking } = this.parameters;
		const now = clock.now();
		const { remaining, resetAt } = (await this.client()).usage();
		const stretched = stretchInterval({
			intervalMs,
			callsPerRound: planCalls(watches).calls.length,
			remaining,
			resetAt,
			now,
			hours,
			...(asking.reserve === undefined ? {} : { reserve: asking.reserve }),
		});
		this.tellSchedule(stretched.isStretched, stretched.reason);
		return nextActive(hours, now + stretched.intervalMs) - now;
	}

	private tellSchedule(isStretched: boolean, reason: string): void {
		if (isStretched === this.isStretched) return;
		this.isStretched = isStretched;
		const text = isStretched
			? `Kingfisher signals: ${reason}`
			: 'Kingfisher signals: the interval is as set again';
		this.context.logger.info(text, this.origin);
		if (!this.parameters.scheduleEvents) return;
		const event = isStretched ? 'stretched' : 'as_set';
		const time = clock.now();
		this.emit([{ json: { event, text, time, timestamp: new Date(time).toISOString() } }]);
	}

	private emit(items: INodeExecutionData[]): void {
		if (items.length > 0 && !this.closing.signal.aborted) this.context.emit([items]);
	}

	/** Read anew each time, so that a key that is exchanged takes effect. */
	private async client(): Promise<Client> {
		return createClient(this.context, await this.context.getCredentials(CREDENTIAL));
	}

	private note(failure: KingfisherError): void {
		this.context.logger.warn(
			`Kingfisher signals: ${failure.message}. ${failure.help}`,
			this.origin,
		);
	}

	private stop(caught: unknown): void {
		if (this.closing.signal.aborted || !this.isStarted) return;
		this.place.leave();
		this.context.emitError(activationError(this.context.getNode(), caught));
	}

	private get origin() {
		const { name: nodeName } = this.context.getNode();
		return { workflowId: this.context.getWorkflow().id, nodeName };
	}
}

function itemsOf({ evaluations }: Round, textFormat: unknown): INodeExecutionData[] {
	return evaluations.flatMap(({ fired }) => fired).map((result) => signalItem(result, textFormat));
}
