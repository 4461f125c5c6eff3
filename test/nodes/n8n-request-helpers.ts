import { getRequestHelperFunctions } from 'n8n-core/dist/execution-engine/node-execution-context/utils/request-helpers/factory';
import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { KingfisherApi } from '../../credentials/KingfisherApi.credentials';

// Only expressions in parameters would look at it.
const NO_WORKFLOW = {} as unknown as Workflow;

const NODE: INode = {
	id: 'node-1',
	name: 'Kingfisher',
	type: 'n8n-nodes-kingfisher.kingfisher',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	credentials: { kingfisherApi: { id: 'credential-1', name: 'Kingfisher account' } },
};

/**
 * What a node's `this` needs to send requests, with n8n's own helpers, as an execution gets them: n8n's HTTP client sends, and our
 * credential adds the key. `execution` is what n8n cancels when a user stops the execution.
 */
export function requestContext(execution?: AbortSignal): IExecuteFunctions {
	const credential = new KingfisherApi();
	const credentialsHelper = {
		getParentTypes: () => [],
		preAuthentication: () => Promise.resolve(undefined),
		authenticate: (
			decrypted: ICredentialDataDecryptedObject,
			_type: string,
			options: IHttpRequestOptions,
		) => credential.authenticate(decrypted, options),
	};
	const additionalData = { credentialsHelper } as unknown as IWorkflowExecuteAdditionalData;
	const context: Partial<IExecuteFunctions> = {
		helpers: getRequestHelperFunctions(
			NO_WORKFLOW,
			NODE,
			additionalData,
		) as IExecuteFunctions['helpers'],
		getNode: () => NODE,
		getExecutionCancelSignal: () => execution,
	};
	return context as IExecuteFunctions;
}
