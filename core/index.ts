/** The core's only door: hosts import from here and nowhere deeper. */

export { catalogue, type Catalogue } from './api/catalogue';
export {
	defineEndpoint,
	type AnyEndpoint,
	type Endpoint,
	type Field,
	type Fields,
	type InputOf,
	type ResponseOf,
	type Row,
} from './api/endpoint';
export {
	SUGGESTED_ASSETS,
	type Choice,
	type Parameter,
	type ParameterDefinitions,
	type ParameterKind,
} from './api/parameters';
export { sortRows, type SortDirection } from './api/sort';
export { WEBHOOK_EVENTS, webhookOperations } from './api/webhooks';
export { accessors, type Accessors } from './client/accessors';
export { Answer } from './client/answer';
export { DEFAULT_BATCHING, inBatches, type Batching } from './client/batches';
export type { Usage } from './client/call-budget';
export { Client, type ClientOptions } from './client/client';
export { ENVIRONMENTS, resolveBaseUrl, type Environment } from './client/environment';
export { ERROR_CODES, isKingfisherError, KingfisherError, type ErrorCode } from './client/errors';
export { fetchTransport, type Fetch } from './client/fetch-transport';
export { redact, trimmedKey } from './client/redact';
export {
	SETTING_FIELDS,
	settingsFrom,
	type SettingField,
	type SettingName,
} from './client/setting-fields';
export { DEFAULT_SETTINGS, type Settings } from './client/settings';
export { findUsage } from './client/find-usage';
export { testConnection } from './client/test-connection';
export {
	BodyTooLarge,
	type Clock,
	type HttpRequest,
	type HttpResponse,
	type HttpTransport,
	type Logger,
	type Random,
} from './client/transport';
