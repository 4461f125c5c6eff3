import { Answer, type AnyEndpoint } from '../../../core';
import { prepareRequest } from '../../../core/client/request';

/** When the answers of these tests were received. */
export const AT = Date.parse('2026-02-01T12:00:00Z');
export const AT_ISO = '2026-02-01T12:00:00.000Z';

/** `body`, as if it had been received for a request of `endpoint`. */
export function answerOf<E extends AnyEndpoint>(
	endpoint: E,
	body: unknown,
	input: Record<string, unknown> = { asset: 'BTC' },
): Answer<E> {
	const { asked } = prepareRequest(endpoint, input, 'https://api.thekingfisher.io/v1');
	return new Answer(endpoint, asked, {
		body: JSON.stringify(body),
		receivedAt: AT,
		now: AT,
		cached: false,
		staleBecause: undefined,
		rateLimit: { limit: null, remaining: null, resetAt: null, observedAt: null, callsMade: 1 },
	});
}
