import packageJson from '../../../node-red/package.json';
import { renderPackage } from '../../../node-red/render';

/** The rendered files of the package, by path. */
export const FILES = renderPackage(packageJson);

export const PACKAGE = JSON.parse(FILES['package.json'] ?? '') as {
	name: string;
	'node-red': { version: string; nodes: Record<string, string> };
	dependencies: Record<string, string>;
	[field: string]: unknown;
};

/** Every node type of the package. */
export const TYPES = Object.keys(PACKAGE['node-red'].nodes);

/** The script in the `.html` of a node. */
export function scriptOf(html: string): string {
	const [, script] = /<script type="text\/javascript">([^]*?)<\/script>/.exec(html) ?? [];
	if (script === undefined) throw new Error('There is no script');
	return script;
}
