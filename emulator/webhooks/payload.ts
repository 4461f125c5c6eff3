/** A webhook's body in the guide's form. */
export interface Payload {
	id?: string;
	event: string;
	timestamp: string;
	data: object;
}

/** @param sample the guide's payload as printed: what says the same is sent like it, `1.0` and all */
export function payloadText(payload: Payload, sample: string | undefined): string {
	const text = JSON.stringify(payload);
	const isSample = sample !== undefined && text === JSON.stringify(JSON.parse(sample));
	return isSample ? sample : text;
}

/** Blanks at the end leave JSON what it is. */
export function padded(text: string, bytes: number): Buffer {
	const blanks = Math.max(0, bytes - Buffer.byteLength(text));
	return Buffer.from(text + ' '.repeat(blanks));
}
