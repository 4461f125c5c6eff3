/** A control's JSON body as a route of fastify's: any field may be missing. */
export type ControlBody<Fields> = { Body: { [Name in keyof Fields]?: Fields[Name] } | null };

/** JSON has no undefined: null takes a setting back. */
export function readChanges<Settings extends object>(
	body: ControlBody<Settings>['Body'],
): Partial<Settings> {
	const entries = Object.entries(body ?? {}).map(([name, value]: [string, unknown]) => [
		name,
		value ?? undefined,
	]);
	return Object.fromEntries(entries) as Partial<Settings>;
}
