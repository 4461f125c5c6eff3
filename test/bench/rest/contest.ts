import type { Emulator } from '../../../emulator';
import { Samples } from '../statistics';

/** What one way of asking took. */
export interface Taken {
	ms: Samples;
	calls: number;
	connections: number;
}

/** An Elite key nobody has used: neither a cache nor a budget knows it. */
export function freshKey(): string {
	keys += 1;
	return `kf_elite_bench_${keys}_0123456789abcdef`;
}

let keys = 0;

/** Asks in turn, each time as somebody new; the first time does not count. */
export async function contest(
	emulator: Emulator,
	rounds: number,
	ways: Record<string, () => Promise<number>>,
): Promise<Map<string, Taken>> {
	const all = new Map<string, { ms: number[]; calls: number; connections: number }>();
	for (let round = 0; round <= rounds; round += 1) {
		for (const [name, ask] of Object.entries(ways)) {
			emulator.reset();
			const ms = await ask();
			if (round === 0) continue;
			const before = all.get(name)?.ms ?? [];
			const connections = emulator.connections();
			all.set(name, { ms: [...before, ms], calls: emulator.calls.length, connections });
		}
	}
	return new Map(
		[...all].map(([name, { ms, ...rest }]) => [name, { ms: new Samples(ms), ...rest }]),
	);
}
