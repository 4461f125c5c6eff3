import type { AnyEndpoint } from '../api/endpoint';
import type { Usage } from './call-budget';
import type { KingfisherError } from './errors';
import { parseJson } from './parse-json';
import { Snapshot } from './snapshot';

export interface AnswerFacts {
	body: string;
	/** Epoch ms. */
	receivedAt: number;
	now: number;
	/** Whether no call was spent for it. */
	cached: boolean;
	/** Why an outdated answer is served, when it is. */
	staleBecause: KingfisherError | undefined;
	rateLimit: Usage;
}

/** One answer of the REST API. */
export class Answer<E extends AnyEndpoint = AnyEndpoint> extends Snapshot<E> {
	readonly cached: boolean;
	readonly stale: boolean;
	readonly staleBecause: KingfisherError | undefined;
	readonly ageSeconds: number;
	readonly rateLimit: Usage;
	/** The API's answer as it came; this caller's own copy. */
	readonly raw: unknown;

	/** @param parameters as sent */
	constructor(endpoint: E, parameters: Record<string, unknown>, facts: AnswerFacts) {
		const raw = parseJson(facts.body);
		super(endpoint, parameters, facts.receivedAt, raw);
		this.raw = raw;
		this.cached = facts.cached;
		this.staleBecause = facts.staleBecause;
		this.stale = facts.staleBecause !== undefined;
		this.ageSeconds = Math.max(0, Math.round((facts.now - facts.receivedAt) / 1000));
		this.rateLimit = facts.rateLimit;
	}

	/** What the user should know about this answer. */
	hints(): string[] {
		const hints = this.endpoint.hints?.(this.parameters) ?? [];
		if (!this.staleBecause) return hints;
		return [
			...hints,
			`This answer is ${this.ageSeconds} s old, since a new one could not be had: ${this.staleBecause.message}.`,
		];
	}
}
