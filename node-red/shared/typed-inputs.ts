import type { Node, NodeAPI, NodeMessage } from 'node-red';
import { KingfisherError, type AnyEndpoint } from '../../core';
import { defaultValue, parameterProperties, typesOf, type ParameterProperty } from './properties';

export type NodeConfig = Record<string, unknown>;

/** What a message asks for: the value of every parameter, as the core reads it. */
export async function readInputs(
	RED: NodeAPI,
	node: Node,
	config: NodeConfig,
	msg: NodeMessage,
	endpoint: AnyEndpoint,
): Promise<Record<string, unknown>> {
	const values = parameterProperties(endpoint).map(async (parameter) => [
		parameter.name,
		await readInput(RED, node, config, msg, parameter, endpoint),
	]);
	return Object.fromEntries(await Promise.all(values)) as Record<string, unknown>;
}

async function readInput(
	RED: NodeAPI,
	node: Node,
	config: NodeConfig,
	msg: NodeMessage,
	{ property, typeProperty, definition }: ParameterProperty,
	endpoint: AnyEndpoint,
): Promise<unknown> {
	// A flow that was written by hand, or before there was this parameter, may lack the properties.
	const value = config[property] ?? defaultValue(definition);
	const given = config[typeProperty];
	const type = typeof given === 'string' ? given : value === '' ? 'str' : typesOf(definition)[0];
	if (typeof value !== 'string' || type === 'choice' || type === 'str') return value;
	// An empty number field means "not given"; Node-RED would make it 0.
	if (type === 'num' && value.trim() === '') return undefined;
	try {
		return await evaluate(RED, node, msg, value, type ?? 'str');
	} catch (caught) {
		throw new KingfisherError({
			code: 'invalid_parameter',
			message: `${endpoint.title}: ${definition.title} could not be read from ${type}: ${reason(caught)}`,
			help: 'Open the node and check this field.',
			endpoint: endpoint.name,
		});
	}
}

function evaluate(
	RED: NodeAPI,
	node: Node,
	msg: NodeMessage,
	value: string,
	type: string,
): Promise<unknown> {
	return new Promise((resolve, reject) => {
		// Some failures are thrown, others come back: a promise takes both.
		RED.util.evaluateNodeProperty(value, type, node, msg, (error, result: unknown) => {
			if (error) reject(error);
			else resolve(result);
		});
	});
}

/** JSONata's errors are plain objects. */
function reason(caught: unknown): string {
	const { message } = caught as { message?: unknown };
	return typeof message === 'string' ? message : String(caught);
}
