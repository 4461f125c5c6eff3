import {
	isKingfisherError,
	testConnection,
	type Client,
	type ErrorCode,
	type Usage,
} from '../../../core';

/** What the dialog says; each has a text in the locale file. */
export type Verdict =
	| 'ok'
	| 'noCallsLeft'
	| 'wrongKey'
	| 'plan'
	| 'unreachable'
	| 'notKingfisher'
	| 'fault'
	| 'configuration'
	| 'notDeployed';

export interface TestResult {
	verdict: Verdict;
	/** What happened, in words; not there when all is well. */
	detail?: string;
	usage?: Usage;
	/** The address that was asked. */
	baseUrl?: string;
}

const VERDICTS: Record<ErrorCode, Verdict> = {
	invalid_configuration: 'configuration',
	invalid_api_key: 'wrongKey',
	plan_required: 'plan',
	rate_limited: 'noCallsLeft',
	connection_failed: 'unreachable',
	timeout: 'unreachable',
	server_error: 'fault',
	invalid_parameter: 'notKingfisher',
	not_found: 'notKingfisher',
	not_supported: 'notKingfisher',
	unexpected_status: 'notKingfisher',
	redirect_refused: 'notKingfisher',
	not_json: 'notKingfisher',
	unexpected_shape: 'notKingfisher',
	response_too_large: 'notKingfisher',
	budget_reserved: 'fault',
	cancelled: 'fault',
};

/** Asks the API once; costs a call. */
export async function tested(client: Client): Promise<TestResult> {
	const { baseUrl } = client;
	try {
		return { verdict: 'ok', usage: await testConnection(client), baseUrl };
	} catch (caught) {
		return { ...failedTest(caught), usage: client.usage(), baseUrl };
	}
}

/** @throws what is not an error of the core */
export function failedTest(caught: unknown): TestResult {
	if (!isKingfisherError(caught)) throw caught;
	return { verdict: VERDICTS[caught.code], detail: `${caught.message}.` };
}
