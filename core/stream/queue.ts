/** First in, first out, with a bound: pushing beyond it lets the oldest go. */
export class BoundedQueue<T> {
	private entries: T[] = [];
	/** Where the oldest stands: taking it from the front of an array would move all the others. */
	private head = 0;

	constructor(private readonly bound: number) {}

	get length(): number {
		return this.entries.length - this.head;
	}

	/** Whether the oldest had to go. */
	push(entry: T): boolean {
		this.entries.push(entry);
		if (this.length <= this.bound) return false;
		this.take(1);
		return true;
	}

	/** The oldest, `count` at most. */
	take(count: number): T[] {
		const taken = this.entries.slice(this.head, this.head + count);
		this.entries.fill(undefined as T, this.head, this.head + taken.length);
		this.head += taken.length;
		if (this.head > 1000 && this.head * 2 > this.entries.length) {
			this.entries = this.entries.slice(this.head);
			this.head = 0;
		}
		return taken;
	}
}
