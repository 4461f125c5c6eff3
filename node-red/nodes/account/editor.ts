import { ENVIRONMENTS } from '../../../core';
import { browserSource } from '../../render/browser-source';
import { page } from '../../render/editor';

const FIELD = 'width: calc(100% - 125px)';

function row(property: string, icon: string, field: string, tip = ''): string {
	return `<div class="form-row">
	<label for="node-config-input-${property}"><i class="fa ${icon}"></i> <span data-i18n="label.${property}"></span></label>
	${field}${tip === '' ? '' : `\n\t<div class="kingfisher-account-tip" data-i18n="${tip}"></div>`}
</div>`;
}

function text(property: string, placeholder: string, type = 'text'): string {
	return `<input type="${type}" id="node-config-input-${property}" style="${FIELD}" ${placeholder}>`;
}

const FORM = [
	`<style>
	.kingfisher-account .form-row > label { width: 120px; }
	.kingfisher-account-tip { max-width: 420px; margin: 3px 0 0 125px; font-size: 12px; line-height: 1.35; color: var(--red-ui-secondary-text-color); }
	.kingfisher-account-result { max-width: 420px; margin: 8px 0 0 125px; color: var(--red-ui-primary-text-color); }
</style>`,
	'<div class="kingfisher-account">',
	row('name', 'fa-tag', text('name', '')),
	row(
		'apiKey',
		'fa-key',
		text('apiKey', 'data-i18n="[placeholder]placeholder.apiKey"', 'password'),
		'tip.apiKey',
	),
	row(
		'environment',
		'fa-globe',
		`<select id="node-config-input-environment" style="${FIELD}">
		${[...Object.keys(ENVIRONMENTS), 'custom']
			.map((one) => `<option value="${one}" data-i18n="environment.${one}"></option>`)
			.join('\n\t\t')}
	</select>`,
	),
	'<div class="kingfisher-custom">',
	row('baseUrl', 'fa-link', text('baseUrl', `placeholder="${ENVIRONMENTS.production.baseUrl}"`)),
	row(
		'streamUrl',
		'fa-bolt',
		text('streamUrl', `placeholder="${ENVIRONMENTS.production.streamUrl}"`),
	),
	'</div>',
	`<div class="form-row">
	<label></label>
	<button type="button" class="red-ui-button" id="kingfisher-test"><i class="fa fa-plug"></i> <span data-i18n="label.test"></span></button>
	<div class="kingfisher-account-tip" data-i18n="tip.test"></div>
	<div class="kingfisher-account-result" id="kingfisher-test-result" role="status" style="display: none"></div>
	<div class="kingfisher-account-result" id="kingfisher-usage" style="display: none"></div>
</div>`,
	'</div>',
];

/** The editor's side of the account node. */
export function accountEditor(): string {
	return page(
		'kingfisher-account',
		FORM,
		`
${browserSource('nodes/account/dialog.ts')}

RED.nodes.registerType('kingfisher-account', {
	category: 'config',
	defaults: {
		name: { value: '' },
		environment: { value: 'production' },
		baseUrl: { value: '', validate: function (value, options) {
			return environmentOf(this) !== 'custom' || isAddress(value, 'http') || this._def._('check.address');
		} },
		streamUrl: { value: '', validate: function (value, options) {
			return !value || isAddress(value, 'ws') || this._def._('check.stream');
		} },
		version: { value: 1 },
	},
	credentials: {
		apiKey: { type: 'password', required: true },
	},
	paletteLabel: function () {
		return this._('node.title');
	},
	label: function () {
		return this.name || this._('called.' + (this.environment || 'production'));
	},
	oneditprepare: function () {
		prepareAccount(this);
	},
});
`,
	);
}
