import type { NodeStatus } from 'node-red';
import { isKingfisherError, numberFormat, type Answer, type ErrorCode } from '../../core';

/** Looks a text up in the locale file of the node. */
export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** Longer texts run into the neighbouring nodes. */
const MAX_LENGTH = 19;

/** Same letters in every language, since the room is the same. */
export const SHORT = numberFormat({ notation: 'compact', maximumFractionDigits: 1 });

/** A ring heals itself, a filled red dot waits for a person. */
const FAILURES: Record<ErrorCode, [fill: 'red' | 'yellow', shape: 'ring' | 'dot', key: string]> = {
	invalid_configuration: ['red', 'dot', 'checkAccount'],
	invalid_parameter: ['red', 'dot', 'checkFields'],
	invalid_api_key: ['red', 'dot', 'wrongKey'],
	plan_required: ['red', 'dot', 'notInPlan'],
	not_found: ['red', 'dot', 'notFound'],
	not_supported: ['red', 'dot', 'notOffered'],
	rate_limited: ['red', 'ring', 'noCallsLeft'],
	budget_reserved: ['yellow', 'ring', 'reserveKept'],
	server_error: ['red', 'ring', 'apiFault'],
	timeout: ['red', 'ring', 'noAnswer'],
	connection_failed: ['red', 'ring', 'unreachable'],
	cancelled: ['yellow', 'ring', 'cancelled'],
	unexpected_status: ['red', 'dot', 'oddAnswer'],
	redirect_refused: ['red', 'dot', 'oddAnswer'],
	not_json: ['red', 'dot', 'oddAnswer'],
	unexpected_shape: ['red', 'dot', 'oddAnswer'],
	response_too_large: ['red', 'dot', 'oddAnswer'],
};

export function askingStatus(t: Translate): NodeStatus {
	return { fill: 'blue', shape: 'ring', text: fit(t('status.asking')) };
}

export function failureStatus(t: Translate, caught: unknown): NodeStatus {
	const known = isKingfisherError(caught) ? FAILURES[caught.code] : undefined;
	const [fill, shape, key] = known ?? (['red', 'dot', 'fault'] as const);
	return { fill, shape, text: fit(t(`status.${key}`)) };
}

/** What came back: `what` in falling order of length, and the calls left where the API says so. */
export function answerStatus(t: Translate, answer: Answer, what: string[]): NodeStatus {
	const { remaining } = answer.rateLimit;
	if (answer.stale) {
		const text = t('status.old', { age: age(t, answer.ageSeconds) });
		return { fill: 'yellow', shape: 'ring', text: fit(text) };
	}
	const withLeft =
		remaining === null
			? []
			: what.map((one) => t('status.withLeft', { what: one, left: SHORT.format(remaining) }));
	return { fill: 'green', shape: 'dot', text: fit(...withLeft, ...what) };
}

/** `12 clusters`, and shorter ways to say it. */
export function rowTexts(t: Translate, rows: number): string[] {
	const number = SHORT.format(rows);
	const form = rows === 1 ? 'one' : 'many';
	return [`${number} ${t(`noun.${form}`)}`, `${number} ${t(`status.row.${form}`)}`, number];
}

function age(t: Translate, seconds: number): string {
	if (seconds < 60) return t('status.age.seconds', { n: seconds });
	if (seconds < 3600) return t('status.age.minutes', { n: Math.floor(seconds / 60) });
	return t('status.age.hours', { n: SHORT.format(Math.floor(seconds / 3600)) });
}

/** The first text that has room; else the last one, cut. */
export function fit(...texts: string[]): string {
	const fitting = texts.find((text) => text.length <= MAX_LENGTH);
	if (fitting !== undefined) return fitting;
	return `${texts.at(-1)?.slice(0, MAX_LENGTH - 1)}…`;
}
