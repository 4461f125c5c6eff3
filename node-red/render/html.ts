/** Text as it may stand in HTML, attributes included. */
export function escaped(text: string): string {
	const entities: Record<string, string> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
	};
	return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** A value as JavaScript source that stands in a `<script>` of an HTML file. */
export function literal(value: unknown): string {
	if (typeof value === 'string' && /^[\w ./:#-]*$/.test(value)) return `'${value}'`;
	// One entry of a list a line.
	if (Array.isArray(value) && value.some((one) => typeof one === 'object')) {
		return `[\n\t${value.map(literal).join(',\n\t')},\n]`;
	}
	return JSON.stringify(value)
		.replace(/</g, '\\u003C')
		.replace(/[\u2028\u2029]/g, '');
}

/** Every line but the first moved in, so that generated files can be read. */
export function indented(text: string, tabs: number): string {
	return text.replace(/\n(?=[^\n])/g, `\n${'\t'.repeat(tabs)}`);
}
