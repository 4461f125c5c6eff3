/** Node-RED loads every node at its start, whether or not a flow has one. */
describe("loading Node-RED's nodes", () => {
	it('loads no library for requests: the first request does', () => {
		const loaded = jest.fn(() => ({}));
		jest.doMock('axios', loaded);
		jest.isolateModules(() => {
			const nodes: object = jest.requireActual('../../node-red/nodes/index');
			expect(Object.keys(nodes).length).toBeGreaterThan(0);
		});
		expect(loaded).not.toHaveBeenCalled();
	});
});
