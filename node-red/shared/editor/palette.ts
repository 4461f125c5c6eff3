/**
 * What the palette knows of a node in Node-RED's editor. This file is written into the node's `.html`,
 * so it refers to nothing but what a browser and the editor have.
 */

interface Element {
	attr(name: string): string | undefined;
	attr(name: string, value: string): Element;
}
declare const $: (selector: string) => Element;

/**
 * Lets the palette's filter find a node by more than its type and name: it looks into this attribute,
 * which nobody sees. In an editor that filters otherwise, the node is found by its name, as before.
 */
export function addSearchWords(type: string, words: string): void {
	const entry = $('.red-ui-palette-node[data-palette-type="' + type + '"]');
	const label = entry.attr('data-palette-label');
	// Enabled again, a node is added to the palette again.
	if (label === undefined || label.indexOf(words) !== -1) return;
	entry.attr('data-palette-label', label + ', ' + words);
}
