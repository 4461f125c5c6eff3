/** The test helper has no types of its own; this is the part of it that is used. */
declare module 'node-red-node-test-helper' {
	const helper: {
		load(
			nodes: ((RED: never) => void)[],
			flow: object[],
			credentials: Record<string, Record<string, string>>,
		): Promise<void>;
		setFlows(
			flow: object[],
			type: string,
			credentials: Record<string, Record<string, string>>,
		): Promise<void>;
		unload(): Promise<void>;
		clearFlows(): Promise<void>;
		getNode(id: string): unknown;
		log(): { args: unknown };
		request(): {
			get(path: string): Promise<{ status: number; body: unknown }>;
			post(path: string): {
				send(body: object): Promise<{ status: number; body: unknown }>;
			};
		};
	};
	export default helper;
}
