import { dirname } from 'node:path';

import type { NodeBinary } from './node-binary';

export interface N8nPorts {
	main: number;
	broker: number;
}

/**
 * n8n's whole environment: everything in one folder, every port on this machine only, and nothing
 * that reaches for n8n's own servers. The rest stays as users have it.
 */
export function n8nEnvironment(
	node: NodeBinary,
	userFolder: string,
	ports: N8nPorts,
): Record<string, string> {
	return {
		PATH: `${dirname(node.path)}:/usr/bin:/bin`,
		HOME: userFolder,
		NO_COLOR: '1',

		N8N_USER_FOLDER: userFolder,
		DB_TYPE: 'sqlite',
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(ports.main),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(ports.broker),
		N8N_SECURE_COOKIE: 'false', // plain http

		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		/** The catalogue of verified packages comes from n8n's server; packages on disk load without it. */
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		/** Fetches a list of MCP servers at start. */
		N8N_DISABLED_MODULES: 'mcp-registry',
	};
}
