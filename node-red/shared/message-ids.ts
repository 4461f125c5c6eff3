const LOWEST = 0x10000000;
const HIGHEST = 0x7fffffff;

/**
 * Ids for the messages that one node begins, in the form of Node-RED's own. It makes each of them of eight
 * random numbers, which shows in what a message of the stream costs.
 * @param first one of Node-RED's own; the ids count on from somewhere in it
 */
export function messageIds(first: string): () => string {
	const common = first.slice(0, 8);
	let count = LOWEST + (parseInt(first.slice(8), 16) % (HIGHEST - LOWEST));
	return () => {
		count = count < HIGHEST ? count + 1 : LOWEST;
		return common + count.toString(16);
	};
}
