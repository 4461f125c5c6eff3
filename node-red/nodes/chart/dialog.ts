/**
 * What the chart's dialog does in Node-RED's editor. This file is written into the node's `.html`, so it
 * refers to nothing but what a browser and the editor have, and what stands there before it.
 */
import {
	checkField,
	prepareSelects,
	textOf,
	translate,
	type EditorNode,
	type Field,
} from '../../shared/editor/fields';

interface Element {
	val(): unknown;
	text(text: string): Element;
	toggle(isVisible: boolean): Element;
	on(event: string, listener: () => void): Element;
	trigger(event: string): Element;
}
declare const $: (selector: string) => Element;

export function checkChart(node: EditorNode, charts: string[], value: unknown): true | string {
	if (charts.indexOf(textOf(value)) !== -1) return true;
	const title = translate(node, 'label.operation');
	return translate(node, 'check.choice', { field: title, value: textOf(value) });
}

/** Where the data come from: what stands in the open dialog, else what is stored. */
export function dataOf(node: EditorNode): string {
	const shown = $('#node-input-data').val();
	return String(shown === undefined || shown === null ? node['data'] : shown);
}

/** It needs an account unless it only draws what messages bring. */
export function checkChartAccount(node: EditorNode, value: unknown): true | string {
	const isChosen = textOf(value) !== '' && value !== '_ADD_';
	if (isChosen || dataOf(node) === 'message') return true;
	return translate(node, 'check.missing', { field: translate(node, 'label.account') });
}

/** What is asked for does not matter where nothing is asked. */
export function checkAsked(node: EditorNode, field: Field, value: unknown): true | string {
	return dataOf(node) === 'message' || checkField(node, field, value);
}

export function prepareChart(node: EditorNode, fields: Field[]): void {
	prepareSelects();
	const update = function () {
		const chart = String($('#node-input-operation').val());
		const data = String($('#node-input-data').val());
		fields.forEach(function (field) {
			const isAsked = data !== 'message' && field.operations.indexOf(chart) !== -1;
			$('#kingfisher-row-' + field.property).toggle(isAsked);
		});
		$('#kingfisher-row-account').toggle(data !== 'message');
		$('#kingfisher-chart-tip').text(translate(node, 'chartTip.' + chart));
		$('#kingfisher-data-tip').text(translate(node, 'dataTip.' + data));
	};
	$('#node-input-operation').on('change', update);
	$('#node-input-data').on('change', update);
	$('#node-input-data').trigger('change');
}

/** What stands on the flow: the asset, where it is fixed and asked for, and the chart. */
export function describeChart(node: EditorNode, charts: string[]): string {
	const isKnown = charts.indexOf(textOf(node['operation'])) !== -1;
	const title = translate(node, isKnown ? 'operation.' + textOf(node['operation']) : 'node.title');
	const asset = textOf(node['asset']).toUpperCase();
	const isFixed = node['assetType'] === 'choice' || node['assetType'] === 'str';
	const isAsked = node['data'] === 'ask' && isFixed && asset !== '';
	return isKnown && isAsked ? asset + ' · ' + title : title;
}
