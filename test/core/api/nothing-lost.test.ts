import fc from 'fast-check';
import { catalogue, webhookOperations, type AnyEndpoint, type Row } from '../../../core';
import { answerOf } from '../support/answer';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Endpoints by where their list may stand; `undefined` = the response is the list. */
const LISTS = (
	[
		[catalogue.liquidations, ['clusters']],
		[catalogue.gammaExposure, ['gex_profile', 'history', 'data', undefined]],
		[catalogue.openInterest, ['exchange_breakdown']],
		[catalogue.fundingRates, ['rates', 'exchanges', 'data', undefined]],
		[catalogue.toxicOrderFlow, ['data', 'series', undefined]],
		[catalogue.marketDepth, ['exchanges', 'levels', 'bids', 'asks', undefined]],
		[webhookOperations.list, ['webhooks', 'data', undefined]],
	] as [AnyEndpoint, (string | undefined)[]][]
).map(([endpoint, lists]) => [endpoint.name, endpoint, lists] as const);

/** Names that mean something to us, that clash with ours or with JavaScript's, and any other. */
const names = fc.oneof(
	fc.constantFrom(
		...['asset', 'exchange', 'price', 'rate', 'value', 'time', 'timestamp', 'size', 'bids', 'data'],
		...['toxicity_score', 'cvd', 'best_bid', 'strike', 'flip_level', 'gex_profile', 'url', 'id'],
		...['fundingRate', 'spreadBps', 'currentPrice', 'a', 'a_b', 'b', 'toString', 'hasOwnProperty'],
	),
	fc.string(),
);

const leaves = fc.oneof(
	fc.constantFrom(null, true, '', '5', ' 7 ', '2026-02-01T00:00:00Z', 1_769_904_000, 'n/a'),
	fc.string(),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const json: fc.Arbitrary<Json> = fc.letrec<{ node: Json }>((tie) => ({
	node: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		leaves,
		fc.array(tie('node'), { maxLength: 3 }),
		fc.dictionary(names, tie('node'), { maxKeys: 5 }),
	),
})).node;

const body = (name: string | undefined, entries: Json[]) =>
	name === undefined ? entries : { asset: 'BTC', [name]: entries };

function inputFor(endpoint: AnyEndpoint): Record<string, unknown> {
	return 'asset' in endpoint.parameters ? { asset: 'BTC' } : {};
}

describe.each(LISTS)('the rows of %s', (_name, endpoint, lists) => {
	const input = inputFor(endpoint);
	/** Strikes of a snapshot and levels of a book are rows of their own. */
	const several = new Set(['gex_profile', 'bids', 'asks']);
	const countable = json.filter(
		(entry) => !isRecord(entry) || !Object.keys(entry).some((name) => several.has(name)),
	);

	it('are as many as the entries, whatever the entries are', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...lists),
				fc.array(countable, { maxLength: 5 }),
				(name, list) => {
					expect(answerOf(endpoint, body(name, list), input).rows()).toHaveLength(list.length);
				},
			),
		);
	});

	it('hold scalars only, and a number or null in every column of numbers', () => {
		fc.assert(
			fc.property(fc.constantFrom(...lists), fc.array(json, { maxLength: 4 }), (name, list) => {
				for (const row of answerOf(endpoint, body(name, list), input).rows()) {
					expectFlat(row, endpoint);
				}
			}),
		);
	});

	it('keep every scalar field of an entry, under whatever name it came', () => {
		const plain = names.filter((name) => !several.has(name) && !DROPPED.has(name));
		const figures = fc.dictionary(plain, fc.constant(0), { maxKeys: 3 });
		const record = fc.dictionary(plain, fc.oneof(fc.constant(0), figures));
		fc.assert(
			fc.property(fc.constantFrom(...lists), record, (name, empty) => {
				let next = 1000;
				const unique = (node: unknown): unknown =>
					isRecord(node)
						? Object.fromEntries(Object.entries(node).map(([key, value]) => [key, unique(value)]))
						: (next += 1) % 2 === 0
							? next + 0.25
							: `text ${next}`;
				const entry = unique(empty) as Record<string, Json>;
				const rows = answerOf(endpoint, body(name, [entry]), input).rows();
				const kept = new Set(rows.flatMap((row) => Object.values(row)).map(String));
				for (const leaf of scalarsOf(entry, DOCUMENTED[endpoint.name] ?? [])) {
					expect(kept).toContain(leaf);
				}
			}),
		);
	});
});

describe.each([...Object.values(catalogue), ...Object.values(webhookOperations)])(
	'any JSON as the answer of $name',
	(endpoint) => {
		const input =
			endpoint === webhookOperations.create
				? { url: 'https://x.io', events: ['gex.flip'], asset: 'BTC' }
				: 'id' in endpoint.parameters
					? { id: 'wh_1' }
					: inputFor(endpoint);

		it('is read, or refused as an unexpected shape, and never anything else', () => {
			fc.assert(
				fc.property(json, (value) => {
					const answer = answerOf(endpoint, value, input);
					const text = JSON.stringify(value);
					if (!text.includes('__proto__')) expect(answer.raw).toEqual(JSON.parse(text));
					try {
						for (const row of answer.rows()) expectFlat(row, endpoint);
						expect(Object.values(answer.summary()).every(isScalar)).toBe(true);
						expect(answer.text()).toEqual(expect.stringMatching(/\S/));
					} catch (error) {
						expect(error).toMatchObject({ code: 'unexpected_shape' });
					}
				}),
			);
		});
	},
);

/** The schema library drops these, so that no answer can touch a prototype. */
const DROPPED = new Set(['__proto__', 'constructor', 'prototype']);

/** Documented fields: what is unreadable there is null in the row, and stays in `raw`. */
const DOCUMENTED: Record<string, readonly string[]> = {
	liquidations: ['price', 'long_liquidations', 'short_liquidations'],
	'gamma-exposure': [
		...['strike', 'gamma_exposure', 'total_gamma'],
		...['asset', 'current_price', 'flip_level', 'current_gex'],
	],
	'open-interest': ['exchange', 'open_interest', 'change_24h', 'change_percent_24h'],
};

function scalarsOf(record: Record<string, Json>, documented: readonly string[]): string[] {
	return Object.entries(record).flatMap(([name, value]) => {
		if (documented.includes(name) && typeof value !== 'number') return [];
		if (isRecord(value)) return scalarsOf(value, []);
		return Array.isArray(value) ? [] : [String(value)];
	});
}

function expectFlat(row: Row, endpoint: AnyEndpoint): void {
	expect(Object.values(row).every(isScalar)).toBe(true);
	expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
	for (const [column, { type }] of Object.entries(endpoint.rowFields)) {
		const value = row[column] ?? null;
		if (type === 'number' && value !== null) expect([column, typeof value]).toEqual([column, type]);
	}
}

function isScalar(value: unknown): boolean {
	return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isRecord(value: unknown): value is Record<string, Json> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
