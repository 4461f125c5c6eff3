/** The secret with which the test Node-REDs encrypt credentials; in a flow's export it shows whether they did. */
const CREDENTIAL_SECRET = 'a secret of the end-to-end tests';

export type NodeRedLogLevel = 'info' | 'debug' | 'trace';

/**
 * A `settings.js`: reachable from this machine only, asking nothing of the outside, and with debug
 * messages whole (Node-RED cuts them at 1,000 characters or array elements).
 */
export function settingsFile(
	port: number,
	logLevel: NodeRedLogLevel,
	overrides: Record<string, unknown>,
): string {
	const settings = {
		uiHost: '127.0.0.1',
		uiPort: port,
		flowFile: 'flows.json',
		credentialSecret: CREDENTIAL_SECRET,
		debugMaxLength: 10_000_000,
		telemetry: { enabled: false, updateNotification: false },
		externalModules: { palette: { allowInstall: false }, modules: { allowInstall: false } },
		editorTheme: {
			tours: false,
			projects: { enabled: false },
			palette: { catalogues: [] },
		},
		logging: { console: { level: logLevel, metrics: false, audit: false } },
		...overrides,
	};
	return `module.exports = ${JSON.stringify(settings, null, '\t')};\n`;
}
