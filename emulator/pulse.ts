/** Something done at intervals, or not at all. */
export class Pulse {
	#timer: NodeJS.Timeout | undefined;
	#everyMs = 0;

	constructor(private readonly beat: () => void) {}

	/** 0 ends it; the same interval again goes on undisturbed. */
	every(ms: number): void {
		if (ms === this.#everyMs) return;
		clearInterval(this.#timer);
		this.#everyMs = ms;
		this.#timer = ms > 0 ? setInterval(this.beat, ms) : undefined;
	}
}
