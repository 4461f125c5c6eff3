import { createRequire } from 'node:module';

describe('loading the nodes', () => {
	/** The first of each in a process takes as long as everything else that loading does. */
	it('makes no number format, and orders no list by the rules of a language', () => {
		const format = jest.spyOn(Intl, 'NumberFormat');
		const compare = jest.spyOn(String.prototype, 'localeCompare');
		try {
			loadNodes();
			expect(format).not.toHaveBeenCalled();
			expect(compare).not.toHaveBeenCalled();
		} finally {
			format.mockRestore();
			compare.mockRestore();
		}
	});

	/** It works out its tables when it is loaded. */
	it('loads no compression: the first chart does', () => {
		const loaded = jest.fn(() => ({}));
		jest.doMock('fflate/browser', loaded);
		loadNodes();
		expect(loaded).not.toHaveBeenCalled();
	});
});

function loadNodes(): void {
	jest.isolateModules(() => {
		for (const file of nodeFiles()) jest.requireActual(file);
	});
}

function nodeFiles(): string[] {
	const { n8n } = createRequire(__filename)('../../package.json') as { n8n: { nodes: string[] } };
	expect(n8n.nodes.length).toBeGreaterThan(0);
	return n8n.nodes.map((file) => file.replace(/^dist/, '../..').replace(/\.js$/, ''));
}
