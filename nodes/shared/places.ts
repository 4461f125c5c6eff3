/** What a trigger runs in the background. */
export interface Closable {
	/** Ends it at once. */
	close(): void;
}

const places = new Map<string, Place>();

/**
 * The one place of a node of a published workflow. n8n may activate a node again without having closed
 * it, and would then execute the workflow twice for everything; whoever comes takes the place over.
 * Test runs have no place: they end by themselves, and go on beside the published workflow.
 */
export class Place {
	private held: Closable | undefined;
	private isLeft = false;

	constructor(private readonly name: string) {
		places.get(name)?.leave();
		places.set(name, this);
	}

	/** Whether another activation has taken it over, or it was closed. */
	get isLost(): boolean {
		return this.isLeft;
	}

	hold(held: Closable): void {
		this.held = held;
	}

	/** Ends what it holds at once. */
	leave(): void {
		this.isLeft = true;
		this.held?.close();
		if (places.get(this.name) === this) places.delete(this.name);
	}
}
