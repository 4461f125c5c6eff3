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
export { numberFormat } from './api/format';
export {
	EXCHANGES,
	SUGGESTED_ASSETS,
	type Choice,
	type Parameter,
	type ParameterDefinitions,
	type ParameterKind,
} from './api/parameters';
export { isPublicAddress } from './api/public-address';
export { sortRows, type SortDirection } from './api/sort';
export { WEBHOOK_EVENTS, webhookOperations } from './api/webhooks';
export { accessors, type Accessors } from './client/accessors';
export { Answer } from './client/answer';
export { DEFAULT_BATCHING, inBatches, type Batching } from './client/batches';
export type { Usage } from './client/call-budget';
export { Client, type ClientOptions } from './client/client';
export { distrust } from './client/connection-failure';
export {
	ENVIRONMENTS,
	resolveBaseUrl,
	resolveStreamUrl,
	type Environment,
} from './client/environment';
export { ERROR_CODES, isKingfisherError, KingfisherError, type ErrorCode } from './client/errors';
export { fetchTransport, type Fetch } from './client/fetch-transport';
export { nextDelay } from './client/retry';
export { readAssets } from './client/read-assets';
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
export { chartNamed, charts } from './charts/catalogue';
export {
	chartData,
	chartFields,
	drawChart,
	drawData,
	type ChartData,
	type ChartOptions,
	type Picture,
} from './charts/draw-chart';
export type { Chart } from './charts/kind';
export { CHART_SIZES, CHART_THEMES, looksFrom, type SizeName, type ThemeName } from './charts/look';
export { CHANNELS, streamed, type StreamedEndpoint } from './api/stream';
export { Snapshot } from './client/snapshot';
export type { Counts } from './stream/counts';
export { eventRow, eventText, isNews, type StreamEvent } from './stream/events';
export type { StreamAccess } from './stream/hub';
export type { ListenOptions } from './stream/listener';
export { StreamMessage } from './stream/message';
export type { Subscription } from './stream/protocol';
export { readSubscriptions, type Wish } from './stream/read-subscriptions';
export {
	DELIVERIES,
	DELIVERY_FIELDS,
	IN_FLIGHT_FIELD,
	listenSettings,
	PER_SECOND_FIELD,
	STREAM_FIELDS,
	type StreamEntries,
	type StreamField,
} from './stream/setting-fields';
export type { Closure, Socket, SocketFactory, SocketHandlers } from './stream/socket';
export type { State } from './stream/states';
export {
	listen,
	settleStream,
	Subscriber,
	type ListenPorts,
	type StreamStatus,
} from './stream/subscriber';
export { webSockets, type WebSocketLike } from './stream/web-socket';
export { confirmEvent, type Confirmation } from './webhooks/confirm';
export { SeenDeliveries, type SavedDeliveries } from './webhooks/duplicates';
export { deliveredRow, type DeliveredForm } from './webhooks/delivered-row';
export { EVENT_FIELDS, type EventName } from './webhooks/event-kinds';
export type { WebhookEvent } from './webhooks/events';
export {
	DEFAULT_TOLERANCE_MS,
	MAX_WEBHOOK_BYTES,
	receiveWebhook,
	type DeliveredEvent,
	type ReceiveSettings,
	type Reception,
	type Rejection,
	type WebhookRequest,
} from './webhooks/receive';
export { missingAtApi, register, unregister, type Registrar } from './webhooks/register';
export {
	isSettled,
	readKept,
	registrationsFor,
	type KeptRegistration,
	type Registration,
} from './webhooks/registrations';
export { readWantedEvents, type WantedEvents } from './webhooks/read-wanted';
export { rejectionRow, Rejections, type RejectionReport } from './webhooks/rejections';
export {
	confirmationMode,
	CONFIRMATIONS,
	DEFAULT_SIGNATURE_HEADER,
	receiveSettings,
	THRESHOLD_FIELDS,
	thresholdsFrom,
	TOLERANCE_FIELD,
	VERIFICATIONS,
	type ConfirmationMode,
	type EventNumberField,
	type ReceiveEntries,
	type ThresholdName,
} from './webhooks/setting-fields';
export { signWebhook, type SignedWebhook, type SignOptions } from './webhooks/send';
export { newToken, type Signing, type WebhookHeaders } from './webhooks/verify';
export type { Alert } from './signals/alert';
export { signalNamed, signals } from './signals/catalogue';
export { escapeText, TEXT_FORMATS, textFormatFrom, type TextFormat } from './signals/escape-text';
export { evaluateSignal, type Evaluation } from './signals/evaluate';
export type { SettingsOf, SignalField, SignalFields } from './signals/fields';
export { inputFrom, inputsFrom, type InputContext, type SignalInput } from './signals/input';
export type { SignalMemory } from './signals/memory';
export {
	planCalls,
	type Plan,
	type PlannedCall,
	type PlannedEvaluation,
	type Watch,
} from './signals/plan-calls';
export { resultFields, resultRow, type SignalResult } from './signals/result';
export {
	evaluateRound,
	gatherRound,
	judgeRound,
	type Gathered,
	type Round,
	type RoundOptions,
} from './signals/evaluate-round';
export { activeHours, isActive, nextActive, type ActiveHours } from './signals/rounds';
export {
	callPlan,
	stretchInterval,
	type CallPlan,
	type Remaining,
	type Schedule,
	type Stretched,
} from './signals/schedule';
export { PRO_CALLS_PER_DAY, watchPlan, watchPlanRow, type WatchPlan } from './signals/watch-plan';
export {
	defineSignal,
	readSignalSettings,
	type AnySignal,
	type Finding,
	type Need,
	type Signal,
} from './signals/signal';
