import type { NodeAPI } from 'node-red';
import { openClient } from '../../shared/client';
import { findAccount } from './find-account';
import { failedTest, tested, type TestResult } from './test-connection';

/** The part of Express that is used. */
interface Request {
	params: Record<string, string>;
	body?: unknown;
}
interface Response {
	status(code: number): Response;
	json(body: unknown): void;
}

const SILENT = { debug: () => undefined, warn: () => undefined };

/**
 * What the account's dialog asks of the runtime: a test of the connection, and what is known of the
 * day's calls. A saved key is only ever sent to the address saved with it: otherwise whoever may edit
 * flows could have it sent to a machine of their own.
 */
export function serveAccounts(RED: NodeAPI): void {
	RED.httpAdmin.post(
		'/kingfisher-account/:id/test',
		RED.auth.needsPermission('kingfisher-account.write'),
		(request: Request, response: Response) => {
			test(RED, request).then(
				(result) => response.json(result),
				() => response.status(500).json({ verdict: 'fault' }),
			);
		},
	);
	RED.httpAdmin.get(
		'/kingfisher-account/:id/usage',
		RED.auth.needsPermission('kingfisher-account.read'),
		(request: Request, response: Response) => {
			const account = findAccount(RED, request.params['id']);
			if (!account || account.problem) response.status(404).json({});
			else response.json(account.client().usage());
		},
	);
}

async function test(RED: NodeAPI, { params, body }: Request): Promise<TestResult> {
	const typed = isObject(body) ? body : {};
	if (typeof typed['apiKey'] === 'string') return await testTyped(typed);
	const account = findAccount(RED, params['id']);
	if (!account) return { verdict: 'notDeployed' };
	return account.problem ? failedTest(account.problem) : await tested(account.client());
}

/** Key and address as they stand in the dialog. */
async function testTyped(typed: Record<string, unknown>): Promise<TestResult> {
	const { apiKey, environment, baseUrl } = typed;
	// Variables are read when the account is deployed, not for whoever may write into the dialog.
	if (/^\s*\$[{(]/.test(String(apiKey))) return { verdict: 'notDeployed' };
	let open: ReturnType<typeof openClient>;
	try {
		open = openClient({ apiKey, environment, baseUrl }, SILENT);
	} catch (caught) {
		return failedTest(caught);
	}
	try {
		return await tested(open.client);
	} finally {
		open.close();
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
