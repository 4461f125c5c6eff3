import * as v from 'valibot';
import type { AnyEndpoint, Fields, ResponseOf, Row } from '../api/endpoint';
import type { Usage } from './call-budget';
import type { KingfisherError } from './errors';
import { parseJson } from './parse-json';
import { shapeError } from './response';

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

/** One answer, read as the caller likes: untouched, typed, as rows, as one record, as a text. */
export class Answer<E extends AnyEndpoint = AnyEndpoint> {
	readonly cached: boolean;
	readonly stale: boolean;
	readonly staleBecause: KingfisherError | undefined;
	/** Epoch ms. */
	readonly receivedAt: number;
	readonly ageSeconds: number;
	readonly rateLimit: Usage;
	/** The API's answer as it came; this caller's own copy. */
	readonly raw: unknown;

	constructor(
		readonly endpoint: E,
		/** Parameters as sent. */
		readonly parameters: Record<string, unknown>,
		facts: AnswerFacts,
	) {
		this.cached = facts.cached;
		this.staleBecause = facts.staleBecause;
		this.stale = facts.staleBecause !== undefined;
		this.receivedAt = facts.receivedAt;
		this.ageSeconds = Math.max(0, Math.round((facts.now - facts.receivedAt) / 1000));
		this.rateLimit = facts.rateLimit;
		this.raw = parseJson(facts.body);
	}

	/**
	 * The answer through the endpoint's loose schema: documented fields typed, others untouched.
	 * @throws KingfisherError `unexpected_shape`; `raw` still has what came.
	 */
	data(): ResponseOf<E> {
		const problem = shapeError(this.endpoint, this.raw);
		if (problem) throw problem;
		return v.parse(this.endpoint.response, this.raw) as ResponseOf<E>;
	}

	/**
	 * @param simplify leaves out what the API sent beyond the endpoint's own columns.
	 * @throws KingfisherError `unexpected_shape`
	 */
	rows({ simplify = false } = {}): Row[] {
		const rows = this.endpoint.rows(this.data(), this.parameters, this.receivedAt);
		return simplify ? rows.map((row) => this.onlyColumns(row, this.endpoint.rowFields)) : rows;
	}

	/**
	 * @param simplify leaves out what the API sent beyond the endpoint's own columns.
	 * @throws KingfisherError `unexpected_shape`
	 */
	summary({ simplify = false } = {}): Row {
		const summary = this.endpoint.summary(this.data(), this.parameters, this.receivedAt);
		return simplify ? this.onlyColumns(summary, this.endpoint.summaryFields) : summary;
	}

	/** @throws KingfisherError `unexpected_shape` */
	text(): string {
		return this.endpoint.text(this.data(), this.parameters);
	}

	/** Of a response that is not documented nothing is left out: our columns may have missed the point. */
	private onlyColumns(row: Row, fields: Fields): Row {
		if (!this.endpoint.documented) return row;
		return Object.fromEntries(Object.entries(row).filter(([name]) => name in fields));
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
