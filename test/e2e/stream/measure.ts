import { appendFileSync, readFileSync } from 'node:fs';
import { sleep } from '../hosts/wait';

/** Resident memory of a process in MB. */
export function residentMb(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

/** The most memory the process had while `work` went on, beyond what it had before, in MB. */
export async function memoryGrowth(pid: number, work: () => Promise<void>): Promise<number> {
	const before = residentMb(pid);
	let peak = before;
	const done = new AbortController();
	const watching = (async () => {
		while (!done.signal.aborted) {
			peak = Math.max(peak, residentMb(pid));
			await sleep(100);
		}
	})();
	try {
		await work();
	} finally {
		done.abort();
		await watching;
	}
	return peak - before;
}

/** A number for docs/reliability.md: times are measured and written down, never asserted. */
export function note(what: string, value: number, unit: string): void {
	const file = process.env['KINGFISHER_MEASUREMENTS'];
	if (file) appendFileSync(file, `${what}: ${Math.round(value * 10) / 10} ${unit}\n`);
}
