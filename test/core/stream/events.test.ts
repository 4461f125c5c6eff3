import { eventRow, eventText, isNews, KingfisherError, type StreamEvent } from '../../../core';
import { NOON } from './support/frames';
import { BTC } from './support/streaming';

const error = new KingfisherError({ code: 'plan_required', message: 'What', help: 'Do this.' });

const EVENTS: [StreamEvent, text: string, isNews: boolean][] = [
	[{ type: 'connecting' }, 'Kingfisher stream: connecting', false],
	[{ type: 'connected', gap: undefined }, 'Kingfisher stream: connected', true],
	[
		{ type: 'connected', gap: { from: NOON - 90_000, to: NOON } },
		'Kingfisher stream: connected again after 1.5 min without data',
		true,
	],
	[
		{ type: 'connected', gap: { from: NOON - 2 * 3_600_000, to: NOON } },
		'Kingfisher stream: connected again after 2 h without data',
		true,
	],
	[
		{ type: 'disconnected', code: 1006, reason: 'no connection', retryInMs: 440 },
		'Kingfisher stream: disconnected (no connection); trying again in 0.4 s',
		true,
	],
	[
		{ type: 'retrying', code: 1011, reason: 'overload', retryInMs: 30_000 },
		'Kingfisher stream: disconnected (overload); trying again in 30 s',
		false,
	],
	[
		{ type: 'quiet', subscription: BTC, since: NOON },
		'Kingfisher stream: no liquidations:BTC:all since 2026-02-01T12:00:00.000Z',
		true,
	],
	[
		{ type: 'resumed', subscription: BTC },
		'Kingfisher stream: liquidations:BTC:all is coming again',
		true,
	],
	[{ type: 'problem', message: 'oops' }, 'Kingfisher stream: oops', true],
	[{ type: 'refused', error }, 'Kingfisher stream: What. Do this.', true],
];

describe('an event', () => {
	it.each(EVENTS)('has a text and may be news: %j', (event, text, news) => {
		expect(eventText(event)).toBe(text);
		expect(isNews(event)).toBe(news);
	});

	it('is a flat record with the same columns whatever happened', () => {
		const rows = EVENTS.map(([event]) => eventRow(event, NOON));
		const columns = Object.keys(rows[0]!);
		for (const row of rows) {
			expect(Object.keys(row)).toEqual(columns);
			for (const value of Object.values(row)) expect(value).not.toBeInstanceOf(Object);
			expect(row).toMatchObject({ time: NOON, timestamp: '2026-02-01T12:00:00.000Z' });
		}
	});

	it('says in its record what is known', () => {
		const rows = EVENTS.map(([event]) => eventRow(event, NOON));
		expect(rows[2]).toMatchObject({
			event: 'connected',
			gapFrom: '2026-02-01T11:58:30.000Z',
			gapTo: '2026-02-01T12:00:00.000Z',
			gapSeconds: 90,
		});
		expect(rows[4]).toMatchObject({ closeCode: 1006, retryInSeconds: 0.4, code: null });
		expect(rows[6]).toMatchObject({ channel: 'liquidations', asset: 'BTC', exchange: 'all' });
		expect(rows[9]).toMatchObject({ event: 'refused', code: 'plan_required', closeCode: null });
	});
});
