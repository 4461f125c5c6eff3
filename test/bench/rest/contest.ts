import type { Emulator } from '../../../emulator';

/** What one way of asking took. */
export interface Taken {
	/** A value for every round. */
	ms: number[];
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
	const all = new Map<string, Taken>();
	for (let round = 0; round <= rounds; round += 1) {
		const inTurn = Object.entries(ways);
		for (const [name, ask] of round % 2 === 1 ? inTurn : inTurn.reverse()) {
			emulator.reset();
			const ms = await ask();
			if (round === 0) continue;
			const before = all.get(name)?.ms ?? [];
			const connections = emulator.connections();
			all.set(name, { ms: [...before, ms], calls: emulator.calls.length, connections });
		}
	}
	return all;
}
