import { catalogue } from '../api/catalogue';
import type { AnyEndpoint, Row } from '../api/endpoint';
import type { JsonObject } from '../api/read';
import { shapeError } from '../client/response';
import { Snapshot } from '../client/snapshot';

/**
 * Tells of which endpoint something is that a flow hands over without saying so: our rows and
 * summaries by their column names, responses by their documented form.
 */

const ENDPOINTS: readonly AnyEndpoint[] = Object.values(catalogue);

/** Columns that one endpoint alone has. */
const OWN_COLUMNS = new Map(
	ENDPOINTS.map((endpoint) => {
		const others = ENDPOINTS.filter((one) => one !== endpoint).flatMap(columnsOf);
		return [endpoint, columnsOf(endpoint).filter((name) => !others.includes(name))] as const;
	}),
);

function columnsOf({ rowFields, summaryFields }: AnyEndpoint): string[] {
	return Object.keys({ ...rowFields, ...summaryFields });
}

export function endpointNamed(name: unknown): AnyEndpoint | undefined {
	return ENDPOINTS.find((endpoint) => endpoint.name === name);
}

/** The endpoint of which `record` is a row or a summary of ours. */
export function endpointOfRow(record: JsonObject): AnyEndpoint | undefined {
	const names = Object.keys(record);
	// The wire has no capitals in its names. A column without one can be a field of a response too,
	// which has no time of ours.
	const isOurs = typeof record['time'] === 'number' && typeof record['timestamp'] === 'string';
	return ENDPOINTS.find((endpoint) =>
		OWN_COLUMNS.get(endpoint)?.some(
			(name) => names.includes(name) && (isOurs || /[A-Z]/.test(name)),
		),
	);
}

/** Whether it is a row and not a summary: summaries lack the columns that only rows have. */
export function isRow(endpoint: AnyEndpoint, record: Row): boolean {
	const { rowFields, summaryFields } = endpoint;
	const onlyInSummaries = Object.keys(summaryFields).filter((name) => !(name in rowFields));
	return !onlyInSummaries.some((name) => name in record);
}

/** The endpoint that documents the form of `response`, or whose figures are found in it. */
export function endpointOfResponse(
	response: unknown,
	candidates: readonly AnyEndpoint[],
): AnyEndpoint | undefined {
	const isDocumented = (endpoint: AnyEndpoint) =>
		endpoint.documented && !Array.isArray(response) && !shapeError(endpoint, response);
	return (
		[...candidates, ...ENDPOINTS].find(isDocumented) ??
		candidates.find((endpoint) => hasFigures(endpoint, response))
	);
}

/** What takes every form: only figures of its own tell that it is the right one. */
function hasFigures(endpoint: AnyEndpoint, response: unknown): boolean {
	if (shapeError(endpoint, response)) return false;
	const rows = new Snapshot(endpoint, { asset: '' }, 0, response).rows();
	const own = (OWN_COLUMNS.get(endpoint) ?? []).filter(
		(name) => endpoint.rowFields[name]?.type === 'number',
	);
	return rows.some((row) => own.some((name) => typeof row[name] === 'number'));
}
