/** n8n writes names of fields and options with capitals: `Current price` → `Current Price`. */
export function titleCase(text: string): string {
	const small = ['a', 'an', 'and', 'as', 'at', 'by', 'for', 'in', 'of', 'on', 'or', 'the', 'to'];
	return text
		.split(' ')
		.map((word, index, { length }) =>
			index > 0 && index < length - 1 && small.includes(word)
				? word
				: word.charAt(0).toUpperCase() + word.slice(1),
		)
		.join(' ');
}

/** n8n ends a description of one sentence without a full stop. */
export function sentence(text: string): string {
	const isOne = !/[.!?]\s/.test(text);
	return isOne ? text.replace(/\.$/, '') : text;
}

/**
 * The order of a list in the editor, by what is shown. Without the locale's rules: names are English,
 * and loading the rules takes as long as loading the node.
 */
export function inOrder<K extends string>(shown: K) {
	return (one: Record<K, string>, other: Record<K, string>): number => {
		const [first, second] = [one[shown].toLowerCase(), other[shown].toLowerCase()];
		return first < second ? -1 : first > second ? 1 : 0;
	};
}
