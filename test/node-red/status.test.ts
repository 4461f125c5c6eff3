import type { NodeStatus } from 'node-red';
import { Answer, catalogue, KingfisherError, webhookOperations, type ErrorCode } from '../../core';
import {
	endpointCatalog,
	SOURCES,
	streamCatalog,
	webhooksCatalog,
} from '../../node-red/render/catalogs';
import { LANGUAGES } from '../../node-red/render/languages';
import { Status } from '../../node-red/shared/status';
import {
	answerStatus,
	askingStatus,
	failureStatus,
	rowTexts,
	type Translate,
} from '../../node-red/shared/status-text';
import { eventStatus, streamStatus } from '../../node-red/nodes/stream/status';
import { lookUp } from './support/host';

const GREEN: NodeStatus = { fill: 'green', shape: 'dot', text: 'good' };
const RED: NodeStatus = { fill: 'red', shape: 'dot', text: 'bad' };
const ASKING: NodeStatus = { fill: 'blue', shape: 'ring', text: 'asking' };

function watched() {
	const shown: (NodeStatus | string)[] = [];
	return { shown, status: new Status({ status: (status) => shown.push(status) }) };
}

describe('the status of a node', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('shows what is new at once', () => {
		const { shown, status } = watched();
		status.show(GREEN);
		expect(shown).toEqual([GREEN]);
	});

	it('does not show the same twice', () => {
		const { shown, status } = watched();
		status.show(GREEN);
		jest.advanceTimersByTime(60_000);
		status.show({ ...GREEN });
		expect(shown).toEqual([GREEN]);
	});

	it('changes once a second at most, and ends with the newest', () => {
		const { shown, status } = watched();
		for (let count = 0; count < 1000; count += 1) {
			status.show({ ...GREEN, text: String(count) });
			jest.advanceTimersByTime(10);
		}
		jest.advanceTimersByTime(2000);
		expect(shown.length).toBeLessThanOrEqual(11);
		expect(shown.at(-1)).toEqual({ ...GREEN, text: '999' });
	});

	it('asks for the words of what is shown, and of nothing that is replaced before', () => {
		const { shown, status } = watched();
		const asked: number[] = [];
		for (let count = 0; count < 100; count += 1) {
			status.show(() => {
				asked.push(count);
				return { ...GREEN, text: String(count) };
			});
		}
		jest.advanceTimersByTime(2000);
		expect(shown).toEqual([
			{ ...GREEN, text: '0' },
			{ ...GREEN, text: '99' },
		]);
		expect(asked).toEqual([0, 99]);
	});

	it('says nothing about waiting when the answer comes quickly', () => {
		const { shown, status } = watched();
		status.showIfSlow(ASKING);
		jest.advanceTimersByTime(100);
		status.show(GREEN);
		jest.advanceTimersByTime(60_000);
		expect(shown).toEqual([GREEN]);
	});

	it('says that it waits when the answer takes its time', () => {
		const { shown, status } = watched();
		status.showIfSlow(ASKING);
		jest.advanceTimersByTime(5000);
		status.show(GREEN);
		expect(shown).toEqual([ASKING, GREEN]);
	});

	it('is cleared when the node is closed, and stays so', () => {
		const { shown, status } = watched();
		status.show(GREEN);
		status.show(RED);
		status.close();
		status.show(RED);
		jest.advanceTimersByTime(60_000);
		expect(shown).toEqual([GREEN, {}]);
		expect(jest.getTimerCount()).toBe(0);
	});
});

/** Every node's texts, in every language. */
const CATALOGS = LANGUAGES.flatMap((language) => [
	...Object.values(catalogue).map(
		(endpoint) => [`${endpoint.name} ${language}`, endpointCatalog(endpoint, language)] as const,
	),
	[`webhooks ${language}`, webhooksCatalog(webhookOperations, language)] as const,
]);

function answer(remaining: number | null, ageSeconds?: number): Answer {
	return new Answer(
		catalogue.liquidations,
		{},
		{
			body: '{}',
			receivedAt: 0,
			now: (ageSeconds ?? 0) * 1000,
			cached: false,
			staleBecause:
				ageSeconds === undefined
					? undefined
					: new KingfisherError({ code: 'timeout', message: '', help: '' }),
			rateLimit: { limit: 100, remaining, resetAt: null, observedAt: null, callsMade: 0 },
		},
	);
}

