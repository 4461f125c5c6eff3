import type { FastifyInstance } from 'fastify';
import { readChanges, type ControlBody } from '../control-body';
import type { EmulatorWebhooks, FireOptions, SendOptions, WebhookBehaviour } from './types';

interface Fired extends FireOptions {
	event: string;
	asset: string;
}

interface Sent extends SendOptions {
	url: string;
	/** A body that is no text. */
	base64: string;
}

/** The webhooks' controls over HTTP, beside the others under /_control. */
export function serveWebhookControl(scope: FastifyInstance, webhooks: EmulatorWebhooks): void {
	scope.get('/webhooks', () => ({
		registrations: webhooks.registrations(),
		deliveries: webhooks.deliveries.length,
		behaviour: webhooks.behaviour,
	}));
	scope.get('/webhooks/deliveries', () => webhooks.deliveries);

	scope.post<ControlBody<WebhookBehaviour>>('/webhooks/behaviour', ({ body }) => {
		webhooks.behave(readChanges<WebhookBehaviour>(body));
		return webhooks.behaviour;
	});

	// Answered when every delivery has been answered or given up.
	scope.post<ControlBody<Fired>>('/webhooks/fire', async ({ body }) => {
		const { event = '', asset = '', ...options } = body ?? {};
		return await webhooks.fire(event, asset, options);
	});

	scope.post<ControlBody<Sent>>('/webhooks/send', async ({ body }) => {
		const { url = '', base64, ...options } = body ?? {};
		if (typeof base64 === 'string') options.body = Buffer.from(base64, 'base64');
		return await webhooks.send(url, options);
	});
}
