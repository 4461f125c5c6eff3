/**
 * What the stream's dialog does in Node-RED's editor. This file is written into the node's `.html`, so
 * it refers to nothing but what a browser and the editor have, and what stands there before it.
 */
import { prepareSelects, textOf, translate, type EditorNode } from '../../shared/editor/fields';
import { prepareList, symbolsIn, type List, type NumberRange } from '../../shared/editor/lists';

interface Element {
	val(): unknown;
	text(text: string): Element;
	toggle(isVisible: boolean): Element;
	on(event: string, listener: () => void): Element;
}
declare const $: (selector: string) => Element;

/** A number as the editor needs it. */
export interface NumberRule extends NumberRange {
	/** The deliveries that it is of use to; empty = all. */
	deliveries: string[];
}

export function prepareStream(node: EditorNode, lists: List[], numbers: NumberRule[]): void {
	lists.forEach(prepareList);
	prepareSelects();
	$('#node-input-delivery').on('change', function () {
		const delivery = String($('#node-input-delivery').val());
		$('#kingfisher-delivery-tip').text(translate(node, 'deliveryTip.' + delivery));
		numbers.forEach(function (rule) {
			$('#kingfisher-row-' + rule.property).toggle(isOfUse(rule, delivery));
		});
	});
}

export function isOfUse(rule: NumberRule, delivery: string): boolean {
	return rule.deliveries.length === 0 || rule.deliveries.indexOf(delivery) !== -1;
}

/** What stands on the flow: the assets, and the channel, or how many. */
export function describeStream(node: EditorNode): string {
	const assets = symbolsIn(node['assets']);
	const more = assets.length > 3 ? ' +' + String(assets.length - 3) : '';
	const channels = textOf(node['channels']).split(',');
	const what =
		channels.length === 1
			? translate(node, 'parameter.channels.choice.' + channels.join())
			: translate(node, 'called.channels', { n: channels.length });
	return translate(node, 'called.stream', {
		assets: assets.slice(0, 3).join(', ').toUpperCase() + more,
		what: what,
	});
}
