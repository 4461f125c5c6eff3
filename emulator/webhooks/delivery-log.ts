import type { DeliveryReport } from './types';

/** An emulator left running for days must not grow without end. */
const KEPT = 10_000;

/** The attempts that have ended. */
export class DeliveryLog {
	/** The same array for good, so that it can be held on to. */
	readonly deliveries: DeliveryReport[] = [];

	constructor(
		private readonly now: () => number,
		private readonly log: (line: string) => void,
	) {}

	add(report: DeliveryReport): void {
		this.deliveries.push(report);
		if (this.deliveries.length > KEPT) this.deliveries.shift();
		this.log(describe(report, this.now()));
	}

	clear(): void {
		this.deliveries.length = 0;
	}
}

/**
 * `12:34:56 webhook wh_000001 gex.flip attempt 1 200`; of the address only the origin, since the rest may
 * hold a token.
 */
function describe(report: DeliveryReport, now: number): string {
	const { registration, event, attempt, status, error, url } = report;
	const time = new Date(now).toISOString().slice(11, 19);
	const what = registration === undefined ? 'sent' : `${registration} ${event} attempt ${attempt}`;
	return `${time} webhook ${what} to ${new URL(url).origin} ${status ?? error ?? 'no answer'}`;
}
