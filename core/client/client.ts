import type { AnyEndpoint, InputOf } from '../api/endpoint';
import { sharedAccount, type Account } from './account';
import { Answer } from './answer';
import { isFresh, type CachedBody } from './cache';
import type { Usage } from './call-budget';
import { resolveBaseUrl, type Environment } from './environment';
import { isKingfisherError, KingfisherError } from './errors';
import { exchange } from './exchange';
import type { RateLimitReading } from './rate-limit';
import { fingerprint, redact, usableKey } from './redact';
import { prepareRequest, type PreparedRequest } from './request';
import { parseJson } from './parse-json';
import { readResponse, shapeError } from './response';
import { retryDecision, type RetryDecision } from './retry';
import { resolveSettings, type Settings } from './settings';
import type { Clock, HttpTransport, Logger, Random } from './transport';

export interface ClientOptions {
	/** Blanks and line breaks around it are removed. */
	apiKey: string;
	environment?: Environment;
	/** For the environment `custom`. */
	baseUrl?: string;
	transport: HttpTransport;
	clock: Clock;
	random: Random;
	logger?: Logger;
	/** For every request that does not say otherwise. */
	settings?: Partial<Settings>;
	/** Sent as User-Agent, where the host lets us. */
	userAgent?: string;
}

/**
 * Asks the REST API: validates, serves from the cache, shares a call among concurrent callers, keeps
 * within the day's calls, retries, and turns every failure into a `KingfisherError`.
 */
export class Client {
	readonly baseUrl: string;
	/** Names the key without telling it. */
	readonly keyFingerprint: string;
	/** Private at run time too: a client that is logged or serialised does not tell it. */
	readonly #apiKey: string;
	private readonly options: Omit<ClientOptions, 'apiKey'>;
	private readonly account: Account;

