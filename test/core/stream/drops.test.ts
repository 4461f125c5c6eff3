import { DropReport } from '../../../core/stream/drops';
import { ManualClock } from '../support/manual-clock';

describe('what is said of dropped messages', () => {
	const clock = new ManualClock();
	const told: string[] = [];
	let dropped = 0;
	const report = new DropReport(clock, (message) => told.push(message));
	const drop = (count: number) => {
		for (let one = 0; one < count; one += 1) {
			dropped += 1;
			report.note(() => dropped);
		}
	};

	it('is one sentence soon after the first, then one a minute with what has come together', async () => {
		report.note(() => dropped);
		await clock.pass(1000);
		expect(told).toEqual([]);
		drop(1);
		await clock.pass(1000);
		expect(told).toEqual([
			'1 message was dropped, since the flow takes longer than they come; in all 1',
		]);
		drop(40);
		await clock.pass(59_000);
		drop(2);
		expect(told).toHaveLength(1);
		await clock.pass(1000);
		expect(told[1]).toBe(
			'42 messages were dropped, since the flow takes longer than they come; in all 43',
		);
	});

	it('leaves no timer behind', () => {
		drop(1);
		expect(clock.asleep).toHaveLength(1);
		report.close();
		expect(clock.asleep).toEqual([]);
	});
});