const CODES: ErrorCode[] = [
	...(['invalid_configuration', 'invalid_parameter', 'invalid_api_key', 'plan_required'] as const),
	...(['not_found', 'not_supported', 'rate_limited', 'budget_reserved', 'server_error'] as const),
	...(['unexpected_status', 'timeout', 'connection_failed', 'cancelled'] as const),
	...(['redirect_refused', 'not_json', 'unexpected_shape', 'response_too_large'] as const),
];

const NUMBERS = [0, 1, 2, 95, 999, 12_345, 999_999, 1e9, Number.MAX_SAFE_INTEGER];

describe.each(CATALOGS)('the status texts of %s', (_, catalog) => {
	const t: Translate = (key, values) => lookUp(catalog, key, values);

	it('are shorter than 20 characters, whatever the numbers', () => {
		const failures = CODES.map((code) =>
			failureStatus(t, new KingfisherError({ code, message: '', help: '' })),
		);
		const answers = NUMBERS.flatMap((rows) =>
			[...NUMBERS, null].map((left) => answerStatus(t, answer(left), rowTexts(t, rows))),
		);
		const old = NUMBERS.map((age) => answerStatus(t, answer(1, age), []));
		const all = [
			askingStatus(t),
			failureStatus(t, new Error('bug')),
			...failures,
			...answers,
			...old,
		];
		for (const { text = '' } of all) {
			expect(text).not.toBe('');
			expect(text).not.toContain('…');
			expect(text.length).toBeLessThan(20);
		}
	});
});

describe.each(LANGUAGES)('the status texts of the stream in %s', (language) => {
	const t: Translate = (key, values) => lookUp(streamCatalog(language), key, values);
	const error = new KingfisherError({ code: 'plan_required', message: '', help: '' });
	const lost = { code: 1006, reason: '', retryInMs: 1 };
	const count = (length: number) =>
		streamStatus(t, { state: 'live', subscriptions: Array.from({ length }) } as never);

	it('are shorter than 20 characters, whatever happens', () => {
		const all = [
			...[0, 1, 2, 999, 2000, 123_456].map(count),
			eventStatus(t, { type: 'connecting' }),
			eventStatus(t, { type: 'disconnected', ...lost }),
			eventStatus(t, { type: 'retrying', ...lost }),
			eventStatus(t, { type: 'refused', error }),
		];
		for (const status of all) {
			expect(status?.text).toMatch(/^[^…]{2,19}$/);
		}
		expect(new Set(all.map((status) => JSON.stringify(status))).size).toBe(all.length);
	});

	it('stay as they are while only data or problems come', () => {
		expect(eventStatus(t, { type: 'problem', message: 'odd' })).toBeUndefined();
	});
});

describe('the status of an answer', () => {
	const t: Translate = (key, values) =>
		lookUp(endpointCatalog(catalogue.liquidations, 'en-US'), key, values);
	const shown = (rows: number, left: number | null) =>
		answerStatus(t, answer(left), rowTexts(t, rows)).text;

	it('says how many rows came and how many calls are left', () => {
		expect(shown(1, 7)).toBe('1 cluster · 7 left');
		expect(shown(9, 7)).toBe('9 clusters · 7 left');
		expect(shown(12, 95)).toBe('12 rows · 95 left');
		expect(shown(12, null)).toBe('12 clusters');
		expect(shown(1_234_567, 12_345)).toBe('1.2M · 12.3K left');
	});

	it('speaks German in a German Node-RED', () => {
		const catalog = endpointCatalog(catalogue.fundingRates, 'de');
		const german: Translate = (key, values) => lookUp(catalog, key, values);
		expect(answerStatus(german, answer(95), rowTexts(german, 3)).text).toBe('3 Börsen, noch 95');
	});

	it('says how old an answer from before is', () => {
		const old = (seconds: number) => answerStatus(t, answer(1, seconds), []);
		expect(old(59)).toEqual({ fill: 'yellow', shape: 'ring', text: 'data 59 s old' });
		expect(old(3599).text).toBe('data 59 min old');
		expect(old(7200).text).toBe('data 2 h old');
	});
});

it('has the same texts in every language', () => {
	const keys = (texts: object): string[] =>
		Object.entries(texts).flatMap(([key, text]: [string, unknown]) =>
			typeof text === 'object' ? keys(text as object).map((inner) => `${key}.${inner}`) : [key],
		);
	for (const source of Object.values(SOURCES)) {
		for (const language of LANGUAGES) expect(keys(source[language])).toEqual(keys(source['en-US']));
	}
});