	/** @throws KingfisherError `invalid_configuration` */
	constructor({ apiKey, ...options }: ClientOptions) {
		this.#apiKey = usableKey(apiKey);
		this.options = options;
		this.baseUrl = resolveBaseUrl(options.environment, options.baseUrl);
		this.keyFingerprint = fingerprint(this.#apiKey);
		this.account = sharedAccount(this.#apiKey, this.baseUrl);
	}

	/** What is known of today's calls, without asking. */
	usage(): Usage {
		return this.account.budget.usage(this.options.clock.now());
	}

	/**
	 * Asks one endpoint.
	 * @throws KingfisherError of every code
	 */
	async ask<E extends AnyEndpoint>(
		endpoint: E,
		input: InputOf<E> | Record<string, unknown>,
		given: Partial<Settings> = {},
	): Promise<Answer<E>> {
		const settings = resolveSettings(this.options.settings ?? {}, given);
		const request = prepareRequest(endpoint, input, this.baseUrl);
		const answer = (kept: CachedBody, cached: boolean, staleBecause?: KingfisherError) =>
			new Answer(endpoint, request.asked, {
				...kept,
				cached,
				staleBecause,
				now: this.options.clock.now(),
				rateLimit: this.usage(),
			});
		const key = request.url.href;
		const cached = endpoint.method === 'GET' ? this.account.cache.get(key) : undefined;
		const freshForMs = (settings.cacheSeconds ?? endpoint.freshForSeconds) * 1000;
		if (cached && isFresh(cached, this.options.clock.now(), freshForMs))
			return answer(cached, true);
		try {
			if (endpoint.method !== 'GET') {
				return answer(await this.send(request, settings, settings.signal), false);
			}
			const { value, shared } = await this.account.flights.run(
				`${key} ${howAsked(settings)}`,
				(signal) => this.send(request, settings, signal),
				settings.signal,
				() => cancelled(endpoint),
			);
			return answer(value, shared);
		} catch (error) {
			const failure = this.ownFailure(error, endpoint);
			if (!cached || !this.mayServeStale(failure, cached, settings)) throw failure;
			this.options.logger?.warn(`${failure.message}; serving an answer from before`);
			return answer(cached, true, failure);
		}
	}

	/** Callers that share a call get an error each, so that none changes what another one sees. */
	private ownFailure(error: unknown, endpoint: AnyEndpoint): KingfisherError {
		if (!isKingfisherError(error)) throw error;
		const usage = this.usage();
		return error.with({
			endpoint: endpoint.name,
			rateLimit: usage.observedAt === null ? undefined : usage,
		});
	}

	/** Whether the last answer stands in for a failure: the caller wants it, and it is not too old. */
	private mayServeStale(failure: KingfisherError, cached: CachedBody, settings: Settings): boolean {
		const isOutOfCalls = failure.code === 'budget_reserved' || failure.code === 'rate_limited';
		const isWanted =
			(settings.staleIfUnavailable && failure.retryable) ||
			(settings.onReserve === 'stale' && isOutOfCalls);
		return isWanted && isFresh(cached, this.options.clock.now(), settings.staleForSeconds * 1000);
	}

	private async send(
		request: PreparedRequest,
		settings: Settings,
		signal: AbortSignal | undefined,
	): Promise<CachedBody> {
		const { clock, random, logger } = this.options;
		let failure: KingfisherError | undefined;
		for (let attempt = 0; ; attempt += 1) {
			if (signal?.aborted) throw cancelled(request.endpoint);
			const outcome = await this.attempt(request, settings, signal);
			if (outcome.ok) {
				this.keep(request, outcome.kept);
				return outcome.kept;
			}
			// A retry that our own budget refuses: what failed before is the news.
			const refusedRetry = failure !== undefined && !outcome.wasSent;
			if (failure === undefined || !refusedRetry) failure = outcome.error;
			const decision: RetryDecision = refusedRetry
				? { retry: false }
				: retryDecision(failure, attempt, request.endpoint.method, random, settings);
			// Who cancels knows.
			if (failure.code !== 'cancelled') logger?.warn(this.described(request, failure));
			if (!decision.retry) throw failure;
			await clock.sleep(decision.delayMs, signal);
		}
	}

	/** Puts an answer into the cache; one of a wrong shape is not worth serving twice. */
	private keep({ endpoint, url }: PreparedRequest, answer: CachedBody): void {
		if (endpoint.method !== 'GET' || shapeError(endpoint, parseJson(answer.body))) return;
		this.account.cache.set(url.href, answer);
	}

	/** One request, counted. */
	private async attempt(
		request: PreparedRequest,
		settings: Settings,
		signal: AbortSignal | undefined,
	): Promise<
		{ ok: true; kept: CachedBody } | { ok: false; error: KingfisherError; wasSent: boolean }
	> {
		const { clock, logger } = this.options;
		const { budget } = this.account;
		const spendReserve = settings.onReserve === 'spend';
		const admission = budget.admit(clock.now(), { reserve: settings.reserve, spendReserve });
		if (!admission.admitted) {
			const error = this.reserved(request.endpoint, admission, settings);
			return { ok: false, error, wasSent: false };
		}
		const answersAtStart = budget.answers;
		let rateLimit: RateLimitReading | undefined;
		try {
			const exchanged = await exchange(
				request,
				this.#apiKey,
				settings.timeoutMs,
				signal,
				this.options,
			);
			if (!exchanged.ok) return { ...exchanged, wasSent: true };
			const receivedAt = clock.now();
			const secrets = [this.#apiKey, ...settings.secrets];
			const reading = readResponse(exchanged.response, request.endpoint, receivedAt, secrets);
			rateLimit = reading.rateLimit;
			if (!reading.ok) return { ok: false, error: reading.error, wasSent: true };
			logger?.debug(`${request.endpoint.method} ${request.url.pathname}: ok`);
			return { ok: true, kept: { body: reading.body, receivedAt } };
		} finally {
			budget.settle(clock.now(), answersAtStart, rateLimit);
		}
	}

	private reserved(
		endpoint: AnyEndpoint,
		{ left, resetAt }: { left: number; resetAt: number },
		settings: Settings,
	): KingfisherError {
		const retryAfterMs = Math.max(0, resetAt - this.options.clock.now());
		const common = { endpoint: endpoint.name, retryAfterMs, rateLimit: this.usage() };
		if (left === 0) {
			return new KingfisherError({
				...common,
				code: 'rate_limited',
				message: `Today's calls are used up until ${new Date(resetAt).toISOString()}; nothing was sent`,
				help: 'Wait for the reset, keep answers longer in the cache, or move to a plan with more calls.',
			});
		}
		return new KingfisherError({
			...common,
			code: 'budget_reserved',
			message: `${left} calls are left until ${new Date(resetAt).toISOString()}, and ${settings.reserve} are kept in reserve; nothing was sent`,
			help: 'Lower the reserve, let this node spend it, or serve the last answer instead.',
		});
	}

	/** For logs: what the guide advises to keep of every API error. */
	private described(request: PreparedRequest, error: KingfisherError): string {
		const status = error.httpStatus === undefined ? '' : ` (${error.httpStatus})`;
		const line = `${request.endpoint.method} ${request.url.pathname}: ${error.code}${status}: ${error.message}`;
		return redact(line, this.#apiKey);
	}
}

/** Callers share a call only when they would have made it in the same way. */
function howAsked({ timeoutMs, retries, maxWaitMs, reserve, onReserve }: Settings): string {
	return [timeoutMs, retries, maxWaitMs, reserve, onReserve].join(' ');
}

function cancelled(endpoint: AnyEndpoint): KingfisherError {
	return new KingfisherError({
		code: 'cancelled',
		message: `${endpoint.title}: the request was cancelled`,
		help: 'Nothing needs to be done; run it again if it is still wanted.',
		endpoint: endpoint.name,
	});
}
