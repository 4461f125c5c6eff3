import { deliveredRow } from '../../../core/webhooks/delivered-row';
import { readEvent } from '../../../core/webhooks/events';
import type { DeliveredEvent } from '../../../core/webhooks/receive';
import { guide } from '../support/guide';

const AT = Date.parse('2026-02-01T12:34:57Z');

function delivered(value: unknown): DeliveredEvent {
	const event = readEvent(value, AT);
	if (!event) throw new Error('It was expected to be an event');
	return { ...event, deliveryId: 'dlv_1', rememberedBy: ['dlv_1'], receivedAt: AT };
}

describe('the row of a delivery', () => {
	it("is the guide's sample, flat, with its text and where it came from", () => {
		expect(deliveredRow(delivered(guide('webhook-payload')), { simplify: true })).toEqual({
			event: 'liquidation.cluster_proximity',
			asset: 'BTC',
			currentPrice: 67000,
			clusterPrice: 66330,
			clusterSizeUsd: 4800000000,
			distancePercent: 1,
			side: null,
			time: Date.parse('2026-02-01T12:34:56Z'),
			timestamp: '2026-02-01T12:34:56.000Z',
			text: 'BTC 67,000 is 1.0% above a liquidation cluster of $4.8B at 66,330',
			deliveryId: 'dlv_1',
			receivedAt: '2026-02-01T12:34:57.000Z',
		});
	});

	it('leaves out what is not documented only when it is simplified, and of a known event', () => {
		const data = { asset: 'BTC', current_gex: 'negative', mood: 'bad', text: 'theirs' };
		const known = delivered({ event: 'gex.flip', data });
		expect(deliveredRow(known, { simplify: true })).not.toHaveProperty('mood');
		expect(deliveredRow(known, { simplify: false })).toMatchObject({
			mood: 'bad',
			text_: 'theirs',
			text: 'BTC: gamma has flipped to negative',
		});
		const other = delivered({ event: 'whale.alert', data });
		expect(deliveredRow(other, { simplify: true })).toMatchObject({ mood: 'bad' });
	});

	it('tells what asking the API has shown, where it was asked', () => {
		const confirmation = { confirmed: true, reason: 'the clusters show it' };
		const event = delivered(guide('webhook-payload'));
		expect(deliveredRow(event, { simplify: true, confirmation })).toMatchObject({
			confirmed: true,
			confirmation: 'the clusters show it',
		});
	});
});
