/**
 * What the account's dialog does in Node-RED's editor. This file is written into the node's `.html`,
 * so it refers to nothing but what a browser and the editor have.
 */

interface Element {
	val(): unknown;
	text(text: string): Element;
	toggle(isVisible: boolean): Element;
	on(event: string, listener: () => void): Element;
	prop(name: string, value: boolean): Element;
	trigger(event: string): Element;
}
interface Request {
	done(listener: (result: Result) => void): Request;
	fail(listener: () => void): Request;
}
interface Result {
	verdict?: string;
	detail?: string;
	baseUrl?: string;
	usage?: Usage;
}
interface Usage {
	limit: number | null;
	remaining: number | null;
	resetAt: string | null;
	observedAt: string | null;
}
interface JQuery {
	(selector: string): Element;
	ajax(options: object): Request;
}
declare const $: JQuery;

interface AccountInEditor {
	id: string;
	environment: string;
	baseUrl: string;
	_def: { _(key: string, values?: Record<string, unknown>): string };
}

export function prepareAccount(node: AccountInEditor): void {
	const field = function (name: string): string {
		const value = $('#node-config-input-' + name).val();
		return typeof value === 'string' ? value.trim() : '';
	};
	const show = function (key: string, values?: Record<string, unknown>, detail?: string): void {
		const text = node._def._(key, values);
		$('#kingfisher-test-result')
			.text(text + (detail ? ' ' + detail : ''))
			.toggle(true);
	};
	const showUsage = function (usage: Usage | undefined): void {
		const text = usage && usage.observedAt !== null ? usageText(node, usage) : '';
		$('#kingfisher-usage')
			.text(text)
			.toggle(text !== '');
	};
	$('#node-config-input-environment').on('change', function () {
		$('.kingfisher-custom').toggle(field('environment') === 'custom');
	});
	$('#kingfisher-test').on('click', function () {
		const typed = {
			apiKey: field('apiKey'),
			environment: field('environment'),
			baseUrl: field('baseUrl'),
		};
		// What Node-RED puts into the field of a stored key; the key itself never comes here.
		const isSaved = typed.apiKey === '__PWRD__';
		const isMoved =
			typed.environment !== node.environment || typed.baseUrl !== (node.baseUrl || '');
		if (isSaved && isMoved) {
			show('test.notDeployed');
			return;
		}
		$('#kingfisher-test').prop('disabled', true);
		show('test.running');
		$.ajax({
			url: 'kingfisher-account/' + encodeURIComponent(node.id) + '/test',
			type: 'POST',
			contentType: 'application/json',
			data: JSON.stringify(isSaved ? {} : typed),
		})
			.done(function (result) {
				$('#kingfisher-test').prop('disabled', false);
				show('test.' + (result.verdict || 'failed'), { url: result.baseUrl }, result.detail);
				showUsage(result.usage);
			})
			.fail(function () {
				$('#kingfisher-test').prop('disabled', false);
				show('test.failed');
			});
	});
	$.ajax({ url: 'kingfisher-account/' + encodeURIComponent(node.id) + '/usage', type: 'GET' }).done(
		function (usage) {
			showUsage(usage as Usage);
		},
	);
}

/** What is left of the day's calls, in words. */
export function usageText(node: AccountInEditor, usage: Usage): string {
	if (usage.limit === null || usage.remaining === null) return node._def._('usage.unlimited');
	const style = { dateStyle: 'medium', timeStyle: 'short' } as const;
	const reset =
		usage.resetAt === null ? '?' : new Date(usage.resetAt).toLocaleString(undefined, style);
	return node._def._('usage.left', {
		remaining: usage.remaining,
		limit: usage.limit,
		reset: reset,
	});
}

/** As chosen in the open dialog, else as stored. */
export function environmentOf(node: AccountInEditor): string {
	const chosen = $('#node-config-input-environment').val();
	return typeof chosen === 'string' ? chosen : node.environment;
}

/** Whether an address is one that the key may be sent to, or `false`. */
export function isAddress(value: unknown, scheme: 'http' | 'ws'): boolean {
	const text = typeof value === 'string' ? value.trim() : '';
	const isLocal = new RegExp('^' + scheme + '://(localhost|127\\.|\\[::1\\])').test(text);
	return isLocal || new RegExp('^' + scheme + 's://[^/]').test(text) || /^\$\{[^}]+\}$/.test(text);
}
