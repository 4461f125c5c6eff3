import type { BaseIssue, BaseSchema, InferOutput } from 'valibot';
import type { ParameterDefinitions, ParameterInput, ParameterValues } from './parameters';

/** A flat record: only scalars, so that a spreadsheet, a chart or an IF node takes it as it is. */
export type Row = Record<string, string | number | boolean | null>;

/** What a column of a row holds. `unit` is spelled as a user reads it: `USD`, `ms`, `percent of price`. */
export interface Field {
	title: string;
	description: string;
	unit?: string;
	type: 'number' | 'string' | 'boolean';
}

export type Fields = Record<string, Field>;

export type ResponseSchema = BaseSchema<unknown, unknown, BaseIssue<unknown>>;

/** What a user asks of streamed data; a limit that is not given is `undefined`. */
export interface Limits {
	/** Smallest cluster, by its larger side, in USD. */
	minimumUsd?: number | undefined;
	/** Farthest level, in percent of the price. */
	maximumDistancePercent?: number | undefined;
}

/** How the data of an endpoint is pushed over the WebSocket stream. */
export interface StreamChannel<S extends ResponseSchema = ResponseSchema> {
	/** Wire name. */
	channel: string;
	/** When the API sends a message, as the guide says it. */
	updates: string;
	/** Brings the `data` of a message into the form of the response, where it may differ. */
	response?(data: Record<string, unknown>): Record<string, unknown>;
	/** The response without what the limits leave out; `undefined` when nothing is left. */
	narrow?(response: InferOutput<S>, limits: Limits): InferOutput<S> | undefined;
}

/**
 * Everything the project knows of one endpoint. Hosts derive their parameters, forms, help, output
 * schemas and tables from it; nothing else in the tree repeats a fact that stands here.
 */
export interface Endpoint<
	P extends ParameterDefinitions = ParameterDefinitions,
	S extends ResponseSchema = ResponseSchema,
	A extends string = string,
> {
	/** kebab-case; Node-RED's type is `kingfisher-<name>`. */
	name: string;
	/** n8n's resource value. */
	resource: string;
	/** Property of the client, spelled as in the guide's SDK samples: `client.gex.get('BTC')`. */
	accessor: A;
	title: string;
	/** One sentence for tooltips, help texts and language models. */
	description: string;
	/** Words a trader would type to find it. */
	keywords: readonly string[];
	method: 'GET' | 'POST' | 'DELETE';
	/** Below the base URL; `{name}` takes the parameter of that name, the others go into the query. */
	path: string;
	/** The JSON body of a POST; its parameters then do not go into the query. */
	body?(asked: ParameterValues<P>): unknown;
	parameters: P;
	response: S;
	/** How long an answer may be served again without spending a call, in seconds; 0 = never. */
	freshForSeconds: number;
	/** Whether the guide documents the response; otherwise every column is a best guess. */
	documented: boolean;
	/** What one row is. */
	rowNoun: { one: string; many: string };
	rowFields: Fields;
	/** One flat record per list entry of the response, which was received `at` (ms). Never loses an entry. */
	rows(response: InferOutput<S>, asked: ParameterValues<P>, at: number): Row[];
	summaryFields: Fields;
	/** One flat record for the whole response. */
	summary(response: InferOutput<S>, asked: ParameterValues<P>, at: number): Row;
	/** One line, ready to be sent as a message. */
	text(response: InferOutput<S>, asked: ParameterValues<P>): string;
	/** Things worth telling the user about what was asked; never a refusal. */
	hints?(asked: ParameterValues<P>): string[];
	/** The channel that pushes the same data, where there is one. */
	stream?: StreamChannel<S>;
}

/** What a definition states; `method` is GET unless it says otherwise. */
type Definition<P extends ParameterDefinitions, S extends ResponseSchema, A extends string> = Omit<
	Endpoint<P, S, A>,
	'method'
> & { method?: Endpoint['method'] };

export function defineEndpoint<
	const P extends ParameterDefinitions,
	const S extends ResponseSchema,
	const A extends string,
>(definition: Definition<P, S, A>): Endpoint<P, S, A> {
	return { method: 'GET', ...definition };
}

/**
 * An endpoint of which only the list it stands in is known. `any` is deliberate: an endpoint is
 * contravariant in its own parameters and response, so no narrower type holds every one of them.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyEndpoint = Endpoint<any, any>;

export type InputOf<E extends AnyEndpoint> =
	E extends Endpoint<infer P> ? ParameterInput<P> : never;
export type ResponseOf<E extends AnyEndpoint> = InferOutput<E['response']>;
