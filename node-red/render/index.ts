import { catalogue as theCatalogue, type AnyEndpoint, type Catalogue } from '../../core';
import { accountEditor } from '../nodes/account/editor';
import { chartEditor } from '../nodes/chart/editor';
import { endpointEditor } from '../nodes/endpoint/editor';
import { eventEditor } from '../nodes/event/editor';
import { signalEditor } from '../nodes/signal/editor';
import { streamEditor } from '../nodes/stream/editor';
import { OPERATIONS, webhookParameters, webhooksEditor } from '../nodes/webhooks/editor';
import {
	accountCatalog,
	endpointCatalog,
	SOURCES,
	streamCatalog,
	webhooksCatalog,
} from './catalogs';
import { chartCatalog } from './chart-catalog';
import { chartHelp } from './chart-help';
import { eventCatalog } from './event-catalog';
import { eventHelp } from './event-help';
import { accountHelp, endpointHelp, webhooksHelp } from './help';
import { signalCatalog } from './signal-catalog';
import { signalHelp } from './signal-help';
import { streamHelp } from './stream-help';
import { LANGUAGES, type Language, type Texts } from './languages';

/** One node of the package, as far as it is rendered. */
interface RenderedNode {
	type: string;
	/** How `lib/nodes.js` is called to register it. */
	runtime: string;
	editor: string;
	catalog: (language: Language) => Texts;
	help: (language: Language) => string;
}

/** What stands in `node-red/package.json`, as far as it is looked at here. */
export interface PackageJson {
	'node-red': { version: string };
	[field: string]: unknown;
}

/**
 * Every file of the published package that is derived from the core: texts by path. An endpoint that
 * is added to the catalogue has its node here without another line.
 */
export function renderPackage(
	packageJson: PackageJson,
	catalogue: Catalogue = theCatalogue,
): Record<string, string> {
	const endpoints = Object.values(catalogue).map(endpointNode);
	const others = [chart(), event(), signal(), stream(), webhooks()];
	const nodes = [account(), ...endpoints, ...others];
	const files: Record<string, string> = {
		'package.json': json(published(packageJson, nodes)),
	};
	for (const { type, runtime, editor, catalog, help } of nodes) {
		files[`nodes/${type}.js`] = stub(runtime);
		files[`nodes/${type}.html`] = editor;
		for (const language of LANGUAGES) {
			files[`nodes/locales/${language}/${type}.json`] = json(catalog(language));
			files[`nodes/locales/${language}/${type}.html`] = help(language);
		}
	}
	return files;
}

function account(): RenderedNode {
	return {
		type: 'kingfisher-account',
		runtime: 'accountNode(RED)',
		editor: accountEditor(),
		catalog: accountCatalog,
		help: (language) => accountHelp(SOURCES.account[language].node.description, language),
	};
}

function chart(): RenderedNode {
	return {
		type: 'kingfisher-chart',
		runtime: 'chartNode(RED)',
		editor: chartEditor(),
		catalog: chartCatalog,
		help: (language) => chartHelp(SOURCES.chart[language].node.description, language),
	};
}

function endpointNode(endpoint: AnyEndpoint): RenderedNode {
	return {
		type: `kingfisher-${endpoint.name}`,
		runtime: `endpointNode(RED, '${endpoint.name}')`,
		editor: endpointEditor(endpoint),
		catalog: (language) => endpointCatalog(endpoint, language),
		help: (language) => endpointHelp(endpoint, language),
	};
}

function event(): RenderedNode {
	return {
		type: 'kingfisher-event',
		runtime: 'eventNode(RED)',
		editor: eventEditor(),
		catalog: eventCatalog,
		help: (language) => eventHelp(SOURCES.event[language].node.description, language),
	};
}

function signal(): RenderedNode {
	return {
		type: 'kingfisher-signal',
		runtime: 'signalNode(RED)',
		editor: signalEditor(),
		catalog: signalCatalog,
		help: (language) => signalHelp(SOURCES.signal[language].node.description, language),
	};
}

function stream(): RenderedNode {
	return {
		type: 'kingfisher-stream',
		runtime: 'streamNode(RED)',
		editor: streamEditor(),
		catalog: streamCatalog,
		help: (language) => streamHelp(SOURCES.stream[language].node.description, language),
	};
}

function webhooks(): RenderedNode {
	return {
		type: 'kingfisher-webhooks',
		runtime: 'webhooksNode(RED)',
		editor: webhooksEditor(),
		catalog: (language) => webhooksCatalog(OPERATIONS, language),
		help: (language) =>
			webhooksHelp(webhookParameters(), SOURCES.webhooks[language].node.description, language),
	};
}

/** Node-RED finds the nodes by this list; what only building needs is left out. */
function published(packageJson: PackageJson, nodes: RenderedNode[]): object {
	const fields = Object.entries(packageJson).filter(([name]) => name !== 'devDependencies');
	const list = nodes.map(({ type }) => [type, `nodes/${type}.js`]);
	return {
		...Object.fromEntries(fields),
		'node-red': { ...packageJson['node-red'], nodes: Object.fromEntries(list) as object },
	};
}

/** The file that Node-RED loads for a node. */
function stub(call: string): string {
	return `const nodes = require('../lib/nodes');\nmodule.exports = (RED) => nodes.${call};\n`;
}

function json(value: unknown): string {
	return `${JSON.stringify(value, null, '\t')}\n`;
}
