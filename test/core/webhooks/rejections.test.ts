import type { Reception } from '../../../core/webhooks/receive';
import { rejectionRow, Rejections } from '../../../core/webhooks/rejections';

const TOKEN: Reception = {
	status: 401,
	events: [],
	rejected: 'token',
	reason: 'its address does not hold the right token',
};
const SIZE: Reception = { ...TOKEN, status: 413, rejected: 'size', reason: 'it is too large' };

describe('rejected deliveries', () => {
	it('are told of at once, then once a minute with how many there were', () => {
		const rejections = new Rejections();
		expect(rejections.note(TOKEN, 0)).toEqual({
			rejected: 'token',
			text: 'A delivery was left out (401): its address does not hold the right token',
			count: 1,
			total: 1,
		});
		for (let at = 1; at < 60_000; at += 1000) {
			expect(rejections.note(TOKEN, at)).toBeUndefined();
		}
		expect(rejections.note(TOKEN, 60_000)).toMatchObject({
			text: '61 deliveries were left out (401): its address does not hold the right token',
			count: 61,
			total: 62,
		});
	});

	it('are told of by kind', () => {
		const rejections = new Rejections();
		rejections.note(TOKEN, 0);
		expect(rejections.note(SIZE, 1)).toMatchObject({ rejected: 'size', count: 1, total: 2 });
	});

	it('are told of again after the clock was set back', () => {
		const rejections = new Rejections();
		rejections.note(TOKEN, 1_000_000);
		expect(rejections.note(TOKEN, 0)).toMatchObject({ count: 1 });
	});

	it('are not what was accepted', () => {
		const accepted: Reception = { ...TOKEN, status: 200, rejected: undefined, reason: undefined };
		expect(new Rejections().note(accepted, 0)).toBeUndefined();
	});

	it('are flat records', () => {
		const report = new Rejections().note(SIZE, 0);
		expect(report && rejectionRow(report, 0)).toEqual({
			event: 'rejected',
			rejected: 'size',
			text: 'A delivery was left out (413): it is too large',
			count: 1,
			total: 1,
			time: 0,
			timestamp: '1970-01-01T00:00:00.000Z',
		});
	});
});
