import type { Webhook } from '../webhooks/store';
import type { Shapes } from './shapes';

type WebhookShapes = Pick<Shapes, 'webhookId' | 'webhookList'>;

/** The answer to a registration. */
export function registeredBody(shapes: WebhookShapes, webhook: Webhook): object {
	if (shapes.webhookId !== 'none') return webhookBody(shapes, webhook);
	const { id: _, ...record } = described('id', webhook);
	return record;
}

/** One registration, with its id where the switch puts it. */
export function webhookBody({ webhookId }: WebhookShapes, webhook: Webhook): object {
	const record = { ...described(webhookId === 'webhook_id' ? 'webhook_id' : 'id', webhook) };
	return webhookId === 'data.id' ? { data: record } : record;
}

export function webhookListBody(shapes: WebhookShapes, webhooks: Webhook[]): object {
	const name = shapes.webhookId === 'webhook_id' ? 'webhook_id' : 'id';
	const records = webhooks.map((webhook) => described(name, webhook));
	return shapes.webhookList === 'list' ? records : { [shapes.webhookList]: records };
}

function described(idName: string, { id, url, events, config, createdAt }: Webhook) {
	return { [idName]: id, url, events, config, status: 'active', created_at: createdAt };
}
