/**
 * What the event node's dialog does in Node-RED's editor. This file is written into the node's `.html`,
 * so it refers to nothing but what a browser and the editor have, and what stands there before it.
 */
import { prepareSelects, textOf, translate, type EditorNode } from '../../shared/editor/fields';
import { prepareList, symbolsIn, type List, type NumberRange } from '../../shared/editor/lists';

interface Element {
	val(): unknown;
	val(value: string): Element;
	text(text: string): Element;
	toggle(isVisible: boolean): Element;
	on(event: string, listener: () => void): Element;
	trigger(event: string): Element;
}
declare const $: (selector: string) => Element;
declare const RED: { settings: { httpNodeRoot?: string | false } };
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };
declare const btoa: (text: string) => string;

/** A number as the editor needs it. */
export interface EventNumber extends NumberRange {
	/** The event that it is of use to; empty = any. */
	event: string;
}

export function prepareEvent(node: EditorNode, list: List, numbers: EventNumber[]): void {
	prepareList(list);
	prepareSelects();
	$('#node-input-events').on('change', function () {
		const events = textOf($('#node-input-events').val()).split(',');
		numbers.forEach(function (number) {
			const isOfUse = number.event === '' || events.indexOf(number.event) !== -1;
			$('#kingfisher-row-' + number.property).toggle(isOfUse);
		});
	});
	['verification', 'confirm'].forEach(function (property) {
		$('#node-input-' + property).on('change', function () {
			const chosen = String($('#node-input-' + property).val());
			$('#kingfisher-' + property + '-tip').text(translate(node, property + 'Tip.' + chosen));
		});
	});
	$('#node-input-verification').on('change', function () {
		const chosen = String($('#node-input-verification').val());
		$('#kingfisher-row-secret').toggle(chosen === 'standard' || chosen === 'hmac');
		$('#kingfisher-row-signatureHeader').toggle(chosen === 'hmac');
	});
	['publicUrl', 'path'].forEach(function (property) {
		$('#node-input-' + property).on('input', function () {
			showAddress(node);
		});
	});
	showAddress(node);
	ensureToken(node);
}

/** The address that the API is given, but for its secret. */
export function addressOf(node: EditorNode, publicUrl: string, path: string): string {
	const root = (RED.settings.httpNodeRoot || '/').replace(/\/+$/, '');
	const base = publicUrl.replace(/\/+$/, '') || 'https://…';
	const own = path.replace(/^\/+|\/+$/g, '') || 'kingfisher/' + String(node['id']);
	return base + root + '/' + own + '?token=••••••••';
}

export function showAddress(node: EditorNode): void {
	const publicUrl = textOf($('#node-input-publicUrl').val());
	const path = textOf($('#node-input-path').val());
	$('#kingfisher-address').text(addressOf(node, publicUrl, path));
}

/** A node that has no token yet gets one, which is stored like a password. */
export function ensureToken(node: EditorNode): void {
	const credentials = node['credentials'] as { has_token?: boolean } | undefined;
	const isKnown = credentials !== undefined && credentials.has_token === true;
	if (isKnown || textOf($('#node-input-token').val()) !== '') return;
	const bytes = crypto.getRandomValues(new Uint8Array(32));
	const text = btoa(
		Array.from(bytes, function (byte) {
			return String.fromCharCode(byte);
		}).join(''),
	);
	$('#node-input-token').val(text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, ''));
}

export function checkPublicUrl(node: EditorNode, value: unknown): true | string {
	const text = textOf(value);
	if (/^(https?:\/\/|\$\{)/.test(text)) return true;
	return translate(node, 'check.address', { field: translate(node, 'label.publicUrl') });
}

/** What stands on the flow: the assets, and the event, or how many. */
export function describeEvent(node: EditorNode): string {
	const events = textOf(node['events']).split(',');
	const what =
		events.length === 1
			? translate(node, 'parameter.events.choice.' + events.join().replace(/\W/g, '_'))
			: translate(node, 'called.events', { n: events.length });
	const assets = symbolsIn(node['assets']).slice(0, 3).join(', ').toUpperCase();
	return translate(node, 'called.event', { assets: assets, what: what });
}
