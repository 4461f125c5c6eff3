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

	/** Half the distance from the smallest to the largest, in percent of the median. */
	get spread(): number {
		const [min = NaN] = this.sorted;
		return ((this.quantile(1) - min) / 2 / this.median) * 100;
	}

	/** The median with its spread: `127,000 ±4%`. */
	toString(): string {
		return `${amount(this.median)} ±${Math.round(this.spread)}%`;
	}
}

/** Three digits that count, with a separator for thousands. */
export function amount(value: number): string {
	return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 4 });
}

export function times(ratio: number): string {
	return `${ratio >= 10 ? amount(ratio) : ratio.toFixed(2)}×`;
}
