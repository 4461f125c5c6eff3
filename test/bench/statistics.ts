/** What several runs of the same thing have given. */
export class Samples {
	private readonly sorted: number[];

	constructor(values: readonly number[]) {
		this.sorted = [...values].sort((a, b) => a - b);
	}

	get median(): number {
		return this.quantile(0.5);
	}

	/** Nearest rank. */
	quantile(share: number): number {
		const rank = Math.ceil(share * this.sorted.length) - 1;
		return this.sorted[Math.max(0, rank)] ?? NaN;
	}

	/** Half the distance between the quartiles, in percent of the median. Of three values: half their range. */
	get spread(): number {
		return ((this.quantile(0.75) - this.quantile(0.25)) / 2 / this.median) * 100;
	}

	/** The median with its spread: `127,000 ±4%`. */
	toString(): string {
		return `${amount(this.median)} ±${Math.round(this.spread)}%`;
	}

	/** `0.93× ±4%`. */
	asRatio(): string {
		return `${times(this.median)} ±${Math.round(this.spread)}%`;
	}
}

/** Of what was measured side by side, round by round. */
export function ratios(ours: readonly number[], theirs: readonly number[]): Samples {
	return new Samples(ours.map((one, round) => one / (theirs[round] ?? NaN)));
}

/** Three digits that count, with a separator for thousands. */
export function amount(value: number): string {
	return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 4 });
}

export function times(ratio: number): string {
	return `${ratio >= 10 ? amount(ratio) : ratio.toFixed(2)}×`;
}
