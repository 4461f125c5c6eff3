/** A local Kingfisher API to build and test against, written from the API guide alone. */
export { startEmulator, type Emulator, type EmulatorOptions } from './emulator';
export type { KeyKind, Tier } from './accounts';
export type { CallRecord } from './call-log';
export type { Fault } from './faults';
export type { Shapes } from './shapes/shapes';
export type {
	EmulatorStream,
	LoadOptions,
	PublishOptions,
	ReceivedFrame,
	StreamBehaviour,
	StreamConnection,
} from './stream/types';
export type {
	DeliveryReport,
	EmulatorWebhooks,
	FireOptions,
	HmacSignature,
	RegisteredWebhook,
	SendOptions,
	StandardSignature,
	WebhookBehaviour,
} from './webhooks/types';
