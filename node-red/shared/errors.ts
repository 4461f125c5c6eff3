import { isKingfisherError, KingfisherError } from '../../core';

/**
 * An error as Node-RED passes it on: Catch nodes get its own properties `code` and `message`, the log
 * and the debug sidebar its text. Says what happened, then what to do.
 */
export class NodeRedError extends Error {
	override readonly name = 'Kingfisher';
	readonly code: string;

	constructor(code: string, message: string, stack?: string) {
		super(message);
		this.code = code;
		// Where in the code it came up helps only with faults of this package.
		if (stack === undefined) delete this.stack;
		else this.stack = stack;
	}

	/** Node-RED shows this text; the usual "Error: " in front of it says nothing. */
	override toString(): string {
		return this.message;
	}
}

/** Whatever was thrown, as an error for `done`. */
export function asNodeRedError(caught: unknown): NodeRedError {
	if (caught instanceof NodeRedError) return caught;
	if (isKingfisherError(caught)) {
		return new NodeRedError(caught.code, sentences(caught.message, caught.help));
	}
	const what = caught instanceof Error ? caught.message : String(caught);
	return new NodeRedError(
		'internal_error',
		sentences(`This node has a fault: ${what}`, 'Please report it to its maintainers.'),
		caught instanceof Error ? caught.stack : undefined,
	);
}

export function noAccount(): KingfisherError {
	return new KingfisherError({
		code: 'invalid_configuration',
		message: 'No Kingfisher account is chosen, or it is disabled',
		help: 'Open this node, choose or add an account with your API key, and deploy.',
	});
}

function sentences(...parts: string[]): string {
	return parts.map((part) => (/[.!?]$/.test(part) ? part : `${part}.`)).join(' ');
}
