import type { Node, NodeAPI, NodeMessage } from 'node-red';
import { KingfisherError, type AnyEndpoint } from '../../core';
import { defaultValue, parameterProperties, typesOf, type ParameterProperty } from './properties';

export type NodeConfig = Record<string, unknown>;

/** What a message asks for: the value of every parameter, or of those named, as the core reads it. */
export async function readInputs(
	RED: NodeAPI,
	node: Node,
	config: NodeConfig,
	msg: NodeMessage,
	endpoint: AnyEndpoint,
	names: readonly string[] = Object.keys(endpoint.parameters as object),
): Promise<Record<string, unknown>> {
	const wanted = parameterProperties(endpoint).filter(({ name }) => names.includes(name));
	const values = wanted.map(async (parameter) => [
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
	const where = { title: `${endpoint.title}: ${definition.title}`, endpoint: endpoint.name };
	return await readTyped(RED, node, msg, value, type ?? 'str', where);
}

/**
 * The value of a typed input, by the kind of value it is.
 * @throws KingfisherError `invalid_parameter`
 */
export async function readTyped(
	RED: NodeAPI,
	node: Node,
	msg: NodeMessage,
	value: unknown,
	type: string,
	{ title, endpoint }: { title: string; endpoint?: string },
): Promise<unknown> {
	if (typeof value !== 'string' || type === 'choice' || type === 'str') return value;
	// An empty number field means "not given"; Node-RED would make it 0.
	if (type === 'num' && value.trim() === '') return undefined;
	try {
		return await evaluate(RED, node, msg, value, type);
	} catch (caught) {
		throw new KingfisherError({
			code: 'invalid_parameter',
			message: `${title} could not be read from ${type}: ${reason(caught)}`,
			help: 'Open the node and check this field.',
			endpoint,
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
