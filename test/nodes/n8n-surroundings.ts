import { createRequire } from 'node:module';
import { InstanceSettings } from 'n8n-core/dist/instance-settings/instance-settings';
import { ExecutionLifecycleHooks } from 'n8n-core/dist/execution-engine/execution-lifecycle-hooks';
import { SSHClientsManager } from 'n8n-core/dist/execution-engine/ssh-clients-manager';
import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { KingfisherApi } from '../../credentials/KingfisherApi.credentials';

// n8n-core brings its own container of services; what the context asks of it needs no files here.
const inCore = createRequire(require.resolve('n8n-core/package.json'));
const { Container } = inCore('@n8n/di') as { Container: { set(what: unknown, is: unknown): void } };
const { Logger } = inCore('@n8n/backend-common') as { Logger: unknown };

/** The services that n8n's contexts ask their container for. */
export function provideServices(note: (text: string) => void): void {
	Container.set(InstanceSettings, {});
	Container.set(SSHClientsManager, {});
	const logger = { debug: note, info: note, warn: note, error: note, scoped: () => logger };
	Container.set(Logger, logger);
}

/** What n8n hands to a node's context besides the workflow: our credential, as it is now. */
export function additionalDataOf(
	credentials: () => ICredentialDataDecryptedObject,
	more: Partial<IWorkflowExecuteAdditionalData> = {},
): IWorkflowExecuteAdditionalData {
	const credential = new KingfisherApi();
	const credentialsHelper = {
		isCredentialUsableByNode: () => true,
		getDecrypted: () => Promise.resolve({ ...credentials() }),
		getParentTypes: () => [],
		preAuthentication: () => Promise.resolve(undefined),
		authenticate: (
			decrypted: ICredentialDataDecryptedObject,
			_type: string,
			options: IHttpRequestOptions,
		) => credential.authenticate(decrypted, options),
	};
	const hooks = new ExecutionLifecycleHooks('manual', '1', {} as IWorkflowBase);
	return { credentialsHelper, hooks, ...more } as unknown as IWorkflowExecuteAdditionalData;
}
