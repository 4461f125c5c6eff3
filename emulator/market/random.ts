/** Taken once: in a test runner's sandbox every look-up of a global costs more than the sum itself. */
const { imul, exp, log, sqrt, cos, PI } = Math;

/** A source of numbers in [0, 1). Every source here is seeded, so that a market can be repeated. */
export type Random = () => number;

/** mulberry32 (Tommy Ettinger): 32 bits of state, one multiplication chain, good enough for a toy market. */
export function mulberry32(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A seed of its own for each named part (FNV-1a), so that one part's draws never shift another's. */
export function seedFor(seed: number, ...names: (string | number)[]): number {
	let hash = 0x811c9dc5 ^ seed;
	for (const character of names.join('/')) {
		hash = imul(hash ^ character.charCodeAt(0), 0x01000193);
	}
	return hash >>> 0;
}

/** A standard normal draw (Box–Muller); always two uniforms, so that the sequence stays in step. */
export function gaussian(random: Random): number {
	const radius = sqrt(-2 * log(1 - random()));
	return radius * cos(2 * PI * random());
}

/** A draw whose logarithm is uniform: as many small ones per decade as large ones. */
export function logUniform(random: Random, min: number, max: number): number {
	return min * (max / min) ** random();
}

/** Whether something that happens every `meanSeconds` on average happens within `seconds`. */
export function happens(random: Random, meanSeconds: number, seconds: number): boolean {
	return random() < 1 - exp(-seconds / meanSeconds);
}

export interface Swing {
	mean: number;
	/** Standard deviation in the long run. */
	deviation: number;
	/** Seconds after which a deviation has decayed to 1/e. */
	relaxation: number;
}

/** One step of an Ornstein–Uhlenbeck process, exact for any step length. */
export function swing(
	value: number,
	{ mean, deviation, relaxation }: Swing,
	seconds: number,
	random: Random,
): number {
	const kept = exp(-seconds / relaxation);
	return mean + (value - mean) * kept + deviation * sqrt(1 - kept ** 2) * gaussian(random);
}

export function roundTo(value: number, decimals: number): number {
	return Number(value.toFixed(decimals));
}
