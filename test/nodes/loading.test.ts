import { createRequire } from 'node:module';

/** The first of each in a process takes as long as everything else that loading does. */
describe('loading the nodes', () => {
	it('makes no number format, and orders no list by the rules of a language', () => {
		const format = jest.spyOn(Intl, 'NumberFormat');
		const compare = jest.spyOn(String.prototype, 'localeCompare');
		try {
			jest.isolateModules(() => {
				for (const file of nodeFiles()) jest.requireActual(file);
			});
			expect(format).not.toHaveBeenCalled();
			expect(compare).not.toHaveBeenCalled();
		} finally {
			format.mockRestore();
			compare.mockRestore();
		}
	});
});

function nodeFiles(): string[] {
	const { n8n } = createRequire(__filename)('../../package.json') as { n8n: { nodes: string[] } };
	expect(n8n.nodes.length).toBeGreaterThan(0);
	return n8n.nodes.map((file) => file.replace(/^dist/, '../..').replace(/\.js$/, ''));
}
