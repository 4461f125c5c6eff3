import {
	SETTING_FIELDS,
	type AnyEndpoint,
	type Parameter,
	type SettingField,
	type SettingName,
} from '../../core';

/** What a node has besides the parameters of its endpoint; none of them may be named like one of these. */
export const RESERVED = [
	...['id', 'type', 'z', 'g', 'x', 'y', 'w', 'h', 'd', 'l', 'name', 'info', 'icon', 'wires', 'env'],
	...['inputs', 'outputs', 'credentials', 'users', 'label', 'version', 'account', 'operation'],
	...['output', ...Object.keys(SETTING_FIELDS)],
];

/** A parameter of an endpoint and the properties of the node that hold its typed value. */
export interface ParameterProperty {
	name: string;
	property: string;
	/** Holds the kind of value: `choice`, `str`, `msg` … */
	typeProperty: string;
	definition: Parameter;
}

/** @throws when a parameter cannot be a property of a node */
export function parameterProperties(endpoint: AnyEndpoint): ParameterProperty[] {
	const definitions = Object.entries(endpoint.parameters as Record<string, Parameter>);
	return definitions.map(([name, definition]) => {
		// Every node has an `id` already.
		const property = name === 'id' ? 'webhookId' : name;
		const typeProperty = `${property}Type`;
		if (RESERVED.includes(property) || RESERVED.includes(typeProperty)) {
			throw new Error(`${endpoint.name}: a Node-RED node cannot have a parameter "${name}"`);
		}
		return { name, property, typeProperty, definition };
	});
}

/** The kinds of value a typed input offers, in Node-RED's words; `choice` is our list. */
export function typesOf({ kind, choices, open }: Parameter): string[] {
	const fixed =
		kind === 'flag'
			? ['bool']
			: kind === 'number'
				? ['num']
				: choices === undefined
					? ['str']
					: open
						? ['choice', 'str']
						: ['choice'];
	return [...fixed, 'msg', 'flow', 'global', 'env', 'jsonata'];
}

/** What a new node holds. Text, as an editor's field does; empty = not sent. */
export function defaultValue({ default: value }: Parameter): string {
	const isScalar = ['string', 'number', 'boolean'].includes(typeof value);
	return isScalar ? String(value) : '';
}

/** The settings of a node. Those about kept answers mean nothing where every answer is a new one. */
export function settingsOf({
	keepsAnswers,
}: {
	keepsAnswers: boolean;
}): [SettingName, SettingField][] {
	const all = Object.entries<SettingField>(SETTING_FIELDS) as [SettingName, SettingField][];
	if (keepsAnswers) return all;
	return all
		.filter(([name]) => name !== 'cacheSeconds' && name !== 'staleIfUnavailable')
		.map(([name, field]) => [
			name,
			field.choices
				? { ...field, choices: field.choices.filter(({ value }) => value !== 'stale') }
				: field,
		]);
}
