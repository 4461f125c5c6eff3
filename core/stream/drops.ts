import type { Clock } from '../client/transport';
import { Alarm } from './alarm';

const FIRST_MS = 1000;
const NEXT_MS = 60_000;

/** Tells how many messages were dropped: soon after the first one, then once a minute at most. */
export class DropReport {
	private readonly alarm: Alarm;
	private told = 0;

	constructor(
		clock: Clock,
		private readonly tell: (message: string) => void,
	) {
		this.alarm = new Alarm(clock);
	}

	/** @param dropped so far, in all */
	note(dropped: () => number): void {
		if (dropped() === this.told || this.alarm.isSet) return;
		this.alarm.set(this.told === 0 ? FIRST_MS : NEXT_MS, () => {
			const count = dropped();
			const were = count - this.told === 1 ? 'message was' : 'messages were';
			this.tell(
				`${count - this.told} ${were} dropped, since the flow takes longer than they come; in all ${count}`,
			);
			this.told = count;
		});
	}

	close(): void {
		this.alarm.clear();
	}
}
