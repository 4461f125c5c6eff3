import { readFileSync, writeFileSync } from 'node:fs';

function kilobytes(pid: number, name: string): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]);
}

/** Resident memory of a process from now on: what it has, and the most it gets to, in MB. */
export class Memory {
	private readonly before: number;

	constructor(private readonly pid: number) {
		// The kernel keeps the peak, and forgets it on this.
		writeFileSync(`/proc/${pid}/clear_refs`, '5');
		this.before = this.resident();
	}

	resident(): number {
		return kilobytes(this.pid, 'VmRSS') / 1024;
	}

	peakGrowth(): number {
		return kilobytes(this.pid, 'VmHWM') / 1024 - this.before;
	}
}
