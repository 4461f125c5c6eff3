import { count, ms, oneOf, optional, text, yes, type Check } from '../checks';
import { Switches } from '../switches';
import type { WebhookBehaviour } from './types';

const headerName: Check = [
	(value) => typeof value === 'string' && /^[!#$%&'*+.^_`|~\w-]+$/.test(value),
	'the name of a header',
];
/** Without line breaks and what else HTTP does not carry. */
const headerValue: Check = [
	(value) => typeof value === 'string' && /^[\t\x20-\x7e]*$/.test(value),
	'the text of a header',
];

const STANDARD: Record<string, Check> = {
	kind: oneOf('standard'),
	secret: text,
	wrong: optional(yes),
};
const HMAC: Record<string, Check> = {
	kind: oneOf('hmac'),
	header: headerName,
	secret: text,
	prefix: optional(headerValue),
	encoding: optional(oneOf('hex', 'base64')),
	wrong: optional(yes),
};

const FIELDS: Record<keyof WebhookBehaviour, Check> = {
	times: count,
	together: yes,
	delayMs: ms,
	staleMs: [Number.isSafeInteger, 'a whole number of ms'],
	padToBytes: count,
	token: oneOf('right', 'wrong', 'missing'),
	signature: optional([
		(value) => isObjectOf(STANDARD, value) || isObjectOf(HMAC, value),
		"{ kind: 'standard', secret } or { kind: 'hmac', header, secret, prefix?, encoding? }, with wrong?",
	]),
	deliveryId: [
		(value) => value === 'none' || value === 'body' || isObjectOf({ header: headerName }, value),
		"'none', 'body' or { header }",
	],
	contentType: headerValue,
	retryAfterMs: [(value) => Array.isArray(value) && value.every(ms[0]), 'a list of ms'],
	timeoutMs: ms,
	watchEveryMs: ms,
};

const DEFAULTS: WebhookBehaviour = {
	times: 1,
	together: false,
	delayMs: 0,
	staleMs: 0,
	padToBytes: 0,
	token: 'right',
	signature: undefined,
	deliveryId: 'none',
	contentType: 'application/json',
	retryAfterMs: [],
	timeoutMs: 5000,
	watchEveryMs: 0,
};

/** How the webhooks behave at present. */
export class WebhookSwitches extends Switches<WebhookBehaviour> {
	constructor() {
		super(FIELDS, DEFAULTS);
	}
}

function isObjectOf(fields: Record<string, Check>, value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	const given = value as Record<string, unknown>;
	return (
		Object.keys(given).every((name) => Object.hasOwn(fields, name)) &&
		Object.entries(fields).every(([name, [test]]) => test(given[name]))
	);
}
