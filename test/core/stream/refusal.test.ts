import { KingfisherError, type ErrorCode } from '../../../core';
import { readFrame } from '../../../core/stream/read-frame';
import {
	findingOf,
	suspectClosure,
	suspectFrame,
	verdict,
	type Probe,
	type Suspicion,
} from '../../../core/stream/refusal';
import { ELITE, PRO } from './support/streaming';

const failed = (code: ErrorCode): Probe => ({
	error: new KingfisherError({ code, message: 'x', help: 'y' }),
});

function suspicionOf(frame: unknown): Suspicion | undefined {
	const read = readFrame(JSON.stringify(frame), 0);
	if (read.kind !== 'error') throw new Error(`It is no error, but: ${read.kind}`);
	return suspectFrame(read.error);
}

describe('a connection that ends', () => {
	it.each([
		[1008, 'either'],
		[4401, 'key'],
		[4403, 'plan'],
	])('with the code %i speaks of the key', (code, suspicion) => {
		for (const wasAccepted of [true, false]) {
			expect(suspectClosure({ code, reason: '' }, wasAccepted)).toBe(suspicion);
		}
	});

	it.each([
		1000, 1001, 1003, 1005, 1006, 1007, 1009, 1011, 1012, 1013, 1015, 3000, 4000, 4429, 4999,
	])('with the code %i does not, once it was accepted', (code) => {
		expect(suspectClosure({ code, reason: 'unauthorized' }, true)).toBeUndefined();
		expect(suspectClosure({ code, reason: '' }, false)).toBe('unclear');
	});

	it.each([
		[401, 'key'],
		[402, 'plan'],
		[403, 'plan'],
		[404, undefined],
		[426, undefined],
		[429, undefined],
		[500, undefined],
		[503, undefined],
	])('with the HTTP status %i is judged by that', (httpStatus, suspicion) => {
		expect(suspectClosure({ code: 1006, reason: '', httpStatus }, false)).toBe(suspicion);
	});
});

describe('an error frame', () => {
	it.each([
		{ error: 'invalid_api_key', message: 'API key is invalid or expired', code: 401 },
		{ error: 'invalid_api_key' },
		{ error: { code: 401, message: 'nope' } },
		{ error: { type: 'unauthorized' } },
		{ error: 'unauthorized' },
		{ error: 'API key expired' },
		{ type: 'error', code: 401 },
		{ type: 'error', code: '401', message: 'nope' },
		{ type: 'error', code: 4401 },
		{ type: 'error', message: 'Invalid API key' },
		{ type: 'error', error: 'authentication_failed' },
		{ type: 'auth', status: 'error' },
		{ type: 'auth', status: 'failed', message: 'no' },
		{ event: 'auth_failed' },
		{ type: 'auth_error', message: 'wrong' },
		{ op: 'login', success: false },
		{ action: 'auth', success: false, message: 'wrong' },
		{ status: 'error', message: 'Authentication failed' },
		{ success: false, message: 'Unauthorized' },
		{ error: true, message: 'API key is invalid' },
		{ code: 401, message: 'API key is invalid or expired' },
		{ status: 401, message: 'nope' },
	])('may be about the key: %j', (frame) => {
		expect(suspicionOf(frame)).toBe('key');
	});

	it.each([
		{ error: 'plan_required', message: 'WebSocket streaming requires the Elite plan', code: 403 },
		{ error: 'plan_required' },
		{ error: 'upgrade_required' },
		{ error: 'forbidden' },
		{ error: 'subscription_required', message: 'x' },
		{ type: 'error', code: 403 },
		{ type: 'error', code: 4403 },
		{ type: 'error', message: 'WebSocket streaming requires the Elite plan' },
		{ error: { code: 402 } },
		{ status: 'denied' },
		{ error: 'permission_denied' },
	])('may be about the plan: %j', (frame) => {
		expect(suspicionOf(frame)).toBe('plan');
	});

	it('may be about either', () => {
		expect(suspicionOf({ type: 'error', code: 1008 })).toBe('either');
	});

	it.each([
		{ error: 'not_authenticated', message: 'Authenticate before subscribing', code: 401 },
		{ error: 'NotAuthenticated' },
		{ error: 'not authenticated', code: 401 },
		{ error: 'auth_required', code: 401 },
		{ error: 'authentication_required', code: 401 },
		{ type: 'error', message: 'Not authenticated' },
	])('may be said of a subscription that overtook the key: %j', (frame) => {
		expect(suspicionOf(frame)).toBe('unclear');
	});

	it.each([
		{ error: 'invalid_parameter', message: 'Invalid asset for your plan', code: 400 },
		{ error: 'invalid_parameter', message: 'Use api_key, not apikey' },
		{ error: 'not_found', code: 404 },
		{ error: 'rate_limit_exceeded', message: 'Slow down', code: 429, retry_after: 5 },
		{ error: 'server_error', code: 500 },
		{ type: 'error', message: 'Unknown action' },
		{ type: 'subscribe', status: 'error', message: 'Unknown asset' },
		{ error: 'too_many_subscriptions' },
		{ type: 'error', message: 'FLOKI is not part of your plan' },
	])('may be about something else: %j', (frame) => {
		expect(suspicionOf(frame)).toBeUndefined();
	});
});

describe('what REST says to a suspicion', () => {
	const all: Suspicion[] = ['key', 'plan', 'either', 'unclear'];
	const clear = all.slice(0, 3);

	it.each(all)('proves a dead key (%s)', (suspicion) => {
		expect(findingOf(failed('invalid_api_key'), suspicion)).toBe('dead');
	});

	it.each(clear)('shows that the stream is closed to a key that works (%s)', (suspicion) => {
		for (const usage of [ELITE, PRO]) expect(findingOf({ usage }, suspicion)).toBe('closed');
		for (const code of ['rate_limited', 'plan_required'] as const) {
			expect(findingOf(failed(code), suspicion)).toBe('closed');
		}
	});

	it('tells a plan without streaming by its daily calls where nothing else does', () => {
		expect(findingOf({ usage: PRO }, 'unclear')).toBe('closed');
		expect(findingOf({ usage: { ...PRO, limit: 101 } }, 'unclear')).toBeUndefined();
		expect(findingOf({ usage: ELITE }, 'unclear')).toBeUndefined();
		expect(findingOf(failed('rate_limited'), 'unclear')).toBeUndefined();
	});

	it.each<ErrorCode>([
		'connection_failed',
		'timeout',
		'server_error',
		'unexpected_status',
		'not_json',
		'unexpected_shape',
		'not_found',
		'redirect_refused',
		'budget_reserved',
		'cancelled',
	])('is nothing that is certain when it fails with %s', (code) => {
		for (const suspicion of all) expect(findingOf(failed(code), suspicion)).toBeUndefined();
	});

	it.each([undefined, null, 'text', new Error('network')])(
		'is nothing that is certain when it fails with something unknown',
		(error) => {
			for (const suspicion of all) expect(findingOf({ error }, suspicion)).toBeUndefined();
		},
	);
});

describe('the verdict', () => {
	const account = 'credential "Kingfisher"';

	it('on a dead key is final, and says what to do', () => {
		const error = verdict('dead', { strikes: 0, hasWorked: true }, account);
		expect(error).toMatchObject({ code: 'invalid_api_key', retryable: false });
		expect(error?.message).toContain(account);
		expect(error?.help).toContain('Settings, API Keys');
	});

	it('on a closed stream is final at once when it never worked', () => {
		const error = verdict('closed', { strikes: 1, hasWorked: false }, account);
		expect(error).toMatchObject({ code: 'plan_required', retryable: false });
		expect(error?.message).toContain(account);
		expect(error?.message).toContain('Elite');
	});

	it('on a closed stream that has worked is final the third time', () => {
		const strikes = [1, 2, 3].map((count) =>
			verdict('closed', { strikes: count, hasWorked: true }, account),
		);
		expect(strikes.map((error) => error?.code)).toEqual([undefined, undefined, 'plan_required']);
	});

	it('is to try again when nothing is certain', () => {
		expect(verdict(undefined, { strikes: 99, hasWorked: false }, account)).toBeUndefined();
	});
});
